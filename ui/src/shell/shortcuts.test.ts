import { describe, expect, it } from "vitest";

import { pressed } from "./shortcuts";

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("a pressed key", () => {
  it("is written as actions name it", () => {
    expect(pressed({ ...NONE, key: "g" })).toBe("g");
    expect(pressed({ ...NONE, key: "z", ctrlKey: true })).toBe("mod+z");
    expect(pressed({ ...NONE, key: "Backspace", shiftKey: true })).toBe("shift+Backspace");
  });

  it("has Shift where it makes another act of it, and not where it makes another sign", () => {
    expect(pressed({ ...NONE, key: "Z", ctrlKey: true, shiftKey: true })).toBe("mod+shift+z");
    expect(pressed({ ...NONE, key: "?", shiftKey: true })).toBe("?");
  });
});
