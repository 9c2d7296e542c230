import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ReviewIcon } from "@/parts/badges";
import { useWords } from "@/parts/words";

import type { Board } from "./Board";
import classes from "./chart.module.css";
import type { At } from "./edits";
import { otherEnd, type ChartData } from "./model";

const NEIGHBOURS = 5;

/** What the pointer is over: name, what it is, how it is linked, whether a person has reviewed that. */
export function HoverCard({ id, data, board }: { id: string; data: ChartData; board: Board }) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const node = data.byId.get(id);
  const at = board.onScreen(id);
  if (!node || !at) return null;
  const links = [...(data.linksOf.get(id) ?? [])].sort((a, b) => b.belief - a.belief);
  const more = links.length - NEIGHBOURS;
  return (
    <Card at={at} board={board}>
      <strong>{node.name}</strong>
      <span className={classes.soft}>
        {words.described(node)} · <ReviewIcon review={node.review} /> {t(`words:review.${node.review}`)}
      </span>
      {links.slice(0, NEIGHBOURS).map((link) => (
        <div key={link.id}>
          {words.percent(link.belief)} {link.says.map((name) => words.predicate(name)).join(", ")} ·{" "}
          {data.byId.get(otherEnd(link, id))?.name}
        </div>
      ))}
      {more > 0 && <div className={classes.soft}>{t("card.more", { count: more, more: words.number(more) })}</div>}
      {node.links > node.drawn && (
        <div className={classes.soft}>
          {t("card.unseen", { count: node.links - node.drawn, more: words.number(node.links - node.drawn) })}
        </div>
      )}
    </Card>
  );
}

/** A card beside a place on the screen, on the side where there is room. */
export function Card({ at, board, children }: { at: At & { size: number }; board: Board; children: ReactNode }) {
  const { width, height } = board.sigma.getDimensions();
  return (
    <div
      className={classes.card}
      style={{
        ...(at.x > width / 2 ? { right: width - at.x + at.size + 12 } : { left: at.x + at.size + 12 }),
        ...(at.y > height / 2 ? { bottom: height - at.y - 12 } : { top: at.y - 12 }),
      }}
      data-testid="chart-card"
      aria-hidden
    >
      {children}
    </div>
  );
}
