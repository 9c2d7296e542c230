import { useState, type Dispatch, type KeyboardEvent, type ReactNode, type SetStateAction } from "react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";
import { useSelection } from "@/state/selection";

import type { Board } from "./Board";
import classes from "./chart.module.css";
import type { ChartData } from "./model";
import type { Acts } from "./useActs";
import { ahead, type Direction } from "./walk";

const ARROWS: Partial<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

interface Props {
  data: ChartData | undefined;
  board: Board | null;
  chosen: ReadonlySet<string>;
  setMany: Dispatch<SetStateAction<ReadonlySet<string>>>;
  acts: Acts;
  children: ReactNode;
}

const WAYS: Record<Direction, { x: number; y: number }> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/**
 * The canvas with its keys: arrows walk to the neighbour that way (with Shift to any node), with Ctrl they move the sight; the
 * space bar takes a node to those that are selected, Ctrl-A takes all in sight. What one is at is said aloud.
 */
export function Described({ data, board, chosen, setMany, acts, children }: Props) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const { select, selected, clear } = useSelection();
  const [at, setAt] = useState<string | null>(null);
  const here = selected?.kind === "entity" ? selected.id : at;
  const node = here ? data?.byId.get(here) : undefined;

  const goTo = (id: string) => {
    setAt(id);
    select("entity", id);
    board?.sight.reveal(id);
  };
  /** Takes a node to those that stay selected while one walks on, or from them. */
  const take = (id: string) =>
    setMany((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const walk = (direction: Direction, any: boolean) => {
    if (!board || !data) return;
    const start = node ? board.onScreen(node.id) : null;
    if (!node || !start) {
      const first = data.nodes.reduce<(typeof data.nodes)[number] | null>(
        (best, each) => (board.onScreen(each.id) && (!best || each.drawn > best.drawn) ? each : best),
        null,
      );
      if (first) goTo(first.id);
      return;
    }
    const ids = any ? data.nodes.map(({ id }) => id) : board.neighbours(node.id);
    const places = ids.flatMap((id) => {
      const place = board.onScreen(id);
      return place ? [{ ...place, id }] : [];
    });
    const next = ahead(start, places, direction);
    if (next) goTo(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    const direction = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey) {
      if (direction) board?.sight.pan(WAYS[direction]);
      else if (event.key === "a") setMany(new Set(board?.inSight()));
      else return;
    } else if (direction) walk(direction, event.shiftKey);
    else if (event.key === " " && node) take(node.id);
    else if (event.key === "Enter" && node) acts.expand.run();
    else if (event.key === "Delete") acts.hide.run();
    else if (event.key === "Escape" && chosen.size) {
      setMany(new Set());
      clear();
    } else if (event.key === "+") board?.sight.zoom("in");
    else if (event.key === "-") board?.sight.zoom("out");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={classes.frame}
      role="application"
      aria-roledescription={t("canvas.role")}
      aria-label={t("canvas.label", { nodes: data?.nodes.length ?? 0, links: data?.links.length ?? 0 })}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {children}
      <div className={classes.hiddenText} aria-live="polite">
        {node &&
          t("canvas.at", {
            name: node.name,
            what: words.described(node),
            links: words.number(node.drawn),
          })}
        {chosen.size > 1 && ` ${t("selected", { count: chosen.size, nodes: words.number(chosen.size) })}`}
      </div>
    </div>
  );
}
