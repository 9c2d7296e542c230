import { Loader } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconArrowRight, IconFileText, IconSearch } from "@tabler/icons-react";
import { useMemo, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import type { Passage } from "@/api/types";
import { EntityIcon } from "@/parts/EntityName";
import { KeyHint } from "@/parts/KeyHint";
import { placeOf, Snippet } from "@/parts/Snippet";
import { useWords } from "@/parts/words";
import { recentEntities } from "@/state/recent";
import { useSelection } from "@/state/selection";
import { useUrl } from "@/state/url";

import { useActions } from "./actions";
import classes from "./Palette.module.css";

const WAIT_MS = 120;
const MOST_ACTIONS = 8;

/** One box for everything: entities and sentences as they are typed, what was open of late, and what can be done. */
export function Palette() {
  const { t } = useTranslation();
  const { go } = useUrl();
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed.trim(), WAIT_MS);
  const found = useRead("/api/search", { query: { q: asked, limit: 6 } }, { enabled: asked.length > 0, keep: true });
  const answer = asked ? found.data : undefined;

  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      scrollable
      maxHeight="min(36rem, 75vh)"
      size="44rem"
      clearQueryOnClose
      overlayProps={{ blur: 0, backgroundOpacity: 0.45 }}
      attributes={{ content: { "aria-label": t("action.palette") } }}
    >
      <Spotlight.Search
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.placeholder")}
        onKeyDown={runFirst}
        leftSection={
          found.isFetching && asked ? <Loader size={16} aria-hidden /> : <IconSearch size="1.125rem" aria-hidden />
        }
      />
      <Spotlight.ActionsList>
        {!typed && <Recent />}
        {answer && <Entities items={answer.entities.items} />}
        <Actions typed={typed} />
        {answer && <Passages items={answer.passages.items} />}
        {asked && (
          <Spotlight.Action onClick={() => go("/search", { q: asked })}>
            <Row icon={<IconArrowRight size="1rem" aria-hidden />}>{t("palette.all", { typed: asked })}</Row>
          </Spotlight.Action>
        )}
        {answer && answer.entities.items.length + answer.passages.items.length === 0 && (
          <p className={classes.none} role="status">
            {t("palette.none", { typed: asked })}
          </p>
        )}
        {found.error && asked && (
          <p className={classes.none} role="alert">
            {found.error.message}
          </p>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Enter without going down first runs the first: who types a name and Enter means what is on top. */
function runFirst(event: KeyboardEvent): void {
  const shown = event.currentTarget.closest("[role=dialog]");
  if (event.key !== "Enter" || event.nativeEvent.isComposing || shown?.querySelector("[data-selected]")) return;
  shown?.querySelector<HTMLElement>("[data-action]")?.click();
}

function Recent() {
  const { t } = useTranslation();
  const { select } = useSelection();
  const words = useWords();
  const recent = useSyncExternalStore(recentEntities.subscribe, recentEntities.get);
  if (recent.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t("palette.recent")}>
      {recent.map((entity) => (
        <Spotlight.Action key={entity.id} onClick={() => select("entity", entity.id)}>
          <Row icon={<EntityIcon type={entity.type} />} note={words.described(entity)}>
            <bdi>{entity.name}</bdi>
          </Row>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}

interface Hit {
  id: string;
  name: string;
  type: string;
  kind: string | null;
  also: string[];
  documents: number;
}

function Entities({ items }: { items: readonly Hit[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const { select } = useSelection();
  if (items.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t("palette.entities")}>
      {items.map((hit) => (
        <Spotlight.Action key={hit.id} onClick={() => select("entity", hit.id)}>
          <Row
            icon={<EntityIcon type={hit.type} />}
            note={`${words.described(hit)} · ${t("documents", { count: hit.documents, documents: words.number(hit.documents) })}`}
          >
            <bdi>{hit.name}</bdi>{" "}
            {hit.also.length > 0 && <span className={classes.also}>{hit.also.slice(0, 3).join(", ")}</span>}
          </Row>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}

function Passages({ items }: { items: readonly Passage[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const { go } = useUrl();
  if (items.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t("palette.passages")}>
      {items.map((hit) => (
        <Spotlight.Action key={`${hit.document}${hit.start}`} onClick={() => go(...placeOf(hit))}>
          <Row
            icon={<IconFileText size="1rem" aria-hidden />}
            note={[hit.title ?? hit.file, hit.published && words.day(hit.published), hit.grade]
              .filter(Boolean)
              .join(" · ")}
          >
            <Snippet of={hit} />
          </Row>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}

function Actions({ typed }: { typed: string }) {
  const { t } = useTranslation();
  const actions = useActions();
  const matching = useMemo(() => {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    const fits = actions.filter((action) => {
      const text = fold(`${action.group} ${action.label}`);
      return action.id !== "palette" && action.id !== "search" && words.every((word) => text.includes(word));
    });
    return typed ? fits.slice(0, MOST_ACTIONS) : fits;
  }, [actions, typed]);
  if (matching.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t("palette.actions")}>
      {matching.map((action) => (
        <Spotlight.Action key={action.id} onClick={action.run}>
          <Row
            icon={action.icon && <action.icon size="1rem" aria-hidden />}
            note={action.keys && <KeyHint keys={action.keys} />}
          >
            <span className={classes.group}>{action.group}</span> {action.label}
          </Row>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}

/** Without case and accents: "Líneas" is found by "lineas". */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function Row({ icon, children, note }: { icon?: ReactNode; children: ReactNode; note?: ReactNode }) {
  return (
    <span className={classes.row}>
      <span className={classes.icon}>{icon}</span>
      <span className={classes.text}>{children}</span>
      {note && <span className={classes.note}>{note}</span>}
    </span>
  );
}
