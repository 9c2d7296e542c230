import type { Answer } from "@/api/types";

export const STATES = ["proposed", "made", "refused", "undone"] as const;
export type State = (typeof STATES)[number];

export type MergeLine = Answer<"/api/review/merges">["items"][number];
export type Comparison = Answer<"/api/review/merges/{pair}">;
export type Side = Comparison["a"];
export type Trait = Comparison["traits"][number];
export type Why = Comparison["reasons"][number];
export type Verdict = "same" | "different" | "unsure";
