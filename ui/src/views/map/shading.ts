/** Colours for counts, light to dark on a light ground and the other way round on a dark one: one hue, which every eye orders. */
export const SHADES = {
  light: ["#dfecf7", "#bfd9ee", "#94c4e3", "#62a5d1", "#3483bd"],
  dark: ["#1b3448", "#21496a", "#2a608c", "#3a7cb0", "#5599cc"],
} as const;

/** The least count of each shade: at most five, with round numbers, the first 1. */
export function breaksOf(counts: Iterable<number>): number[] {
  const most = Math.max(0, ...counts);
  if (most <= 0) return [];
  if (most <= 5) return Array.from({ length: most }, (_, step) => step + 1);
  const rounded = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];
  const below = rounded.filter((each) => each <= most);
  return [1, ...below.slice(Math.max(0, below.length - 4))];
}

/** The shade of a count: its place among the breaks, -1 for none. Shades are spread so that the last is always the strongest. */
export function shadeOf(count: number, breaks: readonly number[]): number {
  const step = breaks.filter((least) => count >= least).length - 1;
  return step < 0 ? -1 : spread(step, breaks.length);
}

/** Which of the five shades the step of a scale of so many steps has. */
export function spread(step: number, steps: number): number {
  return steps <= 1 ? 3 : Math.round((step / (steps - 1)) * (SHADES.light.length - 1));
}

/** In words for the legend: "1", "2–4", "5 +". */
export function spans(breaks: readonly number[]): { from: number; to: number | null }[] {
  return breaks.map((from, step) => {
    const next = breaks[step + 1];
    return { from, to: next === undefined ? null : next - 1 };
  });
}
