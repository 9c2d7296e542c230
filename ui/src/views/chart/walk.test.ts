import { describe, expect, it } from "vitest";

import { ahead } from "./walk";

const here = { x: 0, y: 0 };
const near = { x: 10, y: 2 };
const far = { x: 40, y: 0 };
const below = { x: 1, y: 30 };

describe("walking the chart by arrow keys", () => {
  it("goes to the nearest in that direction", () => {
    expect(ahead(here, [far, near, below], "right")).toBe(near);
    expect(ahead(here, [far, near, below], "down")).toBe(below);
  });

  it("stays when nothing lies there", () => {
    expect(ahead(here, [far, near, below], "left")).toBeNull();
    expect(ahead(here, [here], "right")).toBeNull();
  });

  it("comes back the way it went", () => {
    expect(ahead(near, [here, far], "left")).toBe(here);
  });
});
