import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";

import text from "./text.module.css";

const TYPES = ["Person", "Organization", "Place", "Event", "Asset"] as const;
const STATES = ["unreviewed", "reviewed", "differing", "misread"] as const;

/** What each mark in the text means. */
export function Legend() {
  const { t } = useTranslation("reader");
  const words = useWords();
  return (
    <ul className={text.legend}>
      {STATES.map((state) => (
        <li key={state}>
          <span className={text.run} data-state={state}>
            {t("look.sample")}
          </span>
          {t(`state.${state}`)}
        </li>
      ))}
      <li>
        <span className={text.run} data-state="unreviewed" data-disputed>
          {t("look.sample")}
        </span>
        {t("state.disputed")}
      </li>
      {TYPES.map((type) => (
        <li key={type}>
          <span className={text.run} data-type={type}>
            {t("look.sample")}
          </span>
          {type === "Asset" ? t("look.others") : words.type(type)}
        </li>
      ))}
    </ul>
  );
}
