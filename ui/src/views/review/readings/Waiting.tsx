import { useTranslation } from "react-i18next";

import type { components } from "@/api/schema";
import { ClaimSentence, EvidenceCard } from "@/parts/Evidence";
import { useWords } from "@/parts/words";

import classes from "./readings.module.css";

/** One reading that waits: what it says, why it matters, and the sentence that it was read from. */
export function Waiting({ waiting }: { waiting: components["schemas"]["WaitingReading"] }) {
  const { t } = useTranslation("reader");
  const words = useWords();
  return (
    <article className={classes.waiting}>
      <p className={classes.says}>
        <ClaimSentence claim={waiting.evidence} />
      </p>
      <ul className={classes.why} aria-label={t("queue.why")}>
        <li data-stake={waiting.stake}>{t(`queue.stakes.${waiting.stake}`)}</li>
        <li>{t(`queue.need.${waiting.level}`)}</li>
        <li>{t("queue.right", { p: words.percent(waiting.p) })}</li>
        {waiting.alone && <li>{t("queue.alone")}</li>}
      </ul>
      <EvidenceCard claim={waiting.evidence} bare />
    </article>
  );
}
