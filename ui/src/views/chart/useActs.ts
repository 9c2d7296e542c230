import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMaximize,
  IconEyeOff,
  IconList,
  IconNote,
  IconPin,
  IconRoute,
  IconSitemap,
  IconTarget,
  type Icon,
} from "@tabler/icons-react";
import { useMemo, type Dispatch, type SetStateAction } from "react";
import { useTranslation } from "react-i18next";

import { useOffer, type Action } from "@/shell/actions";
import { useSelection } from "@/state/selection";
import { useUrl } from "@/state/url";

import type { Board } from "./Board";
import type { ChartData } from "./model";
import type { useEdits } from "./useEdits";

export interface Act extends Action {
  icon: Icon;
  /** Why it cannot be done now. */
  off?: boolean;
}

export type Acts = Record<
  "undo" | "redo" | "expand" | "focus" | "hide" | "pin" | "note" | "path" | "list" | "fit",
  Act
>;

interface Wanted {
  board: Board | null;
  data: ChartData | undefined;
  history: ReturnType<typeof useEdits>;
  chosen: ReadonlySet<string>;
  setMany: Dispatch<SetStateAction<ReadonlySet<string>>>;
}

/** Everything that can be done on the chart besides clicking: in the toolbar, by its key, and in the palette. */
export function useActs({ board, data, history, chosen, setMany }: Wanted): Acts {
  const { t } = useTranslation("chart");
  const { params, patch } = useUrl();
  const { clear } = useSelection();
  const { edits, edit, undo, redo } = history;
  const there = useMemo(() => [...chosen].filter((id) => data?.byId.has(id)), [chosen, data]);
  const none = there.length === 0;
  const pinned = !none && there.every((id) => edits.pinned.has(id));

  const make = (id: keyof Acts, keys: string, icon: Icon, run: () => void, off = false, label?: string): Act => ({
    id: `chart-${id}`,
    label: label ?? t(`act.${id}`),
    group: t("shell:view.chart"),
    keys,
    icon,
    run: () => !off && run(),
    off,
  });
  const acts: Acts = {
    undo: make("undo", "mod+z", IconArrowBackUp, undo, !history.canUndo),
    redo: make("redo", "mod+shift+z", IconArrowForwardUp, redo, !history.canRedo),
    expand: make("expand", "e", IconSitemap, () => edit({ kind: "expand", ids: there }), none),
    focus: make(
      "focus",
      "o",
      IconTarget,
      () => patch({ focus: params.get("focus") ? null : (there[0] ?? null), chart: null, version: null }),
      none && !params.get("focus"),
      t(params.get("focus") ? "act.unfocus" : "act.focus"),
    ),
    hide: make(
      "hide",
      "h",
      IconEyeOff,
      () => {
        edit({ kind: "hide", ids: there, on: true });
        setMany(new Set());
        clear();
      },
      none,
    ),
    pin: make(
      "pin",
      "p",
      IconPin,
      () => {
        if (!pinned && board) {
          const chosenOnes = new Set(there);
          const to = new Map([...board.positions()].filter(([id]) => chosenOnes.has(id)));
          edit({ kind: "move", to, pin: true });
        } else edit({ kind: "pin", ids: there, on: false });
      },
      none,
      t(pinned ? "act.unpin" : "act.pin"),
    ),
    note: make("note", "n", IconNote, () => {
      const id = there[0];
      const middle = board?.sigma.viewportToGraph({
        x: board.sigma.getDimensions().width / 2,
        y: board.sigma.getDimensions().height / 2,
      });
      const at = id ? { x: 0, y: 0, at: `entity:${id}` } : { x: middle?.x ?? 0, y: middle?.y ?? 0, at: null };
      edit({ kind: "note", note: { text: "", ...at } });
    }),
    path: make("path", "f", IconRoute, () => patch({ path: params.has("path") ? null : "" }, { replace: true })),
    list: make("list", "l", IconList, () => patch({ list: params.get("list") ? null : true }, { replace: true })),
    fit: make("fit", "0", IconArrowsMaximize, () => board?.fit()),
  };
  useOffer(Object.values(acts).filter((act) => !act.off));
  return acts;
}
