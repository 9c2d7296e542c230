import { Button, Title } from "@mantine/core";
import { IconAlertCircle, IconHandStop, IconPlayerPlay, IconRefresh } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearch } from "wouter";

import { ApiError } from "@/api/client";
import { useRead } from "@/api/read";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { useTitle } from "@/shell/title";
import { addressOf, useUrl } from "@/state/url";

import classes from "./analyses.module.css";
import { changesOf, keyOf, questionOf, type Question } from "./asked";
import { FindingsPage } from "./FindingsPage";
import { Form } from "./Form";
import { Running } from "./Running";
import type { Analysis } from "./types";
import { useRun } from "./useRun";
import { useSaid } from "./useSaid";

/** Questions that the network as a whole can answer: who holds it together, what a removal would change, what is not known. */
export default function AnalysesView() {
  const { t } = useTranslation("analyses");
  const said = useSaid();
  const { analysis: name } = useParams<{ analysis?: string }>();
  const { data, error, refetch } = useRead("/api/analyses");
  const chosen = data?.find((each) => each.name === name);
  useTitle(chosen && said.name(chosen.name));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={10} />;
  if (!name) return <Questions analyses={data} />;
  if (!chosen) return <EmptyState title={t("unknown.title")}>{t("unknown.do")}</EmptyState>;
  return <Asking key={chosen.name} analysis={chosen} analyses={data} />;
}

/** The questions to choose from. */
function Questions({ analyses }: { analyses: readonly Analysis[] }) {
  const { t } = useTranslation("analyses");
  const said = useSaid();
  const search = useSearch();
  return (
    <div className={classes.questions}>
      <Title order={2} size="h3">
        {t("title")}
      </Title>
      <p className={classes.soft}>{t("lead")}</p>
      <ul>
        {analyses.map((each) => (
          <li key={each.name}>
            <Link href={addressOf(`/analyses/${each.name}`, search)}>
              <strong>{said.question(each)}</strong>
              <span>{said.words(each)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className={classes.soft}>{t("lawful")}</p>
    </div>
  );
}

function Asking({ analysis, analyses }: { analysis: Analysis; analyses: readonly Analysis[] }) {
  const { t } = useTranslation("analyses");
  const said = useSaid();
  const { search, params, patch } = useUrl();
  const question = useMemo(() => questionOf(params, analysis), [params, analysis]);
  const runs = params.get("run") === "1";
  const { run, findings, error, stop, again } = useRun(analysis.name, runs ? question : null);
  const ask = (wanted: Question) => {
    // The same once more is a run of its own when the map has changed, or when the one before was stopped.
    if (runs && keyOf(wanted) === keyOf(question)) again();
    else patch({ ...changesOf(wanted, analysis), run: "1" });
  };
  return (
    <div className={classes.view}>
      <aside className={classes.side} aria-label={t("form.title")}>
        <nav className={classes.names} aria-label={t("title")}>
          {analyses.map((each) => (
            <Link
              key={each.name}
              href={addressOf(`/analyses/${each.name}`, search)}
              aria-current={each.name === analysis.name ? "page" : undefined}
              title={said.question(each)}
            >
              {said.name(each.name)}
            </Link>
          ))}
        </nav>
        <p className={classes.soft}>{said.words(analysis)}</p>
        <Form key={keyOf(question)} analysis={analysis} asked={question} begun={runs} run={ask} />
      </aside>
      <div className={classes.main}>
        {!runs ? (
          <EmptyState icon={IconPlayerPlay} title={said.question(analysis)}>
            {t("idle")}
          </EmptyState>
        ) : error ? (
          <Refused error={error} again={again} />
        ) : run?.state === "failed" ? (
          <Refused error={new ApiError(400, run.error ?? "error", run.message ?? "")} again={again} />
        ) : run?.state === "stopped" ? (
          <EmptyState icon={IconHandStop} title={t("stopped.title")} action={<Again again={again} />}>
            {t("stopped.do")}
          </EmptyState>
        ) : run?.state === "done" ? (
          findings ? (
            <FindingsPage {...{ analysis, question, run, again }} found={findings} />
          ) : (
            <Loading lines={10} />
          )
        ) : (
          <Running run={run} stop={stop} />
        )}
      </div>
    </div>
  );
}

function Again({ again }: { again: () => void }) {
  const { t } = useTranslation("analyses");
  return (
    <Button variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={again}>
      {t("form.again")}
    </Button>
  );
}

/** Why there is no answer, in the server's own words, and what to do next. */
function Refused({ error, again }: { error: Error; again: () => void }) {
  const { t } = useTranslation("analyses");
  if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500)
    return <ErrorState error={error} retry={again} />;
  return (
    <div role="alert">
      <EmptyState
        icon={IconAlertCircle}
        title={t([`refused.${error.code}`, "refused.other"])}
        action={<Again again={again} />}
      >
        <span lang="en">{error.message}</span>
      </EmptyState>
    </div>
  );
}
