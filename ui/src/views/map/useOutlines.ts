import { useQueries } from "@tanstack/react-query";

import { outlines, type Level, type Outlines } from "./outlines";

/** The outlines of some levels, each fetched once; a level that is not there yet is left out. */
export function useOutlines(levels: readonly Level[]): {
  areas: Partial<Record<Level, Outlines>>;
  error: Error | null;
} {
  return useQueries({
    queries: levels.map((level) => ({
      queryKey: ["/api/outlines", level],
      queryFn: async () => ({ level, found: await outlines(level) }),
      gcTime: Infinity,
    })),
    combine: together,
  });
}

interface Loaded {
  data: { level: Level; found: Outlines } | undefined;
  error: Error | null;
}

function together(answers: Loaded[]): { areas: Partial<Record<Level, Outlines>>; error: Error | null } {
  const areas: Partial<Record<Level, Outlines>> = {};
  for (const { data } of answers) if (data) areas[data.level] = data.found;
  return { areas, error: answers.find((each) => each.error)?.error ?? null };
}
