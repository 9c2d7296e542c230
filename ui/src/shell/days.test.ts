import { describe, expect, it } from "vitest";

import { asDay, dayNumber, scaleOf, windowOf } from "./days";

describe("days", () => {
  it("cover the whole month or year that is meant", () => {
    expect(asDay(dayNumber("2024-02"))).toBe("2024-02-01");
    expect(asDay(dayNumber("2024-02", true))).toBe("2024-02-29");
    expect(asDay(dayNumber("1985", true))).toBe("1985-12-31");
    expect(asDay(dayNumber("2026-11-22", true))).toBe("2026-11-22");
    expect(asDay(dayNumber("0099-01-01"))).toBe("0099-01-01");
  });

  it("make a window within the whole", () => {
    const whole = { first: dayNumber("2000"), last: dayNumber("2026", true) };
    expect(windowOf(undefined, "2010", whole)).toEqual({ first: whole.first, last: dayNumber("2010-12-31") });
  });

  it("lie on a scale that is read back, with ticks that do not crowd", () => {
    const first = dayNumber("1970");
    for (const last of ["1970-03-01", "1974", "2026", "2400"]) {
      const scale = scaleOf(first, dayNumber(last, true), 900);
      for (const day of [first, first + 30]) expect(scale.day(scale.x(day))).toBe(day);
      expect(scale.ticks.length).toBeGreaterThan(0);
      for (const [at, tick] of scale.ticks.entries()) {
        if (at) expect(tick.x - (scale.ticks[at - 1]?.x ?? 0)).toBeGreaterThan(40);
      }
    }
  });
});
