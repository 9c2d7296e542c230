import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";

import { keyOf, read } from "@/api/read";
import type { Answer } from "@/api/types";
import type { FilterQuery } from "@/state/filter";

import type { GroundDrawn } from "./MapCanvas";
import { LEVELS, type Level } from "./outlines";

export type Ground = Answer<"/api/map/grounds">["items"][number];

/** The grounds of the organisations that are laid over the map, as lines and as what to draw. */
export function useGrounds(
  holders: readonly string[],
  query: FilterQuery,
): { lines: Ground[][]; drawn: GroundDrawn[] } {
  const found = useQueries({
    queries: holders.map((holder) => {
      const asked = { query: { ...query, holder, limit: 200 } };
      return {
        queryKey: keyOf("/api/map/grounds", asked),
        queryFn: ({ signal }: { signal: AbortSignal }) => read("/api/map/grounds", asked, signal),
      };
    }),
    combine: dataOf,
  });
  return useMemo(() => {
    const lines = found.map((answer) => answer?.items ?? []);
    return { lines, drawn: lines.map(drawnOf) };
  }, [found]);
}

const dataOf = (answers: { data: Answer<"/api/map/grounds"> | undefined }[]) => answers.map((each) => each.data);

/** Denied grounds are no grounds: they stand in the list alone. */
export function drawnOf(grounds: readonly Ground[]): GroundDrawn {
  const areas: Record<Level, string[]> = { country: [], admin1: [], admin2: [] };
  const spots: [number, number][] = [];
  for (const ground of grounds) {
    if (ground.line.negated) continue;
    const level = LEVELS.find((each) => each === ground.precision);
    if (level && ground.area) areas[level].push(ground.area);
    else if (ground.precision === "spot" && ground.lon !== null && ground.lat !== null)
      spots.push([ground.lon, ground.lat]);
  }
  return { areas, spots };
}
