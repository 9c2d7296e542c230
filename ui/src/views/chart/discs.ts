import type { At } from "./edits";
import type { Disc } from "./grouping";
import { shortened } from "./labels";
import type { Scheme } from "./look";

/** Draws the circle of each group, and has its name written above it where there is room; dashed for those in no group. */
export function drawDiscs(
  context: CanvasRenderingContext2D,
  discs: readonly (Disc & { name: string })[],
  onScreen: (at: At) => At,
  scheme: Scheme,
  title: (text: string, x: number, y: number) => void,
): void {
  for (const disc of discs) {
    const middle = onScreen(disc);
    const edge = onScreen({ x: disc.x + disc.radius, y: disc.y });
    const radius = Math.hypot(edge.x - middle.x, edge.y - middle.y);
    context.beginPath();
    context.arc(middle.x, middle.y, radius, 0, 2 * Math.PI);
    context.fillStyle = scheme === "light" ? "#ffffff" : "#171e25";
    context.strokeStyle = scheme === "light" ? "#b9c3cc" : "#4d5863";
    context.lineWidth = 1;
    context.setLineDash(disc.group < 0 ? [4, 4] : []);
    context.fill();
    context.stroke();
    if (radius >= 20) title(shortened(disc.name), middle.x, middle.y - radius);
  }
}
