import { useQueries } from "@tanstack/react-query";

import { asError } from "@/api/client";

import { decode, type Level, type Outlines, type Topology } from "./outlines";

/** The outlines of some levels, each fetched once; a level that is not there yet is left out. */
export function useOutlines(levels: readonly Level[]): {
  areas: Partial<Record<Level, Outlines>>;
  error: Error | null;
} {
  return useQueries({
    queries: levels.map((level) => ({
      queryKey: ["/api/outlines", level],
      queryFn: async () => ({ level, found: await fetched(level) }),
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

/** Kept beside the answers: these do not change with the map, and are too large to be compared with themselves after each act. */
const asked = new Map<Level, Promise<Outlines>>();

/** Throws ApiError. */
function fetched(level: Level): Promise<Outlines> {
  let found = asked.get(level);
  if (!found) {
    found = fetch(`/api/outlines/${level}`).then(async (response) => {
      if (!response.ok) throw await asError(response);
      return decode((await response.json()) as Topology);
    });
    found.catch(() => asked.delete(level));
    asked.set(level, found);
  }
  return found;
}
