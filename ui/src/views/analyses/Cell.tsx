import { Fragment } from "react";

import { EntityName } from "@/parts/EntityName";

import classes from "./analyses.module.css";
import { isInterval, isMeasured, type Column, type Evidence, type Row } from "./types";

const WIDTH = 64;
const HEIGHT = 12;

interface Props {
  row: Row;
  column: Column;
  /** The scale of the range, if it is one. */
  span: [number, number] | null;
  evidence: Evidence | null;
}

/** A cell as the server prints it; names lead to who they are, and a range is drawn beside its numbers. */
export function Cell({ row, column, span, evidence }: Props) {
  const cell = row.cells[column.key];
  const shown = row.shown[column.key] ?? "";
  if (isInterval(cell) && span) {
    const { low, mid, high } = cell;
    return (
      <td data-measured>
        <span className={classes.ranged}>
          {low !== null && mid !== null && high !== null && <Range low={low} mid={mid} high={high} span={span} />}
          <Printed shown={shown} column={column} />
        </span>
      </td>
    );
  }
  if (isMeasured(column))
    return (
      <td data-measured>
        <Printed shown={shown} column={column} />
      </td>
    );
  const words = Array.isArray(cell) ? cell.map(String) : [shown];
  return (
    <td>
      {words.length === 0
        ? shown
        : words.map((word, place) => (
            <Fragment key={place}>
              {place > 0 && ", "}
              <Word word={word} row={row} evidence={evidence} />
            </Fragment>
          ))}
    </td>
  );
}

/** A number as the server prints it; the word for a likelihood may stand in a line of its own. */
function Printed({ shown, column }: { shown: string; column: Column }) {
  const at = column.form === "probability" ? shown.indexOf(", ") : -1;
  if (at < 0) return <span className={classes.number}>{shown}</span>;
  return (
    <span>
      <span className={classes.number}>{shown.slice(0, at + 1)}</span>{" "}
      <span className={classes.number}>{shown.slice(at + 2)}</span>
    </span>
  );
}

/** A name of somebody whom the row is about leads to him. */
function Word({ word, row, evidence }: { word: string; row: Row; evidence: Evidence | null }) {
  const id = row.about.find((each) => evidence?.entities[each]?.name === word);
  const entity = id === undefined ? undefined : evidence?.entities[id];
  return id && entity ? <EntityName entity={{ id, kind: null, ...entity }} /> : <bdi>{word}</bdi>;
}

/** From the low end to the high one, the best estimate marked. The numbers stand beside it. */
function Range({ low, mid, high, span }: { low: number; mid: number; high: number; span: [number, number] }) {
  const at = (value: number) => 4 + ((value - span[0]) / (span[1] - span[0])) * (WIDTH - 8);
  return (
    <svg className={classes.range} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
      <line data-scale x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <line x1={at(low)} x2={Math.max(at(high), at(low) + 1)} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <circle cx={at(mid)} cy={HEIGHT / 2} r="3" />
    </svg>
  );
}
