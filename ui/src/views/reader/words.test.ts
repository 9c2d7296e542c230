import { expect, test } from "vitest";

import type { PlacedWord } from "./types";
import { chosenWords, nearestWord } from "./words";

const words: PlacedWord[] = [
  { start: 0, text: "Ana", box: [0.1, 0.1, 0.1, 0.02] },
  { start: 4, text: "leads", box: [0.22, 0.1, 0.1, 0.02] },
  { start: 10, text: "𝒳s", box: [0.1, 0.14, 0.1, 0.02] },
];

test("a point between words belongs to the nearest one, of its own line first", () => {
  expect(nearestWord(words, 0.25, 0.11)).toBe(1);
  expect(nearestWord(words, 0.9, 0.11)).toBe(1);
  expect(nearestWord(words, 0.9, 0.139)).toBe(2);
  expect(nearestWord([], 0.5, 0.5)).toBe(-1);
});

test("what is dragged over in either direction is one stretch, counted in characters", () => {
  expect(chosenWords(words, 2, 1)).toEqual({ start: 4, end: 12, text: "leads 𝒳s" });
  expect(chosenWords(words, 0, 0)).toEqual({ start: 0, end: 3, text: "Ana" });
  expect(chosenWords([], -1, -1)).toBeNull();
});
