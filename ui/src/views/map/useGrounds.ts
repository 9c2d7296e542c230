import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";

import { keyOf, read } from "@/api/read";
import type { Answer } from "@/api/types";
import type { FilterQuery } from "@/state/filter";

import type { GroundDrawn } from "./MapCanvas";
import { drawnOf, type Ground } from "./spots";

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
