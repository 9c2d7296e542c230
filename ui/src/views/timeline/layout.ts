import type { Answer } from "@/api/types";
import { dayNumber } from "@/shell/days";

export type Timeline = Answer<"/api/timeline">;
export type Dated = Timeline["items"]["items"][number];
export type Lane = Timeline["lanes"][number];

/** Sizes in CSS pixels at a letter size of 16. */
export const ROW = 24;
export const MARK = 12;
const GAP = 10;
const LETTER = 6.3;
const LABEL = 230;
const BUCKET = 56;
/** Rows of a lane before it is opened; what does not fit is counted. */
export const ROWS = 4;
const OPENED = 60;

/** An item in a lane. Pixels count from the first of January 1970 at the scale it was laid out for. */
export interface Placed {
  item: Dated;
  row: number;
  /** Where it begins and ends, all its dates included. */
  left: number;
  right: number;
  label: string;
  labelWidth: number;
  /** Whether the label stands in the bar. */
  inside: boolean;
}

/** Items of a lane that had no row, near one another. */
export interface Rest {
  left: number;
  items: Dated[];
}

export interface LaidLane {
  lane: Lane;
  placed: Placed[];
  rest: Rest[];
  rows: number;
}

/** Where a date lies in pixels: a day is a mark in its middle, anything longer a bar. */
export function extent(first: string | null, last: string | null, perDay: number): { left: number; right: number } {
  const left = first ? dayNumber(first) : dayNumber(last ?? "1970");
  const right = last ? dayNumber(last, true) + 1 : left + 1;
  const middle = ((left + right) / 2) * perDay;
  if (first === last) return { left: middle - MARK / 2, right: middle + MARK / 2 };
  return { left: Math.min(left * perDay, middle - MARK / 2), right: Math.max(right * perDay, middle + MARK / 2) };
}

/** Items in rows so that neither marks nor labels cover one another; stable while one only pans. */
export function layOut(
  timeline: Pick<Timeline, "lanes"> & { items: readonly Dated[] },
  perDay: number,
  opened: ReadonlySet<string>,
  label: (item: Dated) => string,
): LaidLane[] {
  const byLane = new Map<string, Dated[]>(timeline.lanes.map((lane) => [lane.id, []]));
  for (const item of timeline.items) for (const lane of item.lanes) byLane.get(lane)?.push(item);
  return timeline.lanes.map((lane) =>
    laid(lane, byLane.get(lane.id) ?? [], perDay, opened.has(lane.id) ? OPENED : ROWS, label),
  );
}

function laid(
  lane: Lane,
  items: readonly Dated[],
  perDay: number,
  most: number,
  label: (item: Dated) => string,
): LaidLane {
  const ends: number[] = [];
  const placed: Placed[] = [];
  const rest: Rest[] = [];
  for (const item of items) {
    const text = label(item);
    const { left, right } = whole(item, perDay);
    const labelWidth = Math.min(LABEL, Math.ceil(text.length * LETTER) + 8);
    const inside = right - left > labelWidth + 16;
    const taken = inside ? right : right + 4 + labelWidth;
    let row = ends.findIndex((end) => end + GAP <= left);
    if (row < 0 && ends.length < most) row = ends.push(-Infinity) - 1;
    if (row < 0) {
      const last = rest.at(-1);
      if (last && left - last.left < BUCKET) last.items.push(item);
      else rest.push({ left, items: [item] });
      continue;
    }
    ends[row] = taken;
    placed.push({ item, row, left, right, label: text, labelWidth, inside });
  }
  return { lane, placed, rest, rows: Math.max(1, ends.length) + (rest.length ? 1 : 0) };
}

/** From its earliest to its latest date, where they cannot all be so. */
function whole(item: Dated, perDay: number): { left: number; right: number } {
  const best = extent(item.first, item.last, perDay);
  if (!item.happening?.differ) return best;
  const all = item.dates
    .filter((when) => !when.negated && (when.first || when.last))
    .map((when) => extent(when.first, when.last, perDay));
  return {
    left: Math.min(best.left, ...all.map((each) => each.left)),
    right: Math.max(best.right, ...all.map((each) => each.right)),
  };
}

/** Height of a lane. */
export function heightOf({ rows }: LaidLane): number {
  return rows * ROW + 9;
}

/** What is next to an item: along its lane, or in the nearest lane above or below that has any. */
export function neighbour(
  lanes: readonly LaidLane[],
  of: { lane: string; id: string },
  towards: "left" | "right" | "up" | "down" | "first" | "last",
): { lane: string; id: string } | null {
  const at = lanes.findIndex(({ lane }) => lane.id === of.lane);
  const here = lanes[at];
  if (!here) return null;
  const inTime = (placed: readonly Placed[]) => [...placed].sort((a, b) => a.left - b.left || a.row - b.row);
  const line = inTime(here.placed);
  const place = line.findIndex(({ item }) => item.id === of.id);
  const found = (laneId: string, placed: Placed | undefined) => (placed ? { lane: laneId, id: placed.item.id } : null);
  if (towards === "left") return found(of.lane, line[place - 1]);
  if (towards === "right") return found(of.lane, line[place + 1]);
  if (towards === "first") return found(of.lane, line[0]);
  if (towards === "last") return found(of.lane, line.at(-1));
  const others = towards === "down" ? lanes.slice(at + 1) : lanes.slice(0, at).reverse();
  const next = others.find(({ placed }) => placed.length > 0);
  if (!next) return null;
  const x = line[place]?.left ?? 0;
  const near = [...next.placed].sort((a, b) => Math.abs(a.left - x) - Math.abs(b.left - x))[0];
  return found(next.lane.id, near);
}
