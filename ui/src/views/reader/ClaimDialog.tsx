import { Loader, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { ErrorState } from "@/parts/states";

import { ClaimForm } from "./ClaimForm";
import type { Chosen } from "./types";

/** What the dialog is for: to read a claim out of words that were selected, or to say what a claim's sentence does say. */
export type Task = { kind: "add"; chosen: Chosen } | { kind: "change"; claim: string };

interface Props {
  task: Task;
  document: string;
  close: () => void;
  /** The claim that was made. */
  done: (claim: string) => void;
}

/** A claim by hand: read out of selected words, or in place of one that was misread. */
export function ClaimDialog({ task, document, close, done }: Props) {
  const { t } = useTranslation("reader");
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t(task.kind === "add" ? "add.title" : "change.title")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {task.kind === "add" ? (
        <ClaimForm document={document} words={task.chosen} close={close} done={done} />
      ) : (
        <Changing claim={task.claim} document={document} close={close} done={done} />
      )}
    </Modal>
  );
}

function Changing({ claim, document, close, done }: Omit<Props, "task"> & { claim: string }) {
  const { data, error } = useRead("/api/claims/{claim}", { path: { claim } });
  if (error) return <ErrorState compact error={error} />;
  if (!data) return <Loader size="sm" />;
  const words = { start: data.start ?? 0, end: data.end ?? 0, text: data.quote };
  return <ClaimForm document={document} words={words} before={data} close={close} done={done} />;
}
