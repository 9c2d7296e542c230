import { Button, Menu } from "@mantine/core";
import {
  IconBinaryTree2,
  IconChevronDown,
  IconFileText,
  IconMap2,
  IconPencilPlus,
  IconPrinter,
  IconSend,
  IconTag,
  IconTimeline,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { keyOf, queries } from "@/api/read";
import { useSession } from "@/api/session";
import type { Session } from "@/api/types";
import { AskAboutItems } from "@/parts/AskAbout";
import { DrawByHand } from "@/parts/DrawByHand";
import { useOffer } from "@/shell/actions";
import { NameDialog } from "@/shell/NameDialog";
import { addressOf, useUrl } from "@/state/url";

import classes from "./Head.module.css";
import { CategoryDialog } from "./CategoryDialog";
import { DossierDialog } from "./DossierDialog";
import { ReleaseDialog } from "./ReleaseDialog";
import type { Head } from "./types";

/** Where else an entity is shown: the chart draws its surroundings, the timeline a lane of it. */
const ELSEWHERE = [
  { view: "chart", path: "/chart", icon: IconBinaryTree2, key: "focus" },
  { view: "map", path: "/map", icon: IconMap2, key: null },
  { view: "timeline", path: "/timeline", icon: IconTimeline, key: "about" },
] as const;

/** What can be done with a file. The open dialog is in the address: "back" closes it, and a link leads to it. */
export function Actions({ head }: { head: Head }) {
  const { t } = useTranslation("subject");
  const search = useSearch();
  const { params, patch } = useUrl();
  const session = useSession();
  const asked = params.get("do");
  const open = (dialog: string) => patch({ do: dialog });
  const close = () => patch({ do: null });
  const { id } = head.entity;
  const categorises = head.entity.type === "Person" && session.can_write;
  const judging = (asked === "category" && categorises) || (asked === "draw" && session.can_write);
  // Saying one's name closes its dialog too: what was asked for then goes on.
  const named = () => {
    if (!queries.getQueryData<Session>(keyOf("/api/session"))?.by) close();
  };
  useOffer([
    ...(head.dossier
      ? [
          {
            id: "dossier",
            label: t("dossier:title"),
            group: t("shell:action.work"),
            icon: IconFileText,
            run: () => open("dossier"),
          },
        ]
      : []),
    ...(session.owner
      ? [
          {
            id: "release",
            label: t("dossier:release.title"),
            group: t("shell:action.work"),
            icon: IconSend,
            run: () => open("release"),
          },
        ]
      : []),
  ]);
  return (
    <div className={classes.actions}>
      {ELSEWHERE.map(({ view, path, icon: Picture, key }) => (
        <Button
          key={view}
          component={Link}
          href={addressOf(path, search, { sel: `entity:${id}`, ...(key && { [key]: id }) })}
          variant="default"
          leftSection={<Picture size={14} aria-hidden />}
        >
          {t(`shell:view.${view}`)}
        </Button>
      ))}
      {head.dossier && (
        <Button leftSection={<IconFileText size={14} aria-hidden />} onClick={() => open("dossier")}>
          {t("dossier:title")}
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t("more")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {session.owner && (
            <Menu.Item leftSection={<IconSend size={14} aria-hidden />} onClick={() => open("release")}>
              {t("dossier:release.title")}
            </Menu.Item>
          )}
          <AskAboutItems entity={head.entity} guarded={head.protected} />
          {categorises && (
            <Menu.Item leftSection={<IconTag size={14} aria-hidden />} onClick={() => open("category")}>
              {t("setCategory")}
            </Menu.Item>
          )}
          {session.can_write && (
            <Menu.Item leftSection={<IconPencilPlus size={14} aria-hidden />} onClick={() => open("draw")}>
              {t("draw")}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>
            {t("print")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {head.dossier && <DossierDialog head={head} opened={asked === "dossier"} close={close} />}
      {session.owner && <ReleaseDialog head={head} opened={asked === "release"} close={close} />}
      <NameDialog opened={judging && !session.by} close={named} />
      {categorises && <CategoryDialog head={head} opened={asked === "category" && Boolean(session.by)} close={close} />}
      {session.can_write && (
        <DrawByHand opened={asked === "draw" && Boolean(session.by)} close={close} subject={head.entity} />
      )}
    </div>
  );
}
