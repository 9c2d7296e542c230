import type { Chosen, PlacedWord } from "./types";

/** How much farther a word of another line is than one as many pixels away on the same line. */
const ACROSS_LINES = 20;

/** The word nearest to a point of the page, by its place in the list; -1 on a page without words. Shares of the page. */
export function nearestWord(words: readonly PlacedWord[], x: number, y: number): number {
  let best = -1;
  let least = Infinity;
  words.forEach(({ box: [left, top, width, height] }, place) => {
    const far = Math.max(left - x, x - (left + width), 0) + ACROSS_LINES * Math.max(top - y, y - (top + height), 0);
    if (far < least) [best, least] = [place, far];
  });
  return best;
}

/** The words between two of them, whichever comes first, as what is selected in the document. */
export function chosenWords(words: readonly PlacedWord[], one: number, other: number): Chosen | null {
  const chosen = words.slice(Math.min(one, other), Math.max(one, other) + 1);
  const [first, last] = [chosen[0], chosen.at(-1)];
  if (!first || !last) return null;
  return {
    start: first.start,
    end: last.start + Array.from(last.text).length,
    text: chosen.map(({ text }) => text).join(" "),
  };
}
