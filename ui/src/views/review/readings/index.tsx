import { Button, Group, Kbd, Progress, Text, Title } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconPencil, IconPlayerSkipForward, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { usePages, useRead } from "@/api/read";
import { useSession } from "@/api/session";
import { EntityName } from "@/parts/EntityName";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { useWords } from "@/parts/words";
import { useOffer } from "@/shell/actions";
import { NameDialog } from "@/shell/NameDialog";
import { useUrl } from "@/state/url";
import { ClaimDialog } from "@/views/reader/ClaimDialog";
import { useReviewActs } from "@/views/reader/useReviewActs";

import classes from "./readings.module.css";
import { Waiting } from "./Waiting";

/** The readings that wait for a person, one at a time: what matters most first, then what is read least surely. */
export default function Readings() {
  const { t } = useTranslation("reader");
  const words = useWords();
  const session = useSession();
  const { params, patch } = useUrl();
  const about = params.get("about") ?? undefined;
  const query = { limit: 40, ...(about && { about }) };
  const found = usePages("/api/review/readings", { query }, { keep: true });
  const { data: queue } = useRead("/api/review/readings", { query: { ...query, limit: 1 } }, { keep: true });
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const [changing, setChanging] = useState<string | null>(null);
  const acts = useReviewActs((claim) => setPassed((before) => new Set([...before, claim])));

  const current = found.items.find(({ evidence }) => !passed.has(evidence.claim) && !skipped.has(evidence.claim));
  const id = current?.evidence.claim;
  if (!current && found.more) found.more();
  const skip = () => id && setSkipped((before) => new Set([...before, id]));
  const undo = () => {
    setPassed(new Set([...passed].slice(0, -1)));
    acts.undo();
  };
  const write = session.can_write;
  const group = t("queue.keys");
  useOffer([
    ...(id && write
      ? [
          { id: "queue-accept", label: t("act.accept"), group, keys: "a", run: () => acts.judge(id, true) },
          { id: "queue-reject", label: t("act.reject"), group, keys: "r", run: () => acts.judge(id, false) },
          { id: "queue-change", label: t("act.change"), group, keys: "e", run: () => setChanging(id) },
        ]
      : []),
    ...(id ? [{ id: "queue-skip", label: t("queue.skip"), group, keys: "s", run: skip }] : []),
    ...(acts.undoable ? [{ id: "queue-undo", label: t("act.undo"), group, keys: "u", run: undo }] : []),
  ]);

  if (found.error && found.items.length === 0) return <ErrorState error={found.error} retry={found.retry} />;
  if (found.isLoading) return <Loading lines={8} />;
  const left = Math.max(0, (found.total ?? 0) - passed.size);
  const done = (queue?.done ?? 0) + passed.size;
  return (
    <section className={classes.queue} aria-label={t("queue.title")}>
      <header className={classes.head}>
        <Title order={2} size="h3">
          {t("queue.title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("queue.left", { count: left, left: words.number(left) })} · {t("queue.done", { done: words.number(done) })}
        </Text>
        <Progress
          value={left + done ? (100 * done) / (left + done) : 100}
          size="sm"
          aria-label={t("queue.progress")}
          className={classes.progress ?? ""}
        />
        {about && <About id={about} clear={() => patch({ about: null })} />}
      </header>
      {current ? (
        <>
          <Waiting waiting={current} />
          {write && (
            <footer className={classes.acts}>
              <Text fw={600}>{t("queue.ask")}</Text>
              <Group gap="xs">
                <Button
                  size="sm"
                  leftSection={<IconCheck size={16} aria-hidden />}
                  rightSection={<Kbd size="xs">a</Kbd>}
                  onClick={() => acts.judge(current.evidence.claim, true)}
                >
                  {t("act.accept")}
                </Button>
                <Button
                  size="sm"
                  variant="default"
                  leftSection={<IconX size={16} aria-hidden />}
                  rightSection={<Kbd size="xs">r</Kbd>}
                  onClick={() => acts.judge(current.evidence.claim, false)}
                >
                  {t("act.reject")}
                </Button>
                <Button
                  size="sm"
                  variant="default"
                  leftSection={<IconPencil size={16} aria-hidden />}
                  rightSection={<Kbd size="xs">e</Kbd>}
                  onClick={() => acts.named(() => setChanging(current.evidence.claim))}
                >
                  {t("act.change")}
                </Button>
                <Button
                  size="sm"
                  variant="default"
                  leftSection={<IconPlayerSkipForward size={16} aria-hidden />}
                  rightSection={<Kbd size="xs">s</Kbd>}
                  onClick={skip}
                >
                  {t("queue.skip")}
                </Button>
                <Button
                  size="sm"
                  variant="subtle"
                  disabled={!acts.undoable}
                  leftSection={<IconArrowBackUp size={16} aria-hidden />}
                  rightSection={<Kbd size="xs">u</Kbd>}
                  onClick={undo}
                >
                  {t("act.undo")}
                </Button>
              </Group>
            </footer>
          )}
        </>
      ) : skipped.size > 0 ? (
        <EmptyState
          title={t("queue.skipped")}
          action={<Button onClick={() => setSkipped(new Set())}>{t("queue.again")}</Button>}
        />
      ) : (
        <EmptyState icon={IconCheck} title={t("queue.empty")}>
          {t("queue.emptyDo")}
        </EmptyState>
      )}
      {changing && (
        <ClaimDialog
          task={{ kind: "change", claim: changing }}
          document={found.items.find(({ evidence }) => evidence.claim === changing)?.evidence.document ?? ""}
          close={() => setChanging(null)}
          done={(made) => {
            acts.done(made);
            setPassed((before) => new Set([...before, changing]));
            setChanging(null);
          }}
        />
      )}
      <NameDialog opened={acts.asking} close={acts.answered} />
    </section>
  );
}

/** About whom the queue is, when it is about one. */
function About({ id, clear }: { id: string; clear: () => void }) {
  const { t } = useTranslation("reader");
  const { data } = useRead("/api/entities/{entity}", { path: { entity: id } });
  return (
    <Group gap="xs">
      {data && <EntityName entity={data.head.entity} />}
      <Button variant="subtle" onClick={clear}>
        {t("queue.all")}
      </Button>
    </Group>
  );
}
