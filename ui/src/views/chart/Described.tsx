import { useState, type KeyboardEvent, type ReactNode } from "react";
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
  acts: Acts;
  children: ReactNode;
}

/** The canvas with its keys: arrows walk to the neighbour that way (with Shift to any node), and what one is at is said aloud. */
export function Described({ data, board, chosen, acts, children }: Props) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const { select, selected, clear } = useSelection();
  const [at, setAt] = useState<string | null>(null);
  const here = selected?.kind === "entity" ? selected.id : at;
  const node = here ? data?.byId.get(here) : undefined;

  const goTo = (id: string) => {
    setAt(id);
    select("entity", id);
    board?.reveal(id);
  };
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
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = ARROWS[event.key];
    if (direction) walk(direction, event.shiftKey);
    else if (event.key === "Enter" && node) acts.expand.run();
    else if (event.key === "Delete") acts.hide.run();
    else if (event.key === "Escape" && chosen.size) clear();
    else if (event.key === "+") board?.zoom("in");
    else if (event.key === "-") board?.zoom("out");
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
      </div>
    </div>
  );
}
