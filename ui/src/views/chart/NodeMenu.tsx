import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";

import { KeyHint } from "@/parts/KeyHint";
import { addressOf } from "@/state/url";

import type { At } from "./edits";
import type { Act, Acts } from "./useActs";

interface Props {
  /** The node it is about; null for the ground. */
  id: string | null;
  at: At;
  acts: Acts;
  close: () => void;
}

const OF_NODE = ["expand", "widen", "focus", "near", "pin", "gather", "hide", "note", "draw"] as const;
const OF_GROUND = ["undo", "redo", "area", "note", "draw", "path", "list", "fit"] as const;

/** What can be done with what is under the pointer: the same acts as in the toolbar, where the hand is. */
export function NodeMenu({ id, at, acts, close }: Props) {
  const { t } = useTranslation("chart");
  const [, navigate] = useLocation();
  const search = useSearch();
  const offered: Act[] = (id ? OF_NODE : OF_GROUND).map((each) => acts[each]).filter(({ off }) => !off);
  return (
    <Menu opened onClose={close} position="bottom-start" withinPortal offset={0} returnFocus>
      <Menu.Target>
        <span style={{ position: "absolute", insetInlineStart: at.x, insetBlockStart: at.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((act) => (
          <Menu.Item
            key={act.id}
            leftSection={<act.icon size={14} aria-hidden />}
            rightSection={act.keys && <KeyHint keys={act.keys} />}
            onClick={act.run}
          >
            {act.label}
          </Menu.Item>
        ))}
        {id && (
          <Menu.Item onClick={() => navigate(addressOf(`/subjects/${encodeURIComponent(id)}`, search))}>
            {t("menu.subject")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
