import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMaximize,
  IconCirclePlus,
  IconCirclesRelation,
  IconEyeOff,
  IconLasso,
  IconList,
  IconMap2,
  IconNote,
  IconPencilPlus,
  IconPin,
  IconRoute,
  IconSitemap,
  IconTarget,
  IconZoomScan,
  type Icon,
} from "@tabler/icons-react";
import { useMemo, type Dispatch, type SetStateAction } from "react";
import { useTranslation } from "react-i18next";

import { useOffer, type Action } from "@/shell/actions";
import { useSelection } from "@/state/selection";
import { stored, useStored } from "@/state/stored";
import { useUrl } from "@/state/url";

import type { Board } from "./Board";
import { gathered } from "./grouping";
import type { ChartData } from "./model";
import type { useEdits } from "./useEdits";

export interface Act extends Action {
  icon: Icon;
  /** Why it cannot be done now. */
  off?: boolean;
}

export type Acts = Record<
  | ("undo" | "redo" | "expand" | "focus" | "hide" | "pin" | "gather" | "note" | "draw")
  | ("area" | "widen" | "path" | "list" | "fit" | "near" | "minimap"),
  Act
>;

/** Whether the whole chart is drawn in small while something is out of sight. */
export const minimapOn = stored<boolean>("minimap", true, (value): value is boolean => typeof value === "boolean");

interface Wanted {
  board: Board | null;
  data: ChartData | undefined;
  history: ReturnType<typeof useEdits>;
  chosen: ReadonlySet<string>;
  setMany: Dispatch<SetStateAction<ReadonlySet<string>>>;
  /** Whether the pointer draws around nodes. */
  area: boolean;
  setArea: (on: boolean) => void;
  /** Opens the form to draw a link or an entity by hand; null when this viewer only reads. */
  draw: (() => void) | null;
}

/** Everything that can be done on the chart besides clicking: in the toolbar, by its key, and in the palette. */
export function useActs({ board, data, history, chosen, setMany, area, setArea, draw }: Wanted): Acts {
  const { t } = useTranslation("chart");
  const { params, patch } = useUrl();
  const { clear, selected } = useSelection();
  const [minimap, setMinimap] = useStored(minimapOn);
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
    gather: make(
      "gather",
      "t",
      IconCirclesRelation,
      () => {
        if (!board) return;
        const at = board.positions();
        const nodes = there.flatMap((id) => data?.byId.get(id) ?? []);
        edit({ kind: "move", to: gathered(nodes, (id) => at.get(id) ?? { x: 0, y: 0 }), pin: true });
      },
      there.length < 2,
    ),
    note: make("note", "n", IconNote, () => {
      const id = there[0];
      const pair = selected?.kind === "pair" && data?.byPair.has(selected.id) ? selected.id : null;
      const { width, height } = board?.sigma.getDimensions() ?? { width: 0, height: 0 };
      const middle = board?.sigma.viewportToGraph({ x: width / 2, y: height / 2 }) ?? { x: 0, y: 0 };
      const at = pair ? `pair:${pair}` : id ? `entity:${id}` : null;
      edit({ kind: "note", note: { text: "", ...(at ? { x: 0, y: 0 } : middle), at } });
    }),
    draw: make("draw", "d", IconPencilPlus, () => draw?.(), draw === null),
    area: make("area", "s", IconLasso, () => setArea(!area)),
    widen: make(
      "widen",
      "w",
      IconCirclePlus,
      () => setMany(new Set([...there, ...there.flatMap((id) => board?.neighbours(id) ?? [])])),
      none,
    ),
    path: make("path", "r", IconRoute, () => patch({ path: params.has("path") ? null : "" }, { replace: true })),
    list: make("list", "l", IconList, () => patch({ list: params.get("list") ? null : true }, { replace: true })),
    fit: make("fit", "0", IconArrowsMaximize, () => board?.fit()),
    near: make("near", "z", IconZoomScan, () => board?.fit(there), none),
    minimap: make(
      "minimap",
      "m",
      IconMap2,
      () => setMinimap(!minimap),
      false,
      t(minimap ? "act.minimapOff" : "act.minimap"),
    ),
  };
  useOffer(Object.values(acts).filter((act) => !act.off));
  return acts;
}
