import { asDay, dayNumber } from "@/shell/days";

/** What is looked at: first day and the day after the last, as days since 1970; parts of a day while it is dragged. */
export interface Span {
  start: number;
  end: number;
}

export interface Tick {
  day: number;
  /** Day, month or year that begins here: as fine as it should be written. */
  value: string;
  /** Whether something larger begins here as well: a month of a year, a day of a month. */
  major: boolean;
}

/** Least and most that can be looked at at once, in days. */
export const LEAST = 3;
export const MOST = 365.25 * 400;
const APART = 64;
const YEARS = [1, 2, 5, 10, 20, 50, 100];
const MONTHS = [1, 2, 3, 6];
const DAYS = [1, 2, 7, 14];

/** Ticks at the turn of days, months or years, whichever leaves them about `APART` CSS pixels. */
export function ticks({ start, end }: Span, width: number): Tick[] {
  const perDay = width / Math.max(1e-6, end - start);
  const days = DAYS.find((each) => each * perDay >= APART);
  if (days) return byDay(start, end, days);
  const months = MONTHS.find((each) => each * 30.4 * perDay >= APART);
  if (months) return byMonth(start, end, months);
  const years = YEARS.find((each) => each * 365.25 * perDay >= APART) ?? 200;
  const found: Tick[] = [];
  const first = Math.floor(yearOf(start) / years) * years;
  for (let year = first; year <= yearOf(end); year += years) {
    found.push({ day: dayNumber(padded(year)), value: padded(year), major: year % (years * 5) === 0 });
  }
  return within(found, start, end);
}

function byDay(start: number, end: number, step: number): Tick[] {
  const found: Tick[] = [];
  for (const month of months(start, end, 1)) {
    const first = dayNumber(month);
    const last = dayNumber(month, true);
    // The last days of a month have no tick where the first of the next would stand too near.
    for (let day = first; day <= last; day += step) {
      if (day === first || last - day + 1 >= step) found.push({ day, value: asDay(day), major: day === first });
    }
  }
  return within(found, start, end);
}

function byMonth(start: number, end: number, step: number): Tick[] {
  return within(
    months(start, end, step).map((month) => ({ day: dayNumber(month), value: month, major: month.endsWith("-01") })),
    start,
    end,
  );
}

function months(start: number, end: number, step: number): string[] {
  const found: string[] = [];
  for (let year = yearOf(start); year <= yearOf(end); year += 1)
    for (let month = 1; month <= 12; month += step) found.push(`${padded(year)}-${String(month).padStart(2, "0")}`);
  return found;
}

const within = (found: Tick[], start: number, end: number) =>
  found.filter((tick) => tick.day >= start && tick.day <= end);
const yearOf = (day: number) => Number(asDay(Math.floor(day)).slice(0, 4));
const padded = (year: number) => String(year).padStart(4, "0");

/** A tick in the viewer's language: in full where something larger begins, otherwise no more than tells it from its neighbours. */
export function tickLabel({ value, major }: Tick, language: string): string {
  const [year = 0, month, day] = value.split("-").map(Number);
  if (!month) return String(year);
  const format = new Intl.DateTimeFormat(language, {
    timeZone: "UTC",
    month: "short",
    ...(day && !major && { day: "numeric" }),
    ...(major && { year: "numeric" }),
  });
  return format.format(Date.UTC(year, month - 1, day ?? 1));
}

/** Closer (`by` below 1) or further around a day, which stays where it is on the screen. */
export function zoomed({ start, end }: Span, by: number, around: number): Span {
  const length = Math.min(MOST, Math.max(LEAST, (end - start) * by));
  const share = (around - start) / (end - start);
  return { start: around - length * share, end: around + length * (1 - share) };
}

/** Moved by so many days. */
export function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** The span of an address: "2026-01-01..2026-03-01", both ends included. */
export function spanOf(text: string | null): Span | null {
  const [first, last] = (text ?? "").split("..");
  if (!first || !last || !/^\d{4}-\d\d-\d\d$/.test(first) || !/^\d{4}-\d\d-\d\d$/.test(last)) return null;
  const span = { start: dayNumber(first), end: dayNumber(last) + 1 };
  return span.end - span.start >= LEAST && span.end - span.start <= MOST ? span : null;
}

export function written({ start, end }: Span): string {
  return `${asDay(Math.floor(start))}..${asDay(Math.ceil(end) - 1)}`;
}

/** From the first to the last day with some room on both sides, more on the right for the last labels. */
export function around(first: string, last: string): Span {
  const start = dayNumber(first);
  const end = dayNumber(last, true) + 1;
  const room = Math.max(1, (end - start) * 0.04, (LEAST - (end - start)) / 2);
  return { start: start - room, end: end + room * 6 };
}
