import type { At } from "./edits";

/** A line between two places. */
export interface Stretch {
  id: string;
  from: At;
  to: At;
}

/**
 * Of some lines the one that passes nearest to a place, within `reach`; null when none does. Reckoned when somebody asks: to let
 * the graphics card tell, it would have to draw every line a second time in every frame.
 */
export function nearest(lines: Iterable<Stretch>, at: At, reach: number): string | null {
  let found: string | null = null;
  let least = reach * reach;
  for (const { id, from, to } of lines) {
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const long = dx * dx + dy * dy;
    const along = long ? Math.min(Math.max(((at.x - from.x) * dx + (at.y - from.y) * dy) / long, 0), 1) : 0;
    const away = (at.x - from.x - along * dx) ** 2 + (at.y - from.y - along * dy) ** 2;
    if (away <= least) {
      least = away;
      found = id;
    }
  }
  return found;
}

/** Whether a place is inside of a closed outline, by how often a ray from it crosses the outline. */
export function inside(outline: readonly At[], { x, y }: At): boolean {
  let within = false;
  for (const [i, one] of outline.entries()) {
    const other = outline[(i + 1) % outline.length] ?? one;
    if (one.y > y === other.y > y) continue;
    if (x < one.x + ((y - one.y) / (other.y - one.y)) * (other.x - one.x)) within = !within;
  }
  return within;
}

/** The outline of the box between two corners. */
export function box(one: At, other: At): At[] {
  return [one, { x: other.x, y: one.y }, other, { x: one.x, y: other.y }];
}
