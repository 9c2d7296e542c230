import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Analysis, Option } from "./types";

/** Analyses and options in the viewer's language; of what is new here, the server's own words. */
export interface Said {
  name: (analysis: string) => string;
  question: (analysis: Analysis) => string;
  words: (analysis: Analysis) => string;
  option: (name: string) => string;
  help: (analysis: string, option: Option) => string;
  /** What may be chosen: of the option itself, or of what is known of it here. */
  choices: (analysis: string, option: Option) => { value: string; label: string }[];
  /** Who and which links of the map are in the network that is asked. */
  reads: (analysis: Analysis) => string;
  /** What a run is doing. */
  step: (what: string) => string;
}

export function useSaid(): Said {
  const { t } = useTranslation("analyses");
  return useMemo(() => {
    const or = (key: string, own: string) => t(key, { defaultValue: own });
    const plain = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
    return {
      name: (analysis) => or(`name.${analysis}`, plain(analysis)),
      question: ({ name, question }) => or(`question.${name}`, question),
      words: ({ name, words }) => or(`words.${name}`, words),
      option: (name) => or(`option.${name}`, plain(name)),
      help: (analysis, { name, help }) => or(`help.${analysis}.${name}`, or(`help.all.${name}`, help)),
      choices: (analysis, { name, choices }) => {
        const known = t(`choice.${analysis}.${name}`, { returnObjects: true, defaultValue: {} }) as unknown;
        const said = typeof known === "object" && known !== null ? (known as Record<string, string>) : {};
        const values = choices.length > 0 ? choices : Object.keys(said);
        return values.map((value) => ({ value, label: said[value] ?? value }));
      },
      reads: ({ reads, nodes, links }) => or(`reads.${reads}`, `${nodes} ${links}`),
      step: (what) => or(`step.${what.split(":")[0]}`, what),
    };
  }, [t]);
}
