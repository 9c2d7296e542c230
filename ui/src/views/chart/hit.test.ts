import { describe, expect, it } from "vitest";

import { box, inside, nearest } from "./hit";

const LINES = [
  { id: "across", from: { x: 0, y: 0 }, to: { x: 100, y: 0 } },
  { id: "up", from: { x: 50, y: 10 }, to: { x: 50, y: 90 } },
  { id: "point", from: { x: 200, y: 200 }, to: { x: 200, y: 200 } },
];

describe("the line under a place", () => {
  it("is the nearest within reach", () => {
    expect(nearest(LINES, { x: 30, y: 4 }, 6)).toBe("across");
    expect(nearest(LINES, { x: 50, y: 6 }, 6)).toBe("up");
    expect(nearest(LINES, { x: 30, y: 7 }, 6)).toBeNull();
  });

  it("ends where the line ends", () => {
    expect(nearest(LINES, { x: 110, y: 0 }, 6)).toBeNull();
    expect(nearest(LINES, { x: 104, y: 0 }, 6)).toBe("across");
    expect(nearest(LINES, { x: 203, y: 200 }, 6)).toBe("point");
  });
});

describe("an outline", () => {
  const arrow = [
    { x: 0, y: 0 },
    { x: 100, y: 50 },
    { x: 0, y: 100 },
    { x: 40, y: 50 },
  ];

  it("has inside what it goes around, however it is bent", () => {
    expect(inside(arrow, { x: 60, y: 50 })).toBe(true);
    expect(inside(arrow, { x: 10, y: 50 })).toBe(false);
    expect(inside(arrow, { x: 10, y: 90 })).toBe(true);
    expect(inside(arrow, { x: 101, y: 50 })).toBe(false);
  });

  it("may be a box from any corner, or nothing", () => {
    expect(inside(box({ x: 10, y: 10 }, { x: 0, y: 0 }), { x: 5, y: 5 })).toBe(true);
    expect(inside(box({ x: 0, y: 10 }, { x: 10, y: 0 }), { x: 5, y: 11 })).toBe(false);
    expect(inside([], { x: 0, y: 0 })).toBe(false);
  });
});
