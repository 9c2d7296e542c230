import { isShare, type Chart, type Column } from "../types";
import type { Drawn } from "./points";

/** What each of the drawings is given. */
export interface Frame {
  of: Drawn;
  mark: Chart["mark"];
  width: number;
  /** A number of a column as an axis has it. */
  tick: (value: number, column: Column) => string;
}

/** The size of a drawing in pixels of the normal size; it grows with the letters of the page. */
export function sized(width: number, height: number) {
  return {
    viewBox: `0 0 ${width} ${height}`,
    style: { inlineSize: `${width / 16}rem`, blockSize: `${height / 16}rem` },
  };
}

/** Numbers of an axis in the viewer's language: shares in per cent, large ones short. */
export function ticker(language: string): Frame["tick"] {
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 });
  const month = new Intl.DateTimeFormat(language, { year: "numeric", month: "short", timeZone: "UTC" });
  return (value, column) => {
    if (column.form === "date") {
      const day = new Date(value * 86_400_000);
      return day.getUTCMonth() === 0 ? String(day.getUTCFullYear()) : month.format(day);
    }
    return isShare(column) ? percent.format(value) : short.format(value);
  };
}

/** The title of an axis, with its unit where the numbers are shares. */
export function axisTitle(column: Column): string {
  return isShare(column) ? `${column.title} (%)` : column.title;
}

/** The beginning of a word that has no room for all of it. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, Math.floor(most) - 1))}…`;
}
