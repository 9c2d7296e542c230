import { stored } from "./stored";

export type Density = "compact" | "normal" | "large";

export const LANGUAGES = ["en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];
const DENSITIES = ["compact", "normal", "large"] as const;

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((each) => each === value);
const isDensity = (value: unknown): value is Density => DENSITIES.some((each) => each === value);
const isWidth = (value: unknown): value is number => typeof value === "number" && value >= 200 && value <= 2000;

const spoken: Language = navigator.language.toLowerCase().startsWith("es") ? "es" : "en";

export const language = stored<Language>("language", spoken, isLanguage);
/** How large everything is drawn: from a laptop to a wall screen. */
export const density = stored<Density>("density", "normal", isDensity);
/** Width of the inspector in CSS pixels at the normal size; it grows with the letters. */
export const inspectorWidth = stored<number>("inspector", 400, isWidth);
/** Whether the filter panel stands open. */
export const filterOpen = stored<boolean>("filter", false, (value): value is boolean => typeof value === "boolean");

const SIZES: Record<Density, string> = { compact: "87.5%", normal: "100%", large: "131.25%" };

/** How much larger than normal everything is drawn. */
export function scaleOfPage(): number {
  return parseFloat(SIZES[density.get()]) / 100;
}

/** Sets the size of the root's letters, in which every length of the page is given. */
export function applyDensity(value: Density): void {
  document.documentElement.style.fontSize = SIZES[value];
}
