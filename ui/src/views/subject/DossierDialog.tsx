import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { IconAlertCircle, IconDownload, IconEye } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { asError } from "@/api/client";

import classes from "./dialogs.module.css";
import type { Head } from "./types";

const FORMATS = ["html", "pdf", "json"] as const;
type Format = (typeof FORMATS)[number];

/** Asks what the dossier is for and under which law, then shows or saves it. Neither is ever made up. */
export function DossierDialog({ head, opened, close }: { head: Head; opened: boolean; close: () => void }) {
  const { t } = useTranslation("dossier");
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="min(76rem, 94vw)"
      title={`${t("title")}: ${head.entity.name}`}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {opened && <Asking head={head} />}
    </Modal>
  );
}

function Asking({ head }: { head: Head }) {
  const { t } = useTranslation("dossier");
  const [purpose, setPurpose] = useState("");
  const [basis, setBasis] = useState("");
  const [format, setFormat] = useState<Format>("html");
  const [shown, setShown] = useState<string | null>(null);
  const [busy, setBusy] = useState<"show" | "save" | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  const address = (kind: Format, download: boolean) =>
    `/api/dossier?${new URLSearchParams({
      subject: head.entity.id,
      format: kind,
      purpose,
      legal_basis: basis,
      ...(download && { download: "true" }),
    }).toString()}`;
  const attempt = async (what: "show" | "save", work: () => Promise<void>) => {
    setBusy(what);
    setFault(null);
    try {
      await work();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(null);
    }
  };
  const show = () =>
    attempt("show", async () => {
      // Asked for here first, because a frame cannot say why it stays empty.
      await fetched(address("html", false));
      setShown(address("html", false));
    });
  const save = () =>
    attempt("save", async () => {
      const response = await fetched(address(format, true));
      saveAs(await response.blob(), t("file", { name: head.entity.name, format }));
    });
  const unstated = !purpose.trim() || !basis.trim();
  return (
    <Stack gap="sm">
      {head.protected && (
        <Alert icon={<IconAlertCircle size={18} aria-hidden />} color="ink">
          {t("protected")}
        </Alert>
      )}
      <div className={classes.two}>
        <Textarea
          data-autofocus
          label={t("purpose")}
          description={t("purposeHelp")}
          value={purpose}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => (setPurpose(event.currentTarget.value), setShown(null))}
        />
        <Textarea
          label={t("basis")}
          description={t("basisHelp")}
          value={basis}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => (setBasis(event.currentTarget.value), setShown(null))}
        />
      </div>
      <Group justify="space-between" align="center">
        <Group gap="sm">
          <SegmentedControl
            aria-label={t("format")}
            value={format}
            onChange={(value) => setFormat(value as Format)}
            data={FORMATS.map((value) => ({ value, label: t(`formats.${value}`) }))}
          />
          <Text size="xs" c="dimmed">
            {unstated && t("unstated")}
          </Text>
        </Group>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconEye size={14} aria-hidden />}
            loading={busy === "show"}
            onClick={() => void show()}
          >
            {t("show")}
          </Button>
          <Button
            leftSection={<IconDownload size={14} aria-hidden />}
            loading={busy === "save"}
            onClick={() => void save()}
          >
            {t("save")}
          </Button>
        </Group>
      </Group>
      {fault && (
        <Alert icon={<IconAlertCircle size={18} aria-hidden />} color="red" role="alert">
          {fault}
        </Alert>
      )}
      {shown && (
        <iframe className={classes.frame} src={shown} sandbox="" title={t("frame", { name: head.entity.name })} />
      )}
    </Stack>
  );
}

async function fetched(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw await asError(response);
  return response;
}

function saveAs(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
