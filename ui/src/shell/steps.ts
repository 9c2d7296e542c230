import type { Window } from "./days";

/** Parts of the whole that time is played in where no window is chosen. */
const PARTS = 12;

/** The window one step on or back: its own length further, so that each day is seen once. Without a window the first or last. */
export function stepped(chosen: Window | null, whole: Window, by: 1 | -1): Window {
  const days = chosen
    ? chosen.last - chosen.first + 1
    : Math.max(1, Math.round((whole.last - whole.first + 1) / PARTS));
  if (chosen) return { first: chosen.first + by * days, last: chosen.last + by * days };
  return by > 0
    ? { first: whole.first, last: whole.first + days - 1 }
    : { first: whole.last - days + 1, last: whole.last };
}

/** Whether a window lies wholly outside of what there is. */
export function beyond(window: Window, whole: Window): boolean {
  return window.first > whole.last || window.last < whole.first;
}
