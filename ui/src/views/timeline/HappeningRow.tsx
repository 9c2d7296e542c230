import { useTranslation } from "react-i18next";
import type { ReactNode } from "react";

import type { Answer } from "@/api/types";
import { Belief, Chip, Marks, Modality } from "@/parts/badges";
import { EntityName } from "@/parts/EntityName";
import { useWords } from "@/parts/words";
import { useSelection } from "@/state/selection";

import classes from "./HappeningRow.module.css";
import { useWhen } from "./useWhen";

export type Happening = Answer<"/api/timeline/undated">["items"][number];

/** An event in a list: when, what, how firmly. Its name selects it; `children` is what the list adds (where it was). */
export function HappeningRow({ of, children }: { of: Happening; children?: ReactNode }) {
  const { t } = useTranslation("timeline");
  const { isSelected } = useSelection();
  const when = useWhen();
  const words = useWords();
  const dates = of.dates.filter((each) => !each.negated);
  return (
    <div
      className={classes.row}
      data-standing={of.standing}
      aria-current={isSelected("entity", of.event.id) || undefined}
    >
      <p className={classes.when}>
        {dates.length === 0 ? (
          <span className={classes.undated}>{when.reported(of)}</span>
        ) : of.differ ? (
          dates.map((each, place) => (
            <span key={each.line}>
              {place > 0 && <span className={classes.or}> {t("or")} </span>}
              {when.date(each)}
            </span>
          ))
        ) : (
          dates[0] && when.date(dates[0])
        )}
        <Belief value={of.belief} review={of.review} />
      </p>
      <p className={classes.what}>
        <EntityName entity={of.event} />
      </p>
      <p className={classes.marks}>
        <Standing of={of.standing} />
        <Modality name={of.modality} />
        <Marks of={{ disputed: of.disputed.length > 0 || of.differ }} />
        {of.disputed.length > 0 && (
          <span className={classes.disputed}>{of.disputed.map((each) => `“${words.predicate(each)}”`).join(", ")}</span>
        )}
      </p>
      {children}
    </div>
  );
}

/** That something is no history, in a word; nothing for what is. */
export function Standing({ of }: { of: Happening["standing"] }) {
  const { t } = useTranslation("timeline");
  if (of === "held") return null;
  return (
    <Chip means={t(`standingMeans.${of}`)} tone="dashed">
      {t(`standing.${of}`)}
    </Chip>
  );
}
