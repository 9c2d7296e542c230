import type { components } from "@/api/schema";
import type { Answer } from "@/api/types";

export type Analysis = Answer<"/api/analyses">[number];
export type Option = Analysis["options"][number];
export type Findings = Answer<"/api/runs/{run}/findings">;
export type Table = Findings["tables"][number];
export type Row = Table["rows"][number];
export type Column = Table["columns"][number];
export type Chart = Findings["charts"][number];
export type Evidence = NonNullable<Findings["evidence"]>;
export type Run = components["schemas"]["Run"];

/** A cell that is a range: the best estimate between its ends. */
export interface Interval {
  low: number | null;
  mid: number | null;
  high: number | null;
  level: number;
}

export function isInterval(cell: unknown): cell is Interval {
  return typeof cell === "object" && cell !== null && !Array.isArray(cell) && "mid" in cell;
}

/** Whether a column holds numbers, and not words or days. */
export function isMeasured({ form }: Pick<Column, "form">): boolean {
  return form !== "text" && form !== "date";
}

/** Whether a column counts: nothing lies between two of its numbers. */
export function isCounted({ form }: Pick<Column, "form">): boolean {
  return form === "count" || form === "rank";
}

export function isShare({ form }: Pick<Column, "form">): boolean {
  return form === "share" || form === "probability";
}
