import { useCallback } from "react";

import { useWords } from "@/parts/words";

import type { ClaimMark } from "./types";

/** A claim in the viewer's language, with the names of the map. */
export function useSaying(): (mark: ClaimMark) => string {
  const words = useWords();
  return useCallback(
    ({ subject, predicate, far, negated, former }) =>
      [subject, words.predicate(predicate, { negated, former }), far].filter(Boolean).join(" "),
    [words],
  );
}
