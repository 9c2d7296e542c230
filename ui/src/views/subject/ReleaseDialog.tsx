import { ActionIcon, Autocomplete, CopyButton, Modal, Radio, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { usePages, useRead } from "@/api/read";
import type { Answer } from "@/api/types";
import { Marking } from "@/parts/badges";
import { ErrorState, Loading } from "@/parts/states";
import { useWords } from "@/parts/words";

import classes from "./dialogs.module.css";
import type { Head } from "./types";

type Preview = Answer<"/api/release/preview">;

/** What a release of this subject to a partner would hold, what would stay, and what holds it. Nothing is written. */
export function ReleaseDialog({ head, opened, close }: { head: Head; opened: boolean; close: () => void }) {
  const { t } = useTranslation("dossier");
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="min(72rem, 94vw)"
      title={`${t("release.title")}: ${head.entity.name}`}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {opened && <Choosing head={head} />}
    </Modal>
  );
}

function Choosing({ head }: { head: Head }) {
  const { t } = useTranslation("dossier");
  const viewers = usePages("/api/viewers");
  const [typed, setTyped] = useState("");
  const [to, setTo] = useState("");
  const [scope, setScope] = useState<"subject" | "all">("subject");
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="xl">
        <Autocomplete
          data-autofocus
          label={t("release.to")}
          description={viewers.total === 0 ? t("release.noViewers") : t("release.toHelp")}
          data={viewers.items.map((viewer) => viewer.name)}
          value={typed}
          onChange={setTyped}
          onOptionSubmit={setTo}
          onBlur={() => setTo(typed.trim())}
          onKeyDown={({ key, currentTarget }) => {
            // Enter on a name of the list chooses it; on what was typed it asks for that.
            if (key === "Enter" && !currentTarget.getAttribute("aria-activedescendant")) currentTarget.blur();
          }}
        />
        <Radio.Group
          label={t("release.scope")}
          value={scope}
          onChange={(value) => setScope(value as "subject" | "all")}
        >
          <Group gap="md" mt={4}>
            <Radio size="xs" value="subject" label={head.entity.name} />
            <Radio size="xs" value="all" label={t("release.all")} />
          </Group>
        </Radio.Group>
      </Group>
      {to && <Previewed to={to} subject={scope === "subject" ? head.entity.id : undefined} />}
    </Stack>
  );
}

function Previewed({ to, subject }: { to: string; subject: string | undefined }) {
  const { t } = useTranslation("dossier");
  const { data, error, refetch } = useRead("/api/release/preview", { query: { to, ...(subject && { subject }) } });
  if (error && !data) return <ErrorState compact error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
  const { recipient } = data;
  const known = [recipient.clearance, recipient.country, recipient.organisation, ...recipient.caveats].filter(Boolean);
  return (
    <>
      <Text size="sm" component="p">
        <strong>{recipient.name}</strong> ({known.join(", ")})
        {!data.kept && <span className={classes.note}>{t("release.notKept")}</span>}
      </Text>
      <div className={classes.two}>
        <Goes preview={data} />
        <Stays preview={data} />
      </div>
      <div>
        <Text size="xs" c="dimmed" mb={4}>
          {t("release.command")}
        </Text>
        <Command text={data.command} />
      </div>
    </>
  );
}

function Goes({ preview }: { preview: Preview }) {
  const { t } = useTranslation("dossier");
  const words = useWords();
  const kinds = (of: Record<string, number>) =>
    Object.entries(of)
      .map(([predicate, count]) => `${words.predicate(predicate)} ${words.number(count)}`)
      .join(" · ");
  return (
    <section className={classes.side}>
      <h3>{t("release.goes", { count: preview.claims, claims: words.number(preview.claims) })}</h3>
      {preview.claims > 0 && (
        <>
          <Marking text={preview.marking} />
          <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("release.goesLabel")}>
            <ul className={classes.list}>
              {preview.subjects.map((each) => (
                <li key={each.id}>
                  <strong>{each.name}</strong>
                  <span className={classes.note}>{kinds(each.kinds)}</span>
                </li>
              ))}
              {preview.subjects.length === 0 && <li>{kinds(preview.kinds)}</li>}
              {preview.documents.map((each) => (
                <li key={each.id}>
                  <bdi>{each.withheld ? t("release.withheld") : each.name}</bdi> <Marking text={each.marking} />
                  <span className={classes.note}>
                    {each.source ?? t("release.noSource")} ·{" "}
                    {t("release.claims", { count: each.claims, claims: words.number(each.claims) })}
                  </span>
                </li>
              ))}
              {preview.more_documents > 0 && <li>{t("release.moreDocuments", { count: preview.more_documents })}</li>}
              {preview.tearlines.map((text) => (
                <li key={text}>
                  “{text}” <span className={classes.note}>{t("release.tearline")}</span>
                </li>
              ))}
              {preview.apart.map((name) => (
                <li key={name}>
                  {name} <span className={classes.note}>{t("release.apart")}</span>
                </li>
              ))}
            </ul>
          </div>
        </>
      )}
      {preview.conditions.map((condition) => (
        <p key={condition} className={classes.note} lang="en">
          {condition}
        </p>
      ))}
    </section>
  );
}

function Stays({ preview }: { preview: Preview }) {
  const { t } = useTranslation("dossier");
  const words = useWords();
  return (
    <section className={classes.side}>
      <h3>{t("release.stays", { count: preview.stays, claims: words.number(preview.stays) })}</h3>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("release.staysLabel")}>
        <ul className={classes.list}>
          {preview.held.map((held) => (
            <li key={held.reasons.join()}>
              <ul className={classes.reasons} lang="en">
                {held.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
              {t("release.claims", { count: held.claims, claims: words.number(held.claims) })}
              {held.examples.map((example) => (
                <span key={example} className={classes.note} lang="en">
                  {example}
                </span>
              ))}
              {held.asks.map((ask) => (
                <div key={ask.id}>
                  <span className={classes.note}>
                    {t("release.consent", { originator: ask.originator, name: ask.name })}{" "}
                    {t(ask.state ? "release.consentState" : "release.consentNot", { state: ask.state })}
                  </span>
                  <Command text={ask.command} />
                </div>
              ))}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** A command for the terminal, with a button that copies it. */
function Command({ text }: { text: string }) {
  const { t } = useTranslation("dossier");
  return (
    <div className={classes.command}>
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={t(copied ? "release.copied" : "release.copy")}>
            <ActionIcon aria-label={t("release.copy")} onClick={copy}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
