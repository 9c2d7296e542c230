import { useId } from "react";

import type { Chart, Table } from "../types";
import { Across } from "./Across";
import { ticker, type Frame } from "./frame";
import { Heat } from "./Heat";
import { colourOf, dashOf, outlineOf } from "./look";
import classes from "./plot.module.css";
import { drawn, isAcross, type Drawn } from "./points";
import { Upright } from "./Upright";

interface Props {
  chart: Chart;
  table: Table;
  /** Room in CSS pixels. */
  width: number;
  language: string;
  /** Says that the numbers stand in the table below, and how many of its rows the drawing leaves out. */
  words: { inTable: string; left: (count: number) => string };
}

/** A chart of a table, drawn as SVG: the six marks that findings may declare. Its text alternative is the table. */
export function Plot({ chart, table, width, language, words }: Props) {
  const id = useId();
  const of = drawn(table, chart);
  if (!of || width < 120) return null;
  const tick = ticker(language);
  const frame: Frame = { of, mark: chart.mark, width, tick };
  return (
    <figure className={classes.figure}>
      <figcaption id={id} className={classes.caption}>
        <strong>{chart.title}</strong> {chart.note && <span>{chart.note}</span>}
      </figcaption>
      <div role="img" aria-label={`${chart.title}. ${words.inTable}`}>
        {chart.mark === "heat" ? (
          <Heat {...frame} />
        ) : isAcross(chart, of.x) ? (
          <Across {...frame} />
        ) : (
          <Upright {...frame} />
        )}
        {of.by && chart.mark !== "heat" && <Legend of={of} mark={chart.mark} />}
      </div>
      {of.left > 0 && <p className={classes.left}>{words.left(of.left)}</p>}
    </figure>
  );
}

/** Which look stands for which word: colour, with the dash of a line or the outline of a point. */
function Legend({ of, mark }: { of: Drawn; mark: Chart["mark"] }) {
  const lined = mark === "line" || mark === "band";
  return (
    <ul className={classes.legend}>
      <li className={classes.by}>{of.by?.title}</li>
      {of.series.map((name, place) => (
        <li key={name}>
          <svg width="30" height="12" aria-hidden>
            {lined ? (
              <line
                x1="1"
                x2="29"
                y1="6"
                y2="6"
                stroke={colourOf(place)}
                strokeWidth="2"
                strokeDasharray={dashOf(place)}
              />
            ) : (
              <path d={outlineOf(place)} transform="translate(15 6)" fill={colourOf(place)} />
            )}
          </svg>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
