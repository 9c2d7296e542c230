import type { At } from "./edits";

/** How places of the chart lie on the small picture of it: `scale` pixels to the unit, `left` and `top` at its corner. */
export interface Overview {
  scale: number;
  left: number;
  top: number;
  /** What the places take up, in pixels of the picture. */
  taken: { from: At; to: At };
}

/** Fits places into a box with a margin, in their middle. y of the places is upwards, that of the box downwards. */
export function overview(places: Iterable<At>, width: number, height: number, margin: number): Overview {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  if (left > right) [left, right, bottom, top] = [0, 0, 0, 0];
  const scale = Math.min(
    (width - 2 * margin) / Math.max(right - left, 1e-9),
    (height - 2 * margin) / Math.max(top - bottom, 1e-9),
    1e6,
  );
  const lies = { scale, left: (left + right) / 2 - width / 2 / scale, top: (top + bottom) / 2 + height / 2 / scale };
  const taken = { from: onto(lies, { x: left, y: top }), to: onto(lies, { x: right, y: bottom }) };
  return { ...lies, taken };
}

export function onto({ scale, left, top }: Omit<Overview, "taken">, { x, y }: At): At {
  return { x: (x - left) * scale, y: (top - y) * scale };
}

export function back({ scale, left, top }: Overview, { x, y }: At): At {
  return { x: left + x / scale, y: top - y / scale };
}
