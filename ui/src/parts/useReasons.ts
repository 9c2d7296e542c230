import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";

import type { Comparison, Why } from "@/views/review/types";

export interface Reasons {
  /** One feature of the score in the viewer's language. */
  words: (why: Why) => string;
  /** What holds two apart whatever their score. */
  hindrance: (held: NonNullable<Comparison["against"]>) => string;
  /** All that speaks for their being one, or against, in one line. */
  line: (reasons: readonly Why[], against?: boolean) => string;
}

/** Reasons have a code and values: their words are ours. A code that the words lack is shown as the program words it. */
export function useReasons(): Reasons {
  const { t } = useTranslation("review");
  const vocabulary = useWords();
  return useMemo(() => {
    const said = (group: string, of: { code: string; values: readonly string[]; words: string }) =>
      t(`${group}.${of.code}`, { a: of.values[0], b: of.values[1], defaultValue: of.words });
    /** Stable words among the values: what a figure counts, a kind of event, a part in one ("victim on 2026-02-22"). */
    const inWords = (code: string, value: string) => {
      if (code === "figures") return vocabulary.predicate(value);
      if (code === "only_once") return vocabulary.kind(value);
      const part = /^([a-z_]+) on (\d{4}.*)$/.exec(value);
      return part ? t("partOn", { part: vocabulary.predicate(part[1] ?? ""), day: part[2] }) : value;
    };
    const words = (why: Why) => said("reason", { ...why, values: why.values.map((value) => inWords(why.code, value)) });
    return {
      words,
      hindrance: (held) => said("hindrance", held),
      line: (reasons, against = false) =>
        reasons
          .filter((why) => why.weight < 0 === against)
          .map(words)
          .join("; "),
    };
  }, [t, vocabulary]);
}
