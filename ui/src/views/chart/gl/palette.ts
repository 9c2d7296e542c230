/** Colours that the shaders need besides those of the items: set when the colour scheme changes. */
export interface Palette {
  ground: string;
  ring: string;
}

export const palette: Palette = { ground: "#f3f5f7", ring: "#0b5cad" };

/** "#rrggbb" as three numbers from 0 to 1. */
export function rgb(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1, 7), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** A colour on its way to another: 0 is the first, 1 the second. Both "#rrggbb". */
export function mixed(one: string, other: string, share: number): string {
  const from = rgb(one);
  const to = rgb(other);
  const parts = from.map((part, index) => Math.round((part + ((to[index] ?? 0) - part) * share) * 255));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
