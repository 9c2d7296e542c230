import { useComputedColorScheme } from "@mantine/core";
import { Link, useSearch } from "wouter";

import type { EntityRef } from "@/api/types";
import { addressOf, useUrl } from "@/state/url";
import { lookOf } from "@/theme";

import classes from "./EntityName.module.css";
import { useWords } from "./words";

/** The icon of a type in its colour. The word stands beside it, so it says nothing to a screen reader. */
export function EntityIcon({ type, size = "1rem" }: { type: string; size?: string | number }) {
  const look = lookOf(type);
  const scheme = useComputedColorScheme("light");
  return <look.icon size={size} color={look[scheme]} stroke={1.8} aria-hidden className={classes.icon} />;
}

interface Props {
  entity: Pick<EntityRef, "id" | "name" | "type" | "kind">;
  /** Where it leads: "select" opens it in the inspector (the default), "file" goes to the subject's page. */
  to?: "select" | "file";
  /** Say its kind after the name. */
  kind?: boolean;
}

/** An entity by its name, with the icon of its type. A link: it opens in another tab too. */
export function EntityName({ entity, to = "select", kind = false }: Props) {
  const search = useSearch();
  const { path, patch } = useUrl();
  const words = useWords();
  const sel = `entity:${entity.id}`;
  const href =
    to === "file"
      ? addressOf(`/subjects/${encodeURIComponent(entity.id)}`, search, { sel: null })
      : addressOf(path, search, { sel });
  return (
    <Link
      href={href}
      className={classes.name}
      title={words.described(entity)}
      onClick={(event) => {
        if (to === "file" || event.ctrlKey || event.metaKey || event.shiftKey) return;
        // What the view keeps in the address of its own stays.
        event.preventDefault();
        patch({ sel });
      }}
    >
      <EntityIcon type={entity.type} />
      <bdi>{entity.name}</bdi>
      {kind && <span className={classes.kind}>{words.described(entity)}</span>}
    </Link>
  );
}
