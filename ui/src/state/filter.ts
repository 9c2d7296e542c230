import { useMemo } from "react";
import { useSearch } from "wouter";

import { useUrl, type Changes } from "./url";

export const DIMENSIONS = ["time", "source", "grade", "modality", "predicate", "type", "belief", "review"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The filter as the API takes it, spread into `query`. What hides nothing is left out. */
export interface FilterQuery {
  from?: string;
  to?: string;
  undated?: boolean;
  hide_source?: string[];
  hide_grade?: string[];
  hide_modality?: string[];
  hide_predicate?: string[];
  hide_type?: string[];
  belief?: number;
  review?: "reviewed" | "unreviewed";
}

/** The parameters of each dimension. */
const KEYS: Record<Dimension, (keyof FilterQuery)[]> = {
  time: ["from", "to", "undated"],
  source: ["hide_source"],
  grade: ["hide_grade"],
  modality: ["hide_modality"],
  predicate: ["hide_predicate"],
  type: ["hide_type"],
  belief: ["belief"],
  review: ["review"],
};
const LISTS = ["hide_source", "hide_grade", "hide_modality", "hide_predicate", "hide_type"] as const;

/** The filter of a search string; what it does not understand hides nothing. */
export function filterOf(search: string): FilterQuery {
  const params = new URLSearchParams(search);
  const found: FilterQuery = {};
  const from = params.get("from");
  const to = params.get("to");
  if (from) found.from = from;
  if (to) found.to = to;
  if (params.get("undated") === "false") found.undated = false;
  for (const key of LISTS) {
    const values = [...new Set(params.getAll(key))].sort();
    if (values.length) found[key] = values;
  }
  const belief = Number(params.get("belief"));
  if (belief > 0 && belief <= 1) found.belief = belief;
  const review = params.get("review");
  if (review === "reviewed" || review === "unreviewed") found.review = review;
  return found;
}

/** What to change in an address to have the filter of another search string, and nothing else of a filter. */
export function filterChanges(search: string): Changes {
  const wanted = filterOf(search);
  const keys = Object.values(KEYS).flat();
  return Object.fromEntries(keys.map((key) => asChange([key, wanted[key] ?? null])));
}

export interface FilterState {
  query: FilterQuery;
  /** Dimensions that hide something, or may. */
  active: Dimension[];
  set: (
    changes: Partial<Record<keyof FilterQuery, FilterQuery[keyof FilterQuery] | null>>,
    how?: { replace?: boolean },
  ) => void;
  reset: (dimension?: Dimension) => void;
}

/** The filter that chart, map, timeline, surroundings and paths share. `query` is the same object while it says the same. */
export function useFilter(): FilterState {
  const search = useSearch();
  const { patch } = useUrl();
  const text = JSON.stringify(filterOf(search));
  return useMemo(() => {
    const query = JSON.parse(text) as FilterQuery;
    return {
      query,
      active: DIMENSIONS.filter((dimension) => KEYS[dimension].some((key) => query[key] !== undefined)),
      set: (changes, how) => patch(Object.fromEntries(Object.entries(changes).map(asChange)), how),
      reset: (dimension) =>
        patch(
          Object.fromEntries(
            (dimension ? KEYS[dimension] : DIMENSIONS.flatMap((each) => KEYS[each])).map((key) => [key, null]),
          ),
        ),
    };
  }, [text, patch]);
}

function asChange([key, value]: [string, FilterQuery[keyof FilterQuery] | null]): [string, Changes[string]] {
  const idle =
    value === undefined ||
    value === null ||
    value === "" ||
    (key === "undated" && value === true) ||
    (key === "belief" && value === 0) ||
    (Array.isArray(value) && value.length === 0);
  return [key, idle ? null : value];
}
