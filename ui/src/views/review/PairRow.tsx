import { IconRobot, IconUserCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { EntityIcon } from "@/parts/EntityName";
import { useWords } from "@/parts/words";

import classes from "./review.module.css";
import type { MergeLine } from "./types";

/** A pair in the list: both names, the score, and who has judged it. */
export function PairRow({ line, chosen, choose }: { line: MergeLine; chosen: boolean; choose: () => void }) {
  const { t } = useTranslation("review");
  const words = useWords();
  const person = line.judged?.person;
  return (
    <button type="button" className={classes.pair} aria-current={chosen || undefined} onClick={choose}>
      <EntityIcon type={line.a.type} />
      <span className={classes.names}>
        <bdi>{nameOf(line, "a")}</bdi>
        <bdi>{nameOf(line, "b")}</bdi>
        <span className={classes.soft}>
          {line.basis && t(`basis.${line.basis}`)}
          {!line.basis && person && (
            <>
              <IconUserCheck size={12} aria-hidden /> {person}
            </>
          )}
          {!line.basis && !person && (
            <>
              <IconRobot size={12} aria-hidden /> {t("byRule")}
            </>
          )}
        </span>
      </span>
      {!(person && line.state !== "proposed") && (
        <span className={classes.score} title={t("score")}>
          {words.percent(line.score)}
        </span>
      )}
    </button>
  );
}

/** As its documents name it where that tells the two apart; of what they give no name, the map's own. */
function nameOf(line: MergeLine, side: "a" | "b"): string {
  const own = side === "a" ? line.a_name : line.b_name;
  return line.a.name === line.b.name ? own : line[side].name;
}
