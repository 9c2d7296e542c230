import { describe, expect, it } from "vitest";

import { places, shortened, Taken } from "./labels";

describe("labels", () => {
  it("stand beside their node, never on it", () => {
    for (const [left, top, right, bottom] of places(100, 50, 10, 60, 14)) {
      expect(right <= 90 || left >= 110 || bottom <= 40 || top >= 60).toBe(true);
    }
  });

  it("take their room", () => {
    const taken = new Taken();
    taken.take([0, 0, 300, 20]);
    expect(taken.free([290, 10, 400, 30])).toBe(false);
    expect(taken.free([300, 0, 400, 20])).toBe(true);
    expect(taken.free([0, 20, 300, 40])).toBe(true);
  });

  it("are cut where they are long", () => {
    expect(shortened("Ana Ejemplo")).toBe("Ana Ejemplo");
    expect(shortened("x".repeat(80))).toHaveLength(38);
  });
});
