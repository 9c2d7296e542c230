import { isInterval, isMeasured, type Chart, type Column, type Table } from "../types";

/** One row of a table as a chart draws it. */
export interface Point {
  /** A number, days since 1970 for a date, or words. */
  x: number | string;
  y: number;
  low: number | null;
  high: number | null;
  /** The words that part the series; empty without. */
  series: string;
  /** What the row says, as it is printed. */
  said: string;
}

export interface Drawn {
  points: Point[];
  x: Column;
  y: Column;
  /** The column that parts the series; of a heat chart, the numbers. */
  by: Column | null;
  /** Words of the series in the order of the table. */
  series: string[];
  /** Rows that the chart leaves out: they are in the table. */
  left: number;
}

/** Bars, ranges and points of a chart; the table has the others. */
export const MOST = 30;
const ACROSS = new Set(["bar", "range", "point"]);

/** Whether a chart has its names down the side, where they can be read, and its numbers from left to right. */
export function isAcross(chart: Pick<Chart, "mark">, x: Column): boolean {
  return ACROSS.has(chart.mark) && !isMeasured(x) && x.form !== "date";
}

/** What there is to draw; null when the table has nothing for the chart. */
export function drawn(table: Table, chart: Chart): Drawn | null {
  const of = (key: string | null) => table.columns.find((column) => column.key === key) ?? null;
  const [x, y, by] = [of(chart.x), of(chart.y), of(chart.series)];
  if (!x || !y) return null;
  const points: Point[] = [];
  for (const { cells, shown } of table.rows) {
    const value = chart.mark === "heat" ? cells[by?.key ?? ""] : cells[y.key];
    const mid = isInterval(value) ? value.mid : value;
    const place = placeOf(cells[x.key], shown[x.key] ?? "", x);
    if (typeof mid !== "number" || place === null) continue;
    const across = chart.mark === "heat" ? (shown[y.key] ?? "") : by ? (shown[by.key] ?? "") : "";
    const columns = chart.mark === "heat" ? [x, y, ...(by ? [by] : [])] : [...(by ? [by] : []), x, y];
    points.push({
      x: place,
      y: mid,
      low: isInterval(value) ? value.low : null,
      high: isInterval(value) ? value.high : null,
      series: across,
      said: columns.map((column) => `${column.title}: ${shown[column.key] ?? ""}`).join("\n"),
    });
  }
  if (points.length === 0) return null;
  const kept = isAcross(chart, x) ? points.slice(0, MOST) : points;
  return {
    points: kept,
    x,
    y,
    by,
    series: [...new Set(kept.map((point) => point.series))],
    left: points.length - kept.length,
  };
}

function placeOf(cell: unknown, shown: string, column: Column): number | string | null {
  if (column.form === "date") return dayOf(shown) ?? shown;
  if (!isMeasured(column)) return shown;
  const value = isInterval(cell) ? cell.mid : cell;
  return typeof value === "number" ? value : null;
}

/** Days since 1970 of "2026", "2026-02" or "2026-02-22". */
export function dayOf(text: string): number | null {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  if (!found) return null;
  return Date.UTC(Number(found[1]), Number(found[2] ?? 1) - 1, Number(found[3] ?? 1)) / 86_400_000;
}
