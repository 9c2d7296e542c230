import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Evidence, Line } from "@/api/types";

/** Words and numbers of the case in the viewer's language. What the words lack is shown as the API has it. */
export interface Words {
  type: (name: string) => string;
  types: (name: string) => string;
  kind: (name: string) => string;
  /** "criminal group", or "Person" for what has no kind. */
  described: (of: { type: string; kind: string | null }) => string;
  predicate: (name: string, how?: { inverse?: boolean; negated?: boolean; former?: boolean }) => string;
  modality: (name: string) => string;
  modalityMeans: (name: string) => string;
  nature: (name: string) => string;
  /** "usually reliable; probably true" for "B2". */
  grade: (code: string) => string;
  /** A value as a person writes it: a day in the viewer's language, all else as the server words it. */
  value: (of: { predicate: string; value: string | null; spoken?: string | null }) => string;
  /** What a claim says, in one sentence. */
  claim: (of: Pick<Evidence, "subject" | "predicate" | "negated" | "object" | "value" | "spoken">) => string;
  /** A line's phrase as it reads from its subject, or from its object. */
  phrase: (line: Line, from?: string) => string;
  reviewed: (review: Evidence["review"]) => string;
  number: (value: number) => string;
  percent: (share: number) => string;
  /** A day, month or year ("2026-02-22", "2026-02", "2026") as a person writes it, no finer than it is. */
  day: (partial: string) => string;
}

/** Predicates whose values are days. */
const DATED = new Set(["birth_date", "death_date", "date"]);

export function useWords(): Words {
  const { t, i18n } = useTranslation("words");
  const language = i18n.resolvedLanguage ?? "en";
  return useMemo(() => {
    const word = (group: string) => (name: string) =>
      t(`${group}.${name}`, { defaultValue: name.replaceAll("_", " ") });
    const percents = new Intl.NumberFormat(language, { style: "percent" });
    const numbers = new Intl.NumberFormat(language);
    const listed = new Intl.ListFormat(language);
    const predicate: Words["predicate"] = (name, how = {}) => {
      const plain = word("predicate")(name);
      const phrase = how.inverse ? t(`inverse.${name}`, { defaultValue: plain }) : plain;
      const timed = how.former ? t("phrase.former", { phrase }) : phrase;
      return how.negated ? t("phrase.negated", { phrase: timed }) : timed;
    };
    const kind = word("kind");
    const type = word("type");
    // That something occurred is said by the predicate alone.
    const value: Words["value"] = (of) =>
      of.predicate === "occurred"
        ? ""
        : of.value !== null && DATED.has(of.predicate)
          ? dayIn(language, of.value)
          : (of.spoken ?? of.value ?? "");
    return {
      type,
      types: word("types"),
      kind,
      described: (of) => (of.kind ? kind(of.kind) : type(of.type)),
      predicate,
      value,
      claim: (of) =>
        [of.subject.name, predicate(of.predicate, { negated: of.negated }), of.object?.name ?? value(of)]
          .filter(Boolean)
          .join(" "),
      modality: word("modality"),
      modalityMeans: word("modalityMeans"),
      nature: word("nature"),
      grade: (code) => `${t(`reliability.${code[0]}`)}; ${t(`credibility.${code[1]}`)}`,
      phrase: (line, from) => {
        const inverse = from !== undefined && from === line.object?.id && from !== line.subject.id;
        // The server words its phrases in English; it knows of values and roles that the table of words does not.
        return language === "en" && !inverse ? line.phrase : predicate(line.predicate, { ...line, inverse });
      },
      reviewed: (review) =>
        t(`level.${review.level}`, {
          names: listed.format(review.right),
          right: listed.format(review.right),
          wrong: listed.format(review.wrong),
        }),
      number: (value) => numbers.format(value),
      percent: (share) => percents.format(share),
      day: (partial) => dayIn(language, partial),
    };
  }, [t, language]);
}

function dayIn(language: string, partial: string): string {
  const [year, month, day] = partial.split("-").map(Number);
  if (!year || Number.isNaN(year)) return partial;
  if (!month) return String(year);
  const options: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "short",
    timeZone: "UTC",
    ...(day && { day: "numeric" }),
  };
  return new Intl.DateTimeFormat(language, options).format(Date.UTC(year, month - 1, day ?? 1));
}
