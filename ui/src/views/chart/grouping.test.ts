import { describe, expect, it } from "vitest";

import { gathered, grouped } from "./grouping";

const nodes = Array.from({ length: 120 }, (_, i) => ({ id: `n${i}`, radius: 1 + (i % 4) / 2, drawn: i % 7 }));
const groupOf = (id: string) => (Number(id.slice(1)) % 9) - 1;

describe("a chart by groups", () => {
  const { at, discs } = grouped(nodes, groupOf);

  it("has a place for every node, in the disc of its group", () => {
    expect(at.size).toBe(nodes.length);
    for (const { id } of nodes) {
      const disc = discs.find(({ group }) => group === groupOf(id));
      const place = at.get(id);
      expect(disc && place && Math.hypot(place.x - disc.x, place.y - disc.y)).toBeLessThanOrEqual(disc?.radius ?? 0);
    }
  });

  it("keeps discs apart", () => {
    for (const [i, one] of discs.entries()) {
      for (const other of discs.slice(i + 1)) {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(one.radius + other.radius);
      }
    }
  });

  it("is the same each time", () => {
    expect(grouped([...nodes].reverse(), groupOf).at).toEqual(at);
  });

  it("may be of nobody", () => {
    expect(grouped([], () => 0).discs).toEqual([]);
  });

  it("gathers some around the middle of where they stand", () => {
    const some = nodes.slice(0, 9);
    const there = gathered(some, (id) => ({ x: 1000 * Number(id.slice(1)), y: 50 }));
    expect(there.size).toBe(9);
    for (const { x, y } of there.values()) expect(Math.hypot(x - 4000, y - 50)).toBeLessThan(40);
  });
});
