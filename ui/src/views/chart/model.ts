import type { Answer } from "@/api/types";

export type ChartAnswer = Answer<"/api/chart">;

export const REVIEWS = ["none", "some", "all"] as const;
export const STYLES = ["stated", "alleged", "denied"] as const;

/** A node of the chart, out of the answer's columns. Positions and radius are in the unit of the layout. */
export interface ChartNode {
  id: string;
  name: string;
  type: string;
  kind: string | null;
  described: string;
  x: number;
  y: number;
  radius: number;
  links: number;
  drawn: number;
  review: (typeof REVIEWS)[number];
  community: number;
  region: number;
}

/** A line of the chart: all links between two nodes that pass the filter. `id` is that of the pair. */
export interface ChartLink {
  id: string;
  a: string;
  b: string;
  belief: number;
  style: (typeof STYLES)[number];
  /** Towards b, towards a, both or neither. */
  arrow: 0 | 1 | 2 | 3;
  disputed: boolean;
  former: boolean;
  review: (typeof REVIEWS)[number];
  count: number;
  says: readonly string[];
}

export interface ChartData {
  nodes: readonly ChartNode[];
  links: readonly ChartLink[];
  byId: ReadonlyMap<string, ChartNode>;
  byPair: ReadonlyMap<string, ChartLink>;
  /** Node id to its lines. */
  linksOf: ReadonlyMap<string, readonly ChartLink[]>;
  answer: ChartAnswer;
}

/** The answer's columns as objects. */
export function decoded(answer: ChartAnswer): ChartData {
  const { nodes: n, links: l } = answer;
  const nodes: ChartNode[] = n.id.map((id, i) => ({
    id,
    name: n.name[i] ?? id,
    type: answer.types[n.type[i] ?? -1] ?? "",
    kind: answer.kinds[n.kind[i] ?? -1] ?? null,
    described: answer.descriptions[n.described[i] ?? -1] ?? "",
    x: n.x[i] ?? 0,
    y: n.y[i] ?? 0,
    radius: n.radius[i] ?? 1,
    links: n.links[i] ?? 0,
    drawn: n.drawn[i] ?? 0,
    review: REVIEWS[n.review[i] ?? 0] ?? "none",
    community: n.community[i] ?? -1,
    region: n.region[i] ?? -1,
  }));
  const linksOf = new Map<string, ChartLink[]>(nodes.map(({ id }) => [id, []]));
  const links: ChartLink[] = l.a.map((from, i) => {
    const a = n.id[from] ?? "";
    const b = n.id[l.b[i] ?? -1] ?? "";
    const link: ChartLink = {
      id: `${a}~${b}`,
      a,
      b,
      belief: l.belief[i] ?? 0,
      style: STYLES[l.style[i] ?? 0] ?? "stated",
      arrow: (l.arrow[i] ?? 0) as ChartLink["arrow"],
      disputed: l.disputed[i] === 1,
      former: l.former[i] === 1,
      review: REVIEWS[l.review[i] ?? 0] ?? "none",
      count: l.count[i] ?? 1,
      says: answer.says[l.says[i] ?? -1] ?? [],
    };
    linksOf.get(a)?.push(link);
    linksOf.get(b)?.push(link);
    return link;
  });
  return {
    nodes,
    links,
    byId: new Map(nodes.map((node) => [node.id, node])),
    byPair: new Map(links.map((link) => [link.id, link])),
    linksOf,
    answer,
  };
}

/** The other end of a line. */
export function otherEnd(link: ChartLink, id: string): string {
  return link.a === id ? link.b : link.a;
}
