import type { At } from "./edits";
import type { Disc } from "./grouping";
import type { ChartNode } from "./model";

export type Extent = { x: [number, number]; y: [number, number] };

/** What the nodes and the discs of groups take up, in the unit of the layout. */
export function extent(
  nodes: readonly Pick<ChartNode, "id" | "x" | "y" | "radius">[],
  at: ReadonlyMap<string, At>,
  discs: readonly Pick<Disc, "x" | "y" | "radius">[] = [],
): Extent {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  const take = ({ x, y }: At, radius: number) => {
    left = Math.min(left, x - radius);
    right = Math.max(right, x + radius);
    bottom = Math.min(bottom, y - radius);
    top = Math.max(top, y + radius);
  };
  for (const node of nodes) take(at.get(node.id) ?? node, node.radius);
  for (const disc of discs) take(disc, disc.radius);
  return left > right ? { x: [-1, 1], y: [-1, 1] } : { x: [left, right], y: [bottom, top] };
}
