import type { At } from "./edits";

export type Direction = "left" | "right" | "up" | "down";

const WAYS: Record<Direction, At> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/**
 * Of some places on the screen (y downwards) the one to go to from another, by an arrow key: within 60° of that direction, the
 * nearest, those straight ahead first. Null when there is none.
 */
export function ahead<T extends At>(from: At, places: Iterable<T>, direction: Direction): T | null {
  const way = WAYS[direction];
  let best: T | null = null;
  let least = Infinity;
  for (const place of places) {
    const dx = place.x - from.x;
    const dy = place.y - from.y;
    const far = Math.hypot(dx, dy);
    const along = dx * way.x + dy * way.y;
    if (far === 0 || along < far * 0.5) continue;
    const cost = far * (2 - along / far);
    if (cost < least) {
      least = cost;
      best = place;
    }
  }
  return best;
}
