import { IconCircleCheck, IconRobot } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Chip, Grade } from "@/parts/badges";
import { EntityName } from "@/parts/EntityName";
import { useWords } from "@/parts/words";
import { useSelection } from "@/state/selection";
import type { Ground } from "@/views/subject/types";
import { useSaying } from "@/views/subject/useSaying";

import classes from "./subjects.module.css";
import type { Row } from "./types";

/** An entry: who, why it is in this list, on what evidence. Each saying opens to its claim, each count to the evidence. */
export function SubjectRow({ row, ranked }: { row: Row; ranked: boolean }) {
  return (
    <article className={classes.row} data-ranked={ranked || undefined}>
      <div className={classes.who}>
        <Who row={row} />
        {ranked && <Said row={row} />}
        {row.members && row.members.named > 0 && <Members of={row.members} />}
        {row.missing.length > 0 && <Missing codes={row.missing} />}
      </div>
      <Figures row={row} ranked={ranked} />
    </article>
  );
}

function Who({ row }: { row: Row }) {
  const { t } = useTranslation("subjects");
  const words = useWords();
  const saying = useSaying();
  const { category } = row;
  return (
    <div>
      <span className={classes.name}>
        <EntityName entity={row.entity} to="file" />
      </span>{" "}
      {row.dead && <Chip means={t("subject:deadMeans")}>{t("subject:dead")}</Chip>}
      {category?.word && (
        <Opens ground={category.ground}>
          <strong>{t(`words:category.${category.word}`)}</strong>: {saying.category(category)}
          {category.date && ` (${words.day(category.date)})`}
        </Opens>
      )}
    </div>
  );
}

/** Parts in groups and what the state has done, but for what the category says already. */
function Said({ row }: { row: Row }) {
  const { t } = useTranslation("subjects");
  const words = useWords();
  const saying = useSaying();
  const told = row.category?.ground.claims.join() ?? "";
  const parts = row.parts.filter((part) => part.ground.claims.join() !== told);
  const steps = row.standing.filter((step) => step.ground.claims.join() !== told);
  const more = row.parts_total - row.parts.length + row.standing_total - row.standing.length;
  return (
    <>
      {parts.map((part, place) => (
        <Opens key={`part ${place}`} ground={part.ground}>
          {saying.part(part)} <bdi>{part.group.name}</bdi>
        </Opens>
      ))}
      {steps.map((step, place) => (
        <Opens key={`step ${place}`} ground={step.ground}>
          {saying.step(step)}
          {step.date && step.kind !== "death" && ` (${words.day(step.date)})`}
        </Opens>
      ))}
      {more > 0 && <span className={classes.note}>{t("moreSaid", { count: more })}</span>}
    </>
  );
}

/** Something said of the subject; a press shows the claim that says it. */
function Opens({ ground, children }: { ground: Ground; children: ReactNode }) {
  const { select } = useSelection();
  const saying = useSaying();
  const [claim] = ground.claims;
  return (
    <button type="button" className={classes.said} disabled={!claim} onClick={() => claim && select("claim", claim)}>
      <span>{children}</span> <span className={classes.note}>{saying.ground(ground)}</span>
    </button>
  );
}

function Members({ of }: { of: NonNullable<Row["members"]> }) {
  const { t } = useTranslation("subjects");
  const words = useWords();
  return (
    <span className={classes.note}>
      {t("members", {
        count: of.named,
        named: words.number(of.named),
        reviewed: words.number(of.reviewed),
        assessed: words.number(of.assessed),
      })}
    </span>
  );
}

function Missing({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation("subjects");
  const saying = useSaying();
  return (
    <span className={classes.note}>
      {t("subject:missingTitle")} {codes.map(saying.missing).join(", ")}
    </span>
  );
}

/** Counts of the evidence, and of ties where the list is ranked; they open the entity with its evidence. */
function Figures({ row, ranked }: { row: Row; ranked: boolean }) {
  const { t } = useTranslation("subjects");
  const words = useWords();
  const { select } = useSelection();
  const { evidence } = row;
  if (evidence.claims === 0) return null;
  const Read = evidence.reviewed > 0 ? IconCircleCheck : IconRobot;
  const figures = [
    t("subject:origins", { count: evidence.origins, origins: words.number(evidence.origins) }),
    t("claims", { count: evidence.claims, claims: words.number(evidence.claims) }),
    ...(ranked && row.neighbours !== null
      ? [t("ties", { count: row.neighbours, ties: words.number(row.neighbours) })]
      : []),
    ...(ranked && row.events ? [t("events", { count: row.events, events: words.number(row.events) })] : []),
  ];
  return (
    <button type="button" className={classes.figures} onClick={() => select("entity", row.entity.id)}>
      <span>{figures.join(" · ")}</span>
      <span className={classes.second}>
        {evidence.best_grade && <Grade code={evidence.best_grade} />}
        <span className={classes.read}>
          <Read size={14} aria-hidden />{" "}
          {t("reviewed", {
            count: evidence.claims,
            reviewed: words.number(evidence.reviewed),
            claims: words.number(evidence.claims),
          })}
        </span>
        {evidence.disputed > 0 && (
          <Chip means={t("words:markMeans.disputed")} tone="disputed">
            {t("disputed", { count: evidence.disputed })}
          </Chip>
        )}
      </span>
      {row.latest && <span className={classes.note}>{t("latest", { day: words.day(row.latest) })}</span>}
    </button>
  );
}
