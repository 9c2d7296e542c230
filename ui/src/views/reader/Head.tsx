import { ActionIcon, Alert, Checkbox, Popover, SegmentedControl, Stack, Text, Tooltip } from "@mantine/core";
import { IconAdjustmentsHorizontal, IconAlertTriangle, IconDownload, IconNotes } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { Chip, Grade, Marking } from "@/parts/badges";
import { useWords } from "@/parts/words";
import { useStored } from "@/state/stored";
import { addressOf } from "@/state/url";

import { Legend } from "./Legend";
import { claimsShown, face, mentionsShown, type Face } from "./preferences";
import classes from "./reader.module.css";
import type { DocumentHead } from "./types";

interface Props {
  head: DocumentHead;
  form: "text" | "page";
  show: (form: "text" | "page") => void;
}

/** Which document this is: its name, who published it and when, how it is graded and handled, what was wrong with it. */
export function Head({ head, form, show }: Props) {
  const { t } = useTranslation("reader");
  const words = useWords();
  const search = useSearch();
  return (
    <header className={classes.head}>
      <div className={classes.titles}>
        <h1>
          <bdi>{head.title ?? head.file}</bdi>
        </h1>
        <p>
          <Grade code={head.grade} /> <bdi>{head.source ?? t("head.noSource")}</bdi>
          <span>{head.published ? words.day(head.published) : t("head.undated")}</span>
          <bdi className={classes.file}>{head.file}</bdi>
          <Marking text={head.marking} />
          {head.analyst && (
            <Chip means={t("head.noteMeans")} icon={<IconNotes size={12} aria-hidden />}>
              {t("head.note")}
            </Chip>
          )}
          {head.parent && (
            <Link href={addressOf(`/documents/${encodeURIComponent(head.parent.id)}`, search, { sel: null })}>
              {t("head.parent", { name: head.parent.name })}
            </Link>
          )}
        </p>
        {head.problems.map(({ code, what }) => (
          <Alert key={code + what} color="orange" icon={<IconAlertTriangle size={16} aria-hidden />} p="xs">
            {what}
          </Alert>
        ))}
      </div>
      <div className={classes.tools}>
        {head.pages.length > 0 && (
          <SegmentedControl
            aria-label={t("head.form")}
            value={form}
            onChange={(value) => show(value === "page" ? "page" : "text")}
            data={[
              { value: "text", label: t("head.text") },
              { value: "page", label: t("head.page") },
            ]}
          />
        )}
        <Look />
        <Tooltip label={t("head.save")}>
          <ActionIcon
            component="a"
            href={`/api/documents/${encodeURIComponent(head.id)}/original`}
            download
            aria-label={t("head.save")}
          >
            <IconDownload size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}

/** What is marked and in which letters, with what each mark means. */
function Look() {
  const { t } = useTranslation("reader");
  const [letters, setLetters] = useStored(face);
  const [mentions, setMentions] = useStored(mentionsShown);
  const [claims, setClaims] = useStored(claimsShown);
  return (
    <Popover position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={t("look.title")}>
          <ActionIcon aria-label={t("look.title")}>
            <IconAdjustmentsHorizontal size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("look.title")}>
        <Stack gap="sm">
          <Checkbox
            label={t("look.claims")}
            checked={claims}
            onChange={(event) => setClaims(event.currentTarget.checked)}
          />
          <Checkbox
            label={t("look.mentions")}
            checked={mentions}
            onChange={(event) => setMentions(event.currentTarget.checked)}
          />
          <SegmentedControl
            aria-label={t("look.letters")}
            value={letters}
            onChange={(value) => setLetters(value as Face)}
            data={[
              { value: "serif", label: t("look.serif") },
              { value: "sans", label: t("look.sans") },
            ]}
          />
          <Text size="xs" c="dimmed">
            {t("look.legend")}
          </Text>
          <Legend />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
