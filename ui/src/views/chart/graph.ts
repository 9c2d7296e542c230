import Graph from "graphology";

import type { At } from "./edits";
import { shortened } from "./labels";
import type { LinkLook } from "./look";
import type { ChartData, ChartNode } from "./model";

/**
 * The chart as a graph for sigma. Made anew for each answer: a graph that sigma holds tells it of every single change, which for
 * a large chart takes longer than to draw it.
 */
export function built(
  data: ChartData,
  looks: ReadonlyMap<string, LinkLook>,
  sizeOf: (node: ChartNode) => number,
  placeOf: (node: ChartNode) => At,
): Graph {
  const graph = new Graph({ type: "directed", multi: false, allowSelfLoops: false });
  for (const node of data.nodes) {
    const { x, y } = placeOf(node);
    graph.addNode(node.id, { x, y, size: sizeOf(node), label: shortened(node.name) });
  }
  for (const link of data.links) {
    const [from, to] = link.arrow === 2 ? [link.b, link.a] : [link.a, link.b];
    graph.addEdgeWithKey(link.id, from, to, { type: looks.get(link.id)?.heads ? "arrow" : "line" });
  }
  return graph;
}

/** Radius of a node in pixels when the whole chart is in sight, `scale` pixels to the unit. */
export function sized(node: ChartNode, scale: number, data: ChartData): number {
  return Math.min(Math.max(node.radius * scale, data.nodes.length > 5000 ? 1.6 : 3.2), 20);
}
