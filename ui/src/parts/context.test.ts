import { expect, it } from "vitest";

import { after, before } from "./context";

const long = "one two three ".repeat(30);

it("keeps to the paragraph of the quote", () => {
  expect(before("Title\n\nHe ")).toBe("He ");
  expect(after(" was there.\n\nMore.")).toBe(" was there.");
  expect(before("Title\n\n")).toBe("");
});

it("cuts a long paragraph between words, and says so", () => {
  expect(before(long)).toMatch(/^… (one|two|three) /);
  expect(before(long).endsWith("three ")).toBe(true);
  expect(after(long)).toMatch(/^one .* (one|two|three) …$/);
  expect(after(long).length).toBeLessThan(170);
});
