import { describe, expect, it } from "vitest";

import { back, onto, overview } from "./overview";

const PLACES = [
  { x: -300, y: 40 },
  { x: 500, y: 90 },
  { x: 120, y: -10 },
];

describe("the whole chart in small", () => {
  const lies = overview(PLACES, 180, 120, 8);

  it("has every place within its margin", () => {
    for (const place of PLACES) {
      const { x, y } = onto(lies, place);
      expect(Math.min(x, 180 - x)).toBeGreaterThanOrEqual(8 - 1e-9);
      expect(Math.min(y, 120 - y)).toBeGreaterThanOrEqual(8 - 1e-9);
    }
    expect(lies.taken.from.x).toBeCloseTo(8);
    expect(lies.taken.to.x).toBeCloseTo(172);
  });

  it("has up above, and finds the way back", () => {
    expect(onto(lies, { x: 0, y: 90 }).y).toBeLessThan(onto(lies, { x: 0, y: -10 }).y);
    const there = back(lies, onto(lies, { x: 77, y: 33 }));
    expect(there.x).toBeCloseTo(77);
    expect(there.y).toBeCloseTo(33);
  });

  it("may be of one place, or of none", () => {
    const { x, y } = onto(overview([{ x: 4, y: 4 }], 180, 120, 8), { x: 4, y: 4 });
    expect(x).toBeCloseTo(90);
    expect(y).toBeCloseTo(60);
    expect(Number.isFinite(overview([], 180, 120, 8).left)).toBe(true);
  });
});
