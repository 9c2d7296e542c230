const DAY_MS = 86_400_000;

/** Days since 1970 of a day, month or year: its first day, or its last. */
export function dayNumber(partial: string, last = false): number {
  const [year = 1970, month, day] = partial.split("-").map(Number);
  const date = new Date(0);
  if (!last) date.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
  else if (day) date.setUTCFullYear(year, (month ?? 1) - 1, day);
  else if (month) date.setUTCFullYear(year, month, 0);
  else date.setUTCFullYear(year, 12, 0);
  return Math.floor(date.getTime() / DAY_MS);
}

/** "2026-02-22" of days since 1970. */
export function asDay(day: number): string {
  return new Date(Math.round(day) * DAY_MS).toISOString().slice(0, 10);
}

/** First and last day that are shown, both included. */
export interface Window {
  first: number;
  last: number;
}

/** The window that a filter's time makes within the whole. */
export function windowOf(from: string | undefined, to: string | undefined, whole: Window): Window {
  return { first: from ? dayNumber(from) : whole.first, last: to ? dayNumber(to, true) : whole.last };
}

export interface Scale {
  /** Where a day lies, in CSS pixels from the left. */
  x: (day: number) => number;
  /** The day at a place. */
  day: (x: number) => number;
  ticks: { day: number; x: number; label: string }[];
}

const TICK_PX = 90;
const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Days along `width` CSS pixels, with ticks at the turn of years, or of months where there are few years. */
export function scaleOf(first: number, last: number, width: number): Scale {
  const span = Math.max(1, last - first + 1);
  const x = (day: number) => ((day - first) / span) * width;
  const day = (at: number) => Math.round(Math.min(last, Math.max(first, first + (at / Math.max(1, width)) * span)));
  const wanted = Math.max(1, width / TICK_PX);
  const years = span / 365.25;
  const ticks: Scale["ticks"] = [];
  const startYear = new Date(first * DAY_MS).getUTCFullYear();
  const endYear = new Date(last * DAY_MS).getUTCFullYear();
  if (years >= wanted / 4) {
    const step = YEARS.find((each) => years / each <= wanted) ?? 1000;
    for (let year = Math.ceil(startYear / step) * step; year <= endYear; year += step) {
      push(ticks, dayNumber(String(year).padStart(4, "0")), String(year));
    }
  } else {
    const months = [1, 2, 3, 6].find((each) => (years * 12) / each <= wanted) ?? 6;
    for (let year = startYear; year <= endYear; year++) {
      for (let month = 1; month <= 12; month += months) {
        const label = `${year}-${String(month).padStart(2, "0")}`;
        push(ticks, dayNumber(label), label);
      }
    }
  }
  return { x, day, ticks };

  function push(into: Scale["ticks"], at: number, label: string) {
    if (at >= first && at <= last && x(at) < width - 30) into.push({ day: at, x: x(at), label });
  }
}
