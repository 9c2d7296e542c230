/** How series are told apart: by colour (variables of plot.module.css, told apart with every common colour blindness), and by
 * dash and outline besides, since colour alone tells nobody who prints in black. */
export const DASHES = ["none", "6 3", "2 2", "8 3 2 3", "4 4", "10 3", "1 3", "6 2 1 2"] as const;

export function colourOf(place: number): string {
  return `var(--series-${place % DASHES.length})`;
}

export function dashOf(place: number): string {
  return DASHES[place % DASHES.length] ?? "none";
}

/** Outlines of points, about 0, 0. */
const OUTLINES = [
  "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z",
  "M-3.5 -3.5H3.5V3.5H-3.5Z",
  "M0 -4.6L4.4 3.4H-4.4Z",
  "M0 -4.8L4.8 0L0 4.8L-4.8 0Z",
] as const;

export function outlineOf(place: number): string {
  return OUTLINES[place % OUTLINES.length] ?? OUTLINES[0];
}
