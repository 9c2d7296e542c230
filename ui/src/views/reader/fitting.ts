import type { Vocabulary } from "@/api/types";

export type PredicateWord = Vocabulary["predicates"][number];

/** Predicates that can be said of a subject of this type (any, when none is chosen), and lead to an object of that one. */
export function fitting(all: readonly PredicateWord[], subject: string | null, object: string | null): PredicateWord[] {
  return all.filter((word) => {
    const pairs = word.pairs.filter(([from, to]) => (!subject || from === subject) && (!object || to === object));
    if (pairs.length > 0) return true;
    return !object && word.value !== null && (!subject || word.domain.includes(subject));
  });
}

/** Types that a predicate's object may have, its subject being of a type. */
export function objectTypes(word: PredicateWord, subject: string | null): string[] {
  return [...new Set(word.pairs.filter(([from]) => !subject || from === subject).map(([, to]) => to))];
}

/** Types of which the predicate can be said. */
export function subjectTypes(word: PredicateWord): string[] {
  return [...new Set([...word.domain, ...word.pairs.map(([from]) => from)])];
}
