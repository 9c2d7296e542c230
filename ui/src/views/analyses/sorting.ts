import { isInterval, isMeasured, isShare, type Column, type Row, type Table } from "./types";

export interface Order {
  key: string;
  down: boolean;
}

/** The rows in an order, or in that of the findings, each with its number there. What has no value comes last. */
export function ordered(table: Table, order: Order | null): { row: Row; number: number }[] {
  const rows = table.rows.map((row, number) => ({ row, number }));
  const column = table.columns.find(({ key }) => key === order?.key);
  if (!order || !column) return rows;
  const sign = order.down ? -1 : 1;
  return rows.sort((one, other) => {
    const [a, b] = [valueOf(one.row, column), valueOf(other.row, column)];
    if (a === null || b === null) return a === b ? one.number - other.number : a === null ? 1 : -1;
    const by = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
    return sign * by || one.number - other.number;
  });
}

function valueOf(row: Row, column: Column): number | string | null {
  const cell = row.cells[column.key];
  const value = isInterval(cell) ? cell.mid : cell;
  if (typeof value === "number") return value;
  if (isMeasured(column)) return null;
  return row.shown[column.key] || null;
}

/** The column that says what is measured, in tables whose rows measure each something else. */
const WHAT = "what";

/** Finds the scale on which a range is drawn: that of its column, or of its row where each row measures something else. */
export function scales(table: Table): (row: Row, column: Column) => [number, number] | null {
  if (table.columns.some(({ key }) => key === WHAT))
    return (row, column) =>
      spanOf(
        [row],
        table.columns.filter(({ form }) => form === column.form),
      );
  const spans = new Map(table.columns.map((column) => [column.key, spanOf(table.rows, [column])]));
  return (_row, { key }) => spans.get(key) ?? null;
}

/** From the least to the greatest end of the ranges in some columns of a form; null without ranges. */
function spanOf(rows: readonly Row[], columns: readonly Column[]): [number, number] | null {
  const ends = rows.flatMap(({ cells }) =>
    columns.flatMap(({ key }) => {
      const cell = cells[key];
      return isInterval(cell) ? [cell.low, cell.mid, cell.high].filter((end) => end !== null) : [];
    }),
  );
  const [column] = columns;
  if (ends.length === 0 || !column) return null;
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  if (isShare(column) && low >= 0 && high <= 1) return [0, 1];
  // What is left of rounding is no range.
  return high - low < 1e-9 * Math.max(1, Math.abs(high)) ? [low - 1, high + 1] : [low, high];
}
