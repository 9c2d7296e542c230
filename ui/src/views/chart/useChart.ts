import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { keyOf, read, type Asked } from "@/api/read";
import { useFilter, type FilterQuery } from "@/state/filter";
import { useUrl } from "@/state/url";

import type { Edits } from "./edits";
import { decoded } from "./model";

/** Entities on a chart that is opened afresh. */
export const USUAL = 300;
export const LIMITS = [100, USUAL, 1000, 3000, 10_000, 60_000] as const;

/** Which chart the address names. */
export function useBase() {
  const { params } = useUrl();
  const limit = Number(params.get("limit")) || USUAL;
  return {
    limit: Math.min(Math.max(limit, 1), 60_000),
    focus: params.get("focus"),
    depth: Math.min(Math.max(Number(params.get("depth")) || 1, 1), 4),
    alone: params.get("alone") === "true",
    kept: params.get("chart"),
    version: params.get("version"),
  };
}

/** What is asked of the server for a chart. */
export function askedOf(
  base: ReturnType<typeof useBase>,
  { expanded, added }: Pick<Edits, "expanded" | "added">,
  filter: FilterQuery,
): Asked<"/api/chart"> {
  return {
    query: {
      ...filter,
      limit: base.limit,
      ...(base.focus && { focus: base.focus, depth: base.depth }),
      ...(base.alone && { alone: true }),
      ...(base.kept && { chart: base.kept }),
      ...(base.version && { version: Number(base.version) }),
      ...(expanded.length && { expand: [...expanded] }),
      ...(added.length && { add: [...added] }),
    },
  };
}

/** The chart as the filter leaves it, decoded. */
export function useChart(edits: Pick<Edits, "expanded" | "added">) {
  const { query: filter } = useFilter();
  const asked = askedOf(useBase(), edits, filter);
  const found = useQuery({
    queryKey: keyOf("/api/chart", asked),
    queryFn: async ({ signal }) => {
      const answer = await read("/api/chart", asked, signal);
      performance.mark("chart:data");
      return decoded(answer);
    },
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
  return useMemo(
    () => ({ data: found.data, error: found.error, refetch: found.refetch, fetching: found.isFetching }),
    [found.data, found.error, found.refetch, found.isFetching],
  );
}
