import { ActionIcon, Button, Progress } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconFileX,
  IconHandStop,
  IconPlayerStop,
  IconX,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useAct } from "@/api/act";
import { api } from "@/api/client";
import { hear, useJobs } from "@/api/events";
import { keyOf, useRead } from "@/api/read";
import type { Answer } from "@/api/types";
import { useWords } from "@/parts/words";

import classes from "./documents.module.css";
import { forget, stopSending, useIntakes, type Intake } from "./intake";
import { Trouble } from "./Trouble";

type Job = Answer<"/api/jobs">["items"][number];
/** Files that a card lists while they are sent. */
const SHOWN = 12;
/** Jobs that came to their end and are still shown. */
const ENDED_SHOWN = 3;

/** Files on their way in: being sent, waiting, being read; and what came of those before. */
export function WorkPanel() {
  const { t } = useTranslation("documents");
  const client = useQueryClient();
  const intakes = useIntakes();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const { data } = useRead("/api/jobs", { query: { limit: 20 } });
  useEffect(
    () =>
      hear(
        (happening) =>
          happening.what === "job" && void client.invalidateQueries({ queryKey: keyOf("/api/jobs").slice(0, 1) }),
      ),
    [client],
  );
  const started = new Set(intakes.filter((each) => each.state === "started").map((each) => each.job));
  useEffect(() => {
    if (started.size > 0) void client.invalidateQueries({ queryKey: keyOf("/api/jobs").slice(0, 1) });
  }, [client, started.size]);
  const sending = intakes.filter((each) => each.state !== "started" && each.state !== "stopped");
  const jobs = (data?.items ?? [])
    .filter((job) => job.state !== "receiving" && !dismissed.has(job.id))
    .filter((job, place) => !isOver(job) || place < ENDED_SHOWN);
  if (sending.length + jobs.length === 0) return null;
  const refusedBy = (job: string) =>
    intakes.find((each) => each.job === job)?.files.filter((file) => file.state === "refused") ?? [];
  return (
    <section className={classes.work} aria-label={t("work.title")}>
      {sending.map((intake) => (
        <SendingCard key={intake.id} intake={intake} />
      ))}
      {jobs.map((job) => (
        <JobCard
          key={job.id}
          job={job}
          unsent={refusedBy(job.id)}
          dismiss={() => setDismissed(new Set([...dismissed, job.id]))}
        />
      ))}
    </section>
  );
}

/** Files being sent to the server, each with its progress. */
function SendingCard({ intake }: { intake: Intake }) {
  const { t } = useTranslation("documents");
  const words = useWords();
  const size = intake.files.reduce((sum, file) => sum + file.size, 0);
  const sent = intake.files.reduce((sum, file) => sum + file.sent, 0);
  const done = intake.files.filter((file) => file.state === "sent" || file.state === "refused").length;
  const failed = intake.state === "failed";
  const open = intake.files.filter((file) => file.state !== "sent").slice(0, SHOWN);
  return (
    <article className={classes.card} data-state={intake.state}>
      <header>
        <strong role="status">
          {failed
            ? t("work.failed")
            : t("work.sending", {
                count: intake.files.length,
                done: words.number(done),
                files: words.number(intake.files.length),
              })}
        </strong>
        {failed ? (
          <ActionIcon variant="subtle" color="gray" aria-label={t("work.dismiss")} onClick={() => forget(intake.id)}>
            <IconX size={15} aria-hidden />
          </ActionIcon>
        ) : (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPlayerStop size={13} aria-hidden />}
            onClick={() => void stopSending(intake)}
          >
            {t("work.stop")}
          </Button>
        )}
      </header>
      {intake.message && <p>{intake.message}</p>}
      {!failed && (
        <Progress value={size ? (100 * sent) / size : (100 * done) / intake.files.length} aria-label={t("work.sent")} />
      )}
      <ul className={classes.files}>
        {open.map((file, place) => (
          <li key={`${place} ${file.name}`}>
            {file.state === "refused" ? (
              <IconFileX size={14} className={classes.refused} aria-hidden />
            ) : (
              <IconClock size={14} aria-hidden />
            )}
            <bdi>{file.name}</bdi>
            {file.state === "sending" && <span>{words.percent(file.size ? file.sent / file.size : 0)}</span>}
            {file.message && <span className={classes.soft}>{file.message}</span>}
          </li>
        ))}
      </ul>
    </article>
  );
}

/** A job of the server: how far it is, or what it came to. */
function JobCard({ job: asked, unsent, dismiss }: { job: Job; unsent: Intake["files"]; dismiss: () => void }) {
  const { t } = useTranslation("documents");
  const words = useWords();
  // Progress comes by itself; the whole job, with its report, is asked for at its end.
  const live = useJobs().find((each) => each.id === asked.id);
  const over = isOver(asked);
  const job = live && !over ? { ...asked, ...live } : asked;
  const stop = useAct(() => api.DELETE("/api/jobs/{job}", { params: { path: { job: asked.id } } }));
  const total = job.total ?? job.files;
  return (
    <article className={classes.card} data-state={job.state}>
      <header>
        <strong role="status">
          <StateIcon state={job.state} />
          {t(`work.state.${job.state}`, { count: total, done: words.number(job.done), total: words.number(total) })}
        </strong>
        {over ? (
          <ActionIcon variant="subtle" color="gray" aria-label={t("work.dismiss")} onClick={dismiss}>
            <IconX size={15} aria-hidden />
          </ActionIcon>
        ) : (
          <Button
            variant="default"
            size="compact-xs"
            loading={stop.isPending}
            leftSection={<IconPlayerStop size={13} aria-hidden />}
            onClick={() => stop.mutate()}
          >
            {t("work.stop")}
          </Button>
        )}
      </header>
      {!over && (
        <Progress
          value={total ? (100 * job.done) / total : 0}
          animated={job.state === "running"}
          aria-label={t("work.read")}
        />
      )}
      {!over && job.name && <bdi className={classes.soft}>{job.name}</bdi>}
      {job.state === "failed" && job.message && <p>{job.message}</p>}
      {asked.report && <Report report={asked.report} unsent={unsent} />}
    </article>
  );
}

function isOver({ state }: Job): boolean {
  return state === "done" || state === "stopped" || state === "failed";
}

function StateIcon({ state }: { state: string }) {
  if (state === "done") return <IconCircleCheck size={16} className={classes.good} aria-hidden />;
  if (state === "failed") return <IconAlertTriangle size={16} className={classes.refused} aria-hidden />;
  if (state === "stopped") return <IconHandStop size={16} aria-hidden />;
  return <IconClock size={16} aria-hidden />;
}

/** What a job came to: added, known already, refused and why, new claims by predicate. */
function Report({ report, unsent }: { report: NonNullable<Job["report"]>; unsent: Intake["files"] }) {
  const { t } = useTranslation("documents");
  const words = useWords();
  const [open, setOpen] = useState(false);
  const refused = report.refused_count + unsent.length;
  const parts = [
    t("report.added", { count: report.added_count, documents: words.number(report.added_count) }),
    report.known > 0 && t("report.known", { count: report.known, documents: words.number(report.known) }),
    refused > 0 && t("report.refused", { count: refused, files: words.number(refused) }),
    report.noted_count > 0 && t("report.noted", { count: report.noted_count, files: words.number(report.noted_count) }),
    t("report.claims", { count: report.claims, claims: words.number(report.claims) }),
  ];
  const predicates = Object.entries(report.predicates).sort(([, one], [, other]) => other - one);
  return (
    <div className={classes.report}>
      <p>{parts.filter(Boolean).join(" · ")}</p>
      {(refused > 0 || report.noted_count > 0) && (
        <ul className={classes.files}>
          {unsent.map((file, place) => (
            <li key={`${place} ${file.name}`}>
              <IconFileX size={14} className={classes.refused} aria-hidden />
              <bdi>{file.name}</bdi>
              <span className={classes.soft}>{file.message}</span>
            </li>
          ))}
          {report.refused.map((each) => (
            <li key={`${each.file}\n${each.what}`}>
              <IconFileX size={14} className={classes.refused} aria-hidden />
              <bdi>{each.file}</bdi>
              <Trouble code={each.code} what={each.what} />
            </li>
          ))}
          {report.noted.map((each) => (
            <li key={`${each.file}\n${each.what}`}>
              <IconAlertTriangle size={14} className={classes.doubt} aria-hidden />
              <bdi>{each.file}</bdi>
              <Trouble code={each.code} what={each.what} />
            </li>
          ))}
        </ul>
      )}
      {report.claims > 0 && (
        <>
          <Button variant="subtle" size="compact-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "report.less" : "report.more")}
          </Button>
          {open && (
            <ul className={classes.predicates}>
              {predicates.map(([predicate, count]) => (
                <li key={predicate}>
                  {words.predicate(predicate)} <span className={classes.count}>{words.number(count)}</span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}
