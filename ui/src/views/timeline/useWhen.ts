import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Answer } from "@/api/types";
import { useWords } from "@/parts/words";

export type When = Answer<"/api/timeline">["items"]["items"][number]["dates"][number];

/** Dates in words, no finer than they are known. */
export function useWhen() {
  const { t } = useTranslation("timeline");
  const words = useWords();
  return useMemo(() => {
    const date = (of: When): string => {
      if (of.granularity === "span") return `${words.day(of.first ?? "")} – ${words.day(of.last ?? "")}`;
      if (of.granularity === "before") return t("before", { day: words.day(of.last ?? "") });
      if (of.granularity === "after") return t("after", { day: words.day(of.first ?? "") });
      if (of.granularity === "worded") return `“${of.value}”`;
      return words.day(of.value);
    };
    const reported = (of: { reported_from: string | null; reported_to: string | null }): string =>
      of.reported_from ? t("reported", { day: words.day(of.reported_from) }) : t("undated");
    return { date, reported };
  }, [t, words]);
}
