import { IconEyeOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "wouter";

import { usePages, useRead } from "@/api/read";
import { useSession } from "@/api/session";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { useOffer } from "@/shell/actions";
import { NameDialog } from "@/shell/NameDialog";
import { useSelection } from "@/state/selection";
import { useUrl } from "@/state/url";

import { ClaimDialog, type Task } from "./ClaimDialog";
import { ClaimList } from "./ClaimList";
import { Head } from "./Head";
import { Minimap } from "./Minimap";
import { PageView } from "./PageView";
import classes from "./reader.module.css";
import { TextView } from "./TextView";
import type { Chosen, DocumentHead } from "./types";
import { useReviewActs } from "./useReviewActs";
import { useSaying } from "./useSaying";

/** A document with its evidence: text or pages, what is marked in them, and what persons say of how it was read. */
export default function Reader() {
  const { id = "" } = useParams<{ id: string }>();
  const { t } = useTranslation("reader");
  const { data: head, error, refetch } = useRead("/api/documents/{document}", { path: { document: id } });
  if (error && !head) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!head) return <Loading lines={14} />;
  if (head.withheld) {
    return (
      <EmptyState icon={IconEyeOff} title={t("withheld.title")}>
        {t("withheld.do")}
      </EmptyState>
    );
  }
  return <Open key={id} head={head} />;
}

function Open({ head }: { head: DocumentHead }) {
  const { t } = useTranslation("reader");
  const session = useSession();
  const { params, patch } = useUrl();
  const { selected, select } = useSelection();
  const acts = useReviewActs();
  const say = useSaying();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [task, setTask] = useState<Task | null>(null);
  const asked = { path: { document: head.id }, query: { limit: 500 } };
  const { items: claims, total, more, error, retry } = usePages("/api/documents/{document}/claims", asked);
  const form = params.get("as") === "page" && head.pages.length > 0 ? "page" : "text";
  const claim = selected?.kind === "claim" ? selected.id : null;
  const at = claims.findIndex((mark) => mark.claim === claim);
  const mark = claims[at] ?? null;
  const write = session.can_write;
  const said = (wanted: string) => {
    const found = claims.find((each) => each.claim === wanted);
    return found && say(found);
  };

  const step = (by: 1 | -1) => {
    const next = claims[at < 0 ? (by > 0 ? 0 : claims.length - 1) : at + by];
    if (next) select("claim", next.claim);
  };
  const add = chosen && write ? () => acts.named(() => setTask({ kind: "add", chosen })) : undefined;
  const change = (wanted: string) => acts.named(() => setTask({ kind: "change", claim: wanted }));
  const group = t("keys.group");
  useOffer([
    { id: "reader-next", label: t("keys.next"), group, keys: "n", run: () => step(1) },
    { id: "reader-previous", label: t("keys.previous"), group, keys: "p", run: () => step(-1) },
    ...(mark && write
      ? [
          { id: "reader-accept", label: t("act.accept"), group, keys: "a", run: () => acts.judge(mark.claim, true) },
          { id: "reader-reject", label: t("act.reject"), group, keys: "r", run: () => acts.judge(mark.claim, false) },
          { id: "reader-change", label: t("act.change"), group, keys: "e", run: () => change(mark.claim) },
        ]
      : []),
    ...(acts.undoable ? [{ id: "reader-undo", label: t("act.undo"), group, keys: "u", run: acts.undo }] : []),
    ...(add ? [{ id: "reader-add", label: t("add.button"), group, keys: "c", run: add }] : []),
  ]);

  return (
    <div className={classes.page}>
      <Head head={head} form={form} show={(next) => patch({ as: next === "page" ? "page" : null })} />
      <div className={classes.body}>
        {form === "page" ? (
          <PageView head={head} selected={mark} shown={acts.shown} said={said} choose={setChosen} add={add} />
        ) : (
          <TextView head={head} selected={mark} shown={acts.shown} choose={setChosen} add={add} />
        )}
        <Minimap
          claims={claims}
          characters={head.characters}
          selected={claim}
          shown={acts.shown}
          select={(wanted) => select("claim", wanted)}
        />
        {error && claims.length === 0 ? (
          <ErrorState compact error={error} retry={retry} />
        ) : (
          <ClaimList
            claims={claims}
            total={total}
            more={more}
            selected={claim}
            select={(wanted) => select("claim", wanted)}
            change={change}
            acts={acts}
            canWrite={write}
          />
        )}
      </div>
      {task && (
        <ClaimDialog
          task={task}
          document={head.id}
          close={() => setTask(null)}
          done={(made) => {
            acts.done(made);
            setTask(null);
            setChosen(null);
            window.getSelection()?.removeAllRanges();
          }}
        />
      )}
      <NameDialog opened={acts.asking} close={acts.answered} />
    </div>
  );
}
