import { Button, Group, Textarea, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { IconArrowBackUp, IconArrowsJoin, IconArrowsSplit, IconHelp, type Icon } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useAct } from "@/api/act";
import { api, ApiError } from "@/api/client";
import { keyOf } from "@/api/read";
import { useSession } from "@/api/session";
import type { Session } from "@/api/types";
import { KeyHint } from "@/parts/KeyHint";
import { useOffer } from "@/shell/actions";
import { NameDialog } from "@/shell/NameDialog";

import classes from "./review.module.css";
import type { Comparison, Verdict } from "./types";
import { useReasons } from "@/parts/useReasons";

const VERDICTS: readonly { verdict: Verdict; keys: string; icon: Icon }[] = [
  { verdict: "same", keys: "y", icon: IconArrowsJoin },
  { verdict: "different", keys: "n", icon: IconArrowsSplit },
  { verdict: "unsure", keys: "u", icon: IconHelp },
];

/** The last judgements made here, for "undo": the newest last. */
const made: string[][] = [];

interface Props {
  comparison: Comparison;
  /** The pair that comes after this one, when there is one. */
  after: string | null;
  go: (pair: string | null) => void;
}

/** Accept, keep apart, unsure, undo: with the viewer's name and a reason, which is kept. */
export function Decision({ comparison, after, go }: Props) {
  const { t } = useTranslation("review");
  const session = useSession();
  const say = useSaying({ comparison, after, go });
  const choices = choicesFor(comparison);
  const taken = comparison.line.judged?.judgement;
  const canUndo = session.can_write && comparison.line.state !== "undone" && taken != null;
  const group = t("title");
  useOffer([
    ...(session.can_write
      ? choices.map(({ verdict, keys, icon }) => ({
          id: `review.${verdict}`,
          label: t(`verdict.${verdict}`),
          group,
          icon,
          keys,
          run: () => say.judge(verdict),
        }))
      : []),
    ...(session.can_write
      ? [
          {
            id: "review.undo",
            label: t("undo"),
            group,
            icon: IconArrowBackUp,
            keys: "z",
            run: () => say.undo(canUndo ? taken : made.at(-1)?.[0]),
          },
        ]
      : []),
  ]);
  if (session.can_write && choices.length === 0 && !canUndo) return null;
  if (!session.can_write) return <footer className={classes.decision}>{t("readOnly")}</footer>;
  return (
    <footer className={classes.decision}>
      {choices.length > 0 && (
        <Textarea
          size="xs"
          autosize
          minRows={1}
          maxRows={4}
          label={t("why")}
          value={say.why}
          onChange={(event) => say.setWhy(event.currentTarget.value)}
        />
      )}
      <Group gap="xs" mt="xs">
        {choices.map(({ verdict, keys, icon: Picture }) => (
          <Tooltip key={verdict} label={t(`verdictMeans.${verdict}`)} multiline maw={280}>
            <Button
              variant={verdict === "same" ? "filled" : "default"}
              leftSection={<Picture size={15} aria-hidden />}
              rightSection={<KeyHint keys={keys} />}
              loading={say.busy === verdict}
              disabled={say.busy !== null}
              aria-keyshortcuts={keys}
              onClick={() => say.judge(verdict)}
            >
              {t(`verdict.${verdict}`)}
            </Button>
          </Tooltip>
        ))}
        {canUndo && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            rightSection={<KeyHint keys="z" />}
            disabled={say.busy !== null}
            aria-keyshortcuts="z"
            onClick={() => say.undo(taken)}
          >
            {t("undoThis")}
          </Button>
        )}
      </Group>
      <NameDialog opened={say.naming} close={say.named} />
    </footer>
  );
}

/** What can be said of a pair: a merge by rules can be split, one by a person is undone. */
function choicesFor({ line }: Comparison): typeof VERDICTS {
  if (line.state === "proposed") return line.basis === "unsure" ? VERDICTS.slice(0, 2) : VERDICTS;
  if (line.state === "made" && !line.judged?.person) return VERDICTS.slice(1, 2);
  return [];
}

/** Judging and taking back, with the toasts that say so; asks for the viewer's name when he has not given it. */
function useSaying({ comparison, after, go }: Props) {
  const { t } = useTranslation("review");
  const client = useQueryClient();
  const session = useSession();
  const reasons = useReasons();
  const [edited, setEdited] = useState<string | null>(null);
  const [naming, setNaming] = useState(false);
  const waiting = useRef<Verdict | null>(null);
  const defaults: Record<Verdict, string> = {
    same: reasons.line(comparison.reasons) || t("default.same"),
    different: reasons.line(comparison.reasons, true) || t("default.different"),
    unsure: t("default.unsure"),
  };
  const first = choicesFor(comparison)[0]?.verdict ?? "same";
  const saying = useAct(({ verdict, why }: { verdict: Verdict; why: string }) =>
    api.POST("/api/review/merges", {
      body: { a: comparison.a.referent, b: comparison.b.referent, verdict, why },
    }),
  );
  const undoing = useAct((judgement: string) => api.POST("/api/review/undo", { body: { judgement } }));
  const names = { a: comparison.line.a_name, b: comparison.line.b_name };

  // Promises, not the callbacks of `mutate`: what is judged leaves the screen before its answer is there.
  const undo = (judgement: string | undefined | null) => {
    if (!judgement) return;
    void undoing.mutateAsync(judgement).then((done) => {
      const gone = new Set(done?.judgements);
      made.splice(0, made.length, ...made.filter((ids) => !ids.some((id) => gone.has(id))));
      notifications.show({ message: t("done.undone"), closeButtonProps: { "aria-label": t("shell:close") } });
    }, told);
  };
  const judge = (verdict: Verdict) => {
    if (saying.isPending) return;
    if (session.by) return perform(verdict);
    waiting.current = verdict;
    setNaming(true);
  };
  const perform = (verdict: Verdict) => {
    void saying.mutateAsync({ verdict, why: edited ?? defaults[verdict] }).then(
      (done) => {
        const judgements = [...(done?.judgements ?? [])];
        made.push(judgements);
        notifications.show({
          message: (
            <Group justify="space-between" wrap="nowrap">
              <span>{t(`done.${verdict}`, names)}</span>
              <Button variant="subtle" size="compact-sm" flex="none" onClick={() => undo(judgements[0])}>
                {t("undo")}
              </Button>
            </Group>
          ),
          autoClose: 10_000,
          closeButtonProps: { "aria-label": t("shell:close") },
        });
      },
      (error: Error) => {
        told(error);
        go(comparison.line.id);
      },
    );
    go(after);
  };
  return {
    why: edited ?? defaults[first],
    setWhy: setEdited,
    judge,
    undo,
    busy: saying.isPending ? saying.variables.verdict : undoing.isPending ? ("undo" as const) : null,
    naming,
    named: () => {
      const verdict = waiting.current;
      waiting.current = null;
      setNaming(false);
      // The dialog closes when the session has the name; what was to be said is said then.
      if (verdict && client.getQueryData<Session>(keyOf("/api/session"))?.by) perform(verdict);
    },
  };
}

function told(error: Error): void {
  notifications.show({
    color: "orange",
    message: error instanceof ApiError ? error.message : String(error),
    autoClose: 10_000,
    withCloseButton: false,
  });
}
