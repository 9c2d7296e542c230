import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";

import type { Category, Ground, Part, Question, Step } from "./types";

/** What a head says, in the viewer's language: made of the stable words of the API. */
export interface Saying {
  category: (of: Category) => string;
  step: (of: Pick<Step, "kind" | "value" | "former">) => string;
  part: (of: Pick<Part, "role" | "former" | "assessed">) => string;
  /** "2 independent origins · disputed · read by machine". */
  ground: (of: Ground) => string;
  question: (of: Question) => string;
  missing: (code: string) => string;
}

export function useSaying(): Saying {
  const { t, i18n } = useTranslation("subject");
  const words = useWords();
  const language = i18n.resolvedLanguage ?? "en";
  return useMemo(() => {
    const either = new Intl.ListFormat(language, { type: "disjunction" });
    const listed = new Intl.ListFormat(language);
    const step: Saying["step"] = (of) => {
      const said = of.value
        ? t(`standing.${of.kind}`, { value: of.kind === "death" ? words.day(of.value) : of.value })
        : t(`standingEvent.${of.kind}`);
      return of.former ? t("former", { said }) : said;
    };
    const because: Record<string, (values: readonly string[]) => string> = {
      standing: ([kind = "", value = ""]) => step({ kind, value: value || null, former: false }),
      part: ([role = "", group = "", assessed = "", former = ""]) => {
        const said = t(`part.${role}`, { group });
        return t(assessed ? "assessedAs" : "namedAs", { said: former ? t("former", { said }) : said });
      },
      claim: ([grade = ""]) => t("because.claim", { grade }),
      age: ([age = ""]) => t("because.age", { age }),
      born: ([day = ""]) => t("because.born", { day: words.day(day) }),
      line: ([predicate = "", far = "", role = "", former = ""]) =>
        `${words.predicate(predicate, { former: Boolean(former) })} ${far}${role ? ` (${role})` : ""}`,
      harm: ([kind = ""]) => t("because.harm", { kind: t(`words:kind.${kind}`) }),
    };
    return {
      category: ({ because: [code = "", ...values], why }) =>
        because[code]?.(values) ?? (code === "" ? t("because.none") : why),
      step,
      part: (of) => {
        const said = t(`role.${of.role}`);
        return t(of.assessed ? "assessedAs" : "namedAs", { said: of.former ? t("former", { said }) : said });
      },
      ground: (of) =>
        [
          t("origins", { count: of.origins, origins: words.number(of.origins) }),
          of.modality === "stated" || of.modality === "reported" ? null : words.modality(of.modality),
          of.disputed ? t("words:mark.disputed") : null,
          of.review === "none"
            ? t("words:review.none")
            : t(`words:level.${of.review}`, {
                names: listed.format(of.reviewers),
                right: listed.format(of.reviewers),
                wrong: "…",
              }),
        ]
          .filter(Boolean)
          .join(" · "),
      question: (of) => {
        const values = [...of.values];
        switch (of.key) {
          case "thin":
            return t("gap.thin", { said: words.predicate(values[0] ?? ""), what: values[1] });
          case "denied":
            return t("gap.denied", {
              topic: words.predicate(values[0] ?? ""),
              names: listed.format(of.about.map((each) => each.name)),
            });
          case "contradicted":
            return t("gap.contradicted", {
              topic: words.predicate(values[0] ?? ""),
              values: either.format(values.slice(1, 5)),
            });
          case "undated":
            return t("gap.undated", { what: values[0] });
          case "rough":
            return t("gap.rough", { day: words.day(values[0] ?? ""), what: values[1] });
          case "since":
            return t("gap.since", { day: words.day(values[0] ?? "") });
          default:
            return t(`gap.${of.key}`, { names: listed.format(values), defaultValue: of.question });
        }
      },
      missing: (code) => t(`missing.${code.replaceAll(" ", "_")}`, { defaultValue: code }),
    };
  }, [t, words, language]);
}
