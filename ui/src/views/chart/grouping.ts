import type { At } from "./edits";

/** A circle around the nodes of one group; `group` is -1 for those that are in none. */
export interface Disc extends At {
  group: number;
  radius: number;
  members: number;
}

export type NamedDisc = Disc & { name: string };

export interface Grouped {
  at: Map<string, At>;
  discs: Disc[];
}

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const ROOM = 3.4;

/**
 * Nodes set into a disc for each group, the best linked in the middle; discs side by side, the largest in the middle. Those that
 * are in no group stand in a disc of their own.
 */
export function grouped(
  nodes: readonly { id: string; radius: number; drawn: number }[],
  groupOf: (id: string) => number,
): Grouped {
  const members = new Map<number, (typeof nodes)[number][]>();
  for (const node of nodes) {
    const group = groupOf(node.id);
    const list = members.get(group);
    if (list) list.push(node);
    else members.set(group, [node]);
  }
  const discs: Disc[] = [...members].map(([group, list]) => ({
    group,
    members: list.length,
    radius: Math.sqrt(list.reduce((sum, { radius }) => sum + (ROOM * radius) ** 2, 0)) + ROOM,
    x: 0,
    y: 0,
  }));
  discs.sort((a, b) => Number(a.group < 0) - Number(b.group < 0) || b.radius - a.radius || a.group - b.group);
  packed(discs);
  const at = new Map<string, At>();
  for (const disc of discs) {
    const list = members.get(disc.group) ?? [];
    list.sort((a, b) => b.drawn - a.drawn || (a.id < b.id ? -1 : 1));
    let filled = 0;
    for (const [rank, node] of list.entries()) {
      const reach = list.length === 1 ? 0 : Math.sqrt(filled + (ROOM * node.radius) ** 2 / 2);
      filled += (ROOM * node.radius) ** 2;
      at.set(node.id, { x: disc.x + reach * Math.cos(rank * GOLDEN), y: disc.y + reach * Math.sin(rank * GOLDEN) });
    }
  }
  return { at, discs };
}

/** Some nodes set into one disc around the middle of where they stand. */
export function gathered(
  nodes: readonly { id: string; radius: number; drawn: number }[],
  placeOf: (id: string) => At,
): Map<string, At> {
  const { at } = grouped(nodes, () => 0);
  const sum = nodes.map(({ id }) => placeOf(id)).reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  const middle = { x: sum.x / nodes.length, y: sum.y / nodes.length };
  return new Map([...at].map(([id, { x, y }]) => [id, { x: middle.x + x, y: middle.y + y }]));
}

/** Sets discs one after the other on a spiral from the middle, each at the first place that is free. */
function packed(discs: Disc[]): void {
  const gap = ROOM * 2;
  const placed: Disc[] = [];
  for (const disc of discs) {
    const step = Math.max(disc.radius, gap) / 2;
    for (let turn = 0; ; turn++) {
      const reach = step * Math.sqrt(turn);
      disc.x = 1.35 * reach * Math.cos(turn * GOLDEN);
      disc.y = reach * Math.sin(turn * GOLDEN);
      const free = placed.every(
        (other) => Math.hypot(other.x - disc.x, other.y - disc.y) >= other.radius + disc.radius + gap,
      );
      if (free) break;
    }
    placed.push(disc);
  }
}
