import type { At } from "./edits";
import type { Disc } from "./grouping";
import { shortened } from "./labels";
import { INK, type Scheme } from "./look";

/** Draws the circle of each group with its name, where there is room for it; dashed for those in no group. */
export function drawDiscs(
  context: CanvasRenderingContext2D,
  discs: readonly (Disc & { name: string })[],
  onScreen: (at: At) => At,
  scheme: Scheme,
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
    if (radius < 34) continue;
    context.setLineDash([]);
    context.font = "600 12px Arial, sans-serif";
    context.textAlign = "center";
    context.fillStyle = INK[scheme];
    context.fillText(shortened(disc.name), middle.x, middle.y - radius - 6, radius * 2.4);
  }
}
