import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { useRead } from "@/api/read";
import type { Answer } from "@/api/types";
import { Belief, Grade } from "@/parts/badges";
import { EntityName } from "@/parts/EntityName";
import { EvidenceCard, EvidenceList, sentenceOf } from "@/parts/Evidence";
import { ErrorState, Loading } from "@/parts/states";
import { useWords } from "@/parts/words";

import classes from "./disagreements.module.css";
import { Nature, useSideSaid } from "./DisagreementRow";

type File = Answer<"/api/disagreements/{disagreement}">;
type SideTold = File["sides"][number];

/** One disagreement: its sides in columns, each with its claims, and all claims in the order of publication. */
export function Detail({ id }: { id: string }) {
  const { t } = useTranslation("disagreements");
  const words = useWords();
  const { data, error, refetch } = useRead("/api/disagreements/{disagreement}", { path: { disagreement: id } });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={10} />;
  return (
    <article>
      <header className={classes.top}>
        <Nature name={data.nature} lowers={data.lowers} />
        <h2 className={classes.title}>{words.predicate(data.predicate)}</h2>
        <EntityName entity={data.subject} kind />
      </header>
      <p className={classes.means}>
        {t(`means.${data.nature}`)} {t(data.lowers ? "lowers" : "lowersNot")}
      </p>
      <div className={classes.columns}>
        {data.sides.map((side, place) => (
          <Side key={place} predicate={data.predicate} side={side} />
        ))}
      </div>
      <Course file={data} />
    </article>
  );
}

function Side({ predicate, side }: { predicate: string; side: SideTold }) {
  const { t } = useTranslation("disagreements");
  const words = useWords();
  const saying = useSideSaid();
  const [all, setAll] = useState(false);
  const review = side.claims.every((claim) => claim.reviewed)
    ? "all"
    : side.claims.some((claim) => claim.reviewed)
      ? "some"
      : "none";
  return (
    <section className={classes.side}>
      <header>
        <h3 className={classes.says}>
          <bdi>{saying(predicate, side)}</bdi>
        </h3>
        <div className={classes.figures}>
          <span>{t("claims", { count: side.total, claims: words.number(side.total) })}</span>
          <span>{t("origins", { count: side.origins, origins: words.number(side.origins) })}</span>
          {side.grades.map((grade) => (
            <Grade key={grade} code={grade} />
          ))}
          <Belief value={side.belief} review={review} />
        </div>
      </header>
      <div className={classes.claims}>
        {all && side.line ? (
          <EvidenceList of={{ line: side.line }} bare />
        ) : (
          side.claims.map((claim) => <EvidenceCard key={claim.claim} claim={claim} bare />)
        )}
        {!all && side.line && side.total > side.claims.length && (
          <Button variant="default" size="compact-xs" onClick={() => setAll(true)}>
            {t("allClaims", { count: side.total })}
          </Button>
        )}
      </div>
    </section>
  );
}

/** What was said when: how the figures moved from one report to the next. */
function Course({ file }: { file: File }) {
  const { t } = useTranslation("disagreements");
  const words = useWords();
  const search = useSearch();
  const saying = useSideSaid();
  const told = file.sides
    .flatMap((side) => side.claims.map((claim) => ({ side, claim })))
    .sort((a, b) => (a.claim.published ?? "9999").localeCompare(b.claim.published ?? "9999"));
  if (new Set(told.map(({ claim }) => claim.published)).size < 2) return null;
  return (
    <section className={classes.timeline}>
      <h3>{t("course")}</h3>
      <ol>
        {told.map(({ side, claim }) => (
          <li key={claim.claim}>
            <time className={classes.when}>
              {claim.published ? words.day(claim.published) : t("shell:evidence.undated")}
            </time>
            <span className={classes.dot} aria-hidden />
            <span className={classes.event}>
              <bdi className={classes.value}>{saying(file.predicate, side)}</bdi>{" "}
              <span className={classes.note}>
                <bdi>{claim.speakers[0]?.name ?? t("shell:evidence.nobody")}</bdi>
              </span>{" "}
              <Grade code={claim.grade} />{" "}
              {!claim.withheld && (
                <Link href={sentenceOf(claim, search)} className={classes.link}>
                  {t("sentence")}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
