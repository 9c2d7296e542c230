import { Button, Title } from "@mantine/core";
import { IconAlertTriangle, IconRefresh, IconRobot } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { Chip, Marking } from "@/parts/badges";
import { useWords } from "@/parts/words";
import { useWidth } from "@/shell/useWidth";
import { scaleOfPage } from "@/state/preferences";

import classes from "./analyses.module.css";
import type { Question } from "./asked";
import { FindingsTable } from "./FindingsTable";
import { Plot } from "./plot/Plot";
import { SaveMenu } from "./SaveMenu";
import type { Analysis, Findings, Run, Table } from "./types";
import { useSaid } from "./useSaid";

/** Wider than this a chart says no more. */
const WIDEST = 860;

interface Props {
  analysis: Analysis;
  question: Question;
  run: Run;
  found: Findings;
  again: () => void;
}

/** What an analysis found: the answer, its tables and charts, and all that has to be known before it is used. */
export function FindingsPage({ analysis, question, run, found, again }: Props) {
  const { t, i18n } = useTranslation("analyses");
  const words = useWords();
  const said = useSaid();
  const session = useSession();
  const { ref, width } = useWidth<HTMLDivElement>();
  const go = (key: string) => {
    const heading = document.getElementById(`table-${key}`);
    heading?.scrollIntoView({ block: "start" });
    heading?.focus({ preventScroll: true });
  };
  const room = Math.min(WIDEST, width / scaleOfPage());
  const old = session.as_of !== null && session.as_of !== run.as_of;
  return (
    <article className={classes.found} aria-label={t("found.title")}>
      <header className={classes.head}>
        <div>
          <Title order={2} size="h3">
            {said.question(analysis)}
          </Title>
          <p className={classes.facts}>
            <Chip means={t("found.machineMeans")} icon={<IconRobot size="0.75rem" aria-hidden />} tone="dashed">
              {t("found.machine")}
            </Chip>
            <span>{t("found.positions")}</span>
            <Marking text={found.marking} />
            {found.seed !== null && <span>{t("found.seed", { seed: found.seed })}</span>}
            {found.intervals
              .filter((level) => level < 1)
              .map((level) => (
                <span key={level}>{t("found.level", { level: words.percent(level) })}</span>
              ))}
          </p>
        </div>
        <SaveMenu run={run.id} analysis={found.analysis} marking={found.marking} />
      </header>
      {old && (
        <p className={classes.notice} role="status">
          <IconRefresh size="1rem" aria-hidden /> <span>{t("found.old")}</span>
          <Button variant="default" size="compact-xs" onClick={again}>
            {t("form.again")}
          </Button>
        </p>
      )}
      <p className={classes.answer} lang="en">
        {found.answer}
      </p>
      {isOfLargest(found, question) && (
        <p className={classes.notice} data-warns>
          <IconAlertTriangle size="1rem" aria-hidden /> <span>{t("found.largest")}</span>
        </p>
      )}
      {i18n.resolvedLanguage !== "en" && <p className={classes.soft}>{t("found.english")}</p>}
      <nav className={classes.contents} aria-label={t("found.contents")} lang="en">
        {found.tables.map((table) => (
          <button key={table.key} type="button" onClick={() => go(table.key)}>
            {table.title} <span>{words.number(table.rows.length)}</span>
          </button>
        ))}
      </nav>
      <div ref={ref}>
        {found.tables.map((table) => (
          <Section key={table.key} table={table} found={found} width={room} language={i18n.resolvedLanguage ?? "en"} />
        ))}
      </div>
      <section>
        <h3>{t("found.method")}</h3>
        <p lang="en">{found.method}</p>
      </section>
      <Listed title={t("found.assumptions")} lines={found.assumptions} />
      <Listed title={t("found.limits")} lines={found.limits} />
      <Listed title={t("found.questions")} lines={found.questions} />
      <Listed title={t("found.sources")} lines={found.sources.map((each) => `${each.cited}: ${each.used_for}`)} />
    </article>
  );
}

function Section({
  table,
  found,
  width,
  language,
}: {
  table: Table;
  found: Findings;
  width: number;
  language: string;
}) {
  const { t } = useTranslation("analyses");
  const charts = found.charts.filter((chart) => chart.table === table.key);
  return (
    <section className={classes.section} lang="en">
      <h3 id={`table-${table.key}`} tabIndex={-1}>
        {table.title}
      </h3>
      {charts.map((chart) => (
        <Plot
          key={chart.key}
          chart={chart}
          table={table}
          width={width}
          language={language}
          words={{ inTable: t("found.inTable"), left: (count) => t("found.left", { count }) }}
        />
      ))}
      {table.rows.length > 0 ? (
        <FindingsTable table={table} evidence={found.evidence} />
      ) : (
        <p className={classes.soft} lang={language}>
          {t("found.nothing")}
        </p>
      )}
      {table.note && <p className={classes.soft}>{table.note}</p>}
    </section>
  );
}

function Listed({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul lang="en">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** How fast the largest part falls is the wrong measure for the leaders of a large network: that has to stand beside the answer. */
function isOfLargest(found: Findings, question: Question): boolean {
  return found.analysis === "dismantle" && (question.options.objective ?? "largest") === "largest";
}
