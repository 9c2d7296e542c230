import { Alert, Button, Checkbox, Collapse, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAct } from "@/api/act";
import { api } from "@/api/client";
import { useRead } from "@/api/read";
import type { Evidence } from "@/api/types";
import { useWords } from "@/parts/words";

import classes from "./dialog.module.css";
import { changesOf, claimOf, draftOf, EMPTY, isWhole, type Draft } from "./draft";
import { EndField } from "./EndField";
import { fitting, objectTypes, subjectTypes } from "./fitting";
import type { Chosen } from "./types";

interface Props {
  document: string;
  /** The words that the claim stands on. */
  words: Chosen;
  /** The claim that is changed; none when one is added. */
  before?: Evidence;
  close: () => void;
  done: (claim: string) => void;
}

/** Subject, predicate, object or value, and how it is said. Only what fits together is offered; the server has the last word. */
export function ClaimForm({ document, words, before, close, done }: Props) {
  const { t } = useTranslation("reader");
  const say = useWords();
  const { data: vocabulary } = useRead("/api/vocabulary");
  const asked = { path: { document }, query: { from: words.start, to: words.end } };
  const { data: marks } = useRead("/api/documents/{document}/marks", asked);
  const start = before ? draftOf(before) : EMPTY;
  const [draft, setDraft] = useState<Draft>(start);
  const [more, setMore] = useState(false);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));

  const act = useAct(() => {
    if (before) {
      const body = changesOf(start, draft);
      return api.POST("/api/claims/{claim}/correction", { params: { path: { claim: before.claim } }, body });
    }
    const body = claimOf(draft, words.start, words.end);
    if (!body) throw new Error("the form is not whole");
    return api.POST("/api/documents/{document}/claims", { params: { path: { document } }, body });
  });

  const all = vocabulary?.predicates ?? [];
  const fits = fitting(all, draft.subject?.type ?? null, null);
  const chosen = all.find(({ name }) => name === draft.predicate);
  const objects = chosen ? objectTypes(chosen, draft.subject?.type ?? null) : [];
  const linking = objects.length > 0;
  const near = marks?.mentions ?? [];
  const same = before !== undefined && Object.keys(changesOf(start, draft)).length === 1;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate(undefined, { onSuccess: (made) => made && done(made.claim) });
      }}
    >
      <Stack gap="sm">
        <blockquote className={classes.quote} dir="auto">
          {words.text}
        </blockquote>
        <Text size="xs" c="dimmed">
          {t(before ? "change.why" : "add.why")}
        </Text>
        <EndField
          label={t("field.subject")}
          value={draft.subject}
          change={(subject) => set({ subject })}
          types={chosen && !draft.subject ? subjectTypes(chosen) : []}
          near={near}
          kinded
          required
          first
        />
        <Select
          label={t("field.predicate")}
          description={chosen?.definition}
          required
          searchable
          value={draft.predicate}
          data={fits.map(({ name }) => ({ value: name, label: say.predicate(name) }))}
          nothingFoundMessage={t("field.nothing")}
          onChange={(predicate) => set({ predicate, object: null, value: "" })}
        />
        {chosen && linking && (
          <EndField
            label={t("field.object")}
            value={draft.object}
            change={(object) => set({ object })}
            types={objects}
            near={near}
            kinded
            required
          />
        )}
        {chosen && !linking && (
          <Value kind={chosen.value} values={chosen.values} value={draft.value} change={(value) => set({ value })} />
        )}
        <Group gap="md" align="end">
          <Select
            label={t("field.modality")}
            value={draft.modality}
            allowDeselect={false}
            data={(vocabulary?.modalities ?? []).map((name) => ({ value: name, label: say.modality(name) }))}
            onChange={(modality) => modality && set({ modality })}
          />
          <Checkbox
            label={t("field.negated")}
            checked={draft.negated}
            onChange={(event) => set({ negated: event.currentTarget.checked })}
            mb={6}
          />
          <Button variant="subtle" onClick={() => setMore(!more)} aria-expanded={more}>
            {t("field.more")}
          </Button>
        </Group>
        <Collapse expanded={more}>
          <Stack gap="sm">
            <Group grow>
              <TextInput
                label={t("field.since")}
                placeholder="2026-02"
                value={draft.since}
                onChange={(event) => set({ since: event.currentTarget.value })}
              />
              <TextInput
                label={t("field.until")}
                placeholder="2026-02-22"
                value={draft.until}
                onChange={(event) => set({ until: event.currentTarget.value })}
              />
            </Group>
            <EndField
              label={t("field.speaker")}
              description={t("field.speakerWhy")}
              value={draft.speaker}
              change={(speaker) => set({ speaker })}
              types={["Person", "Organization", "Place"]}
              near={near}
            />
            <TextInput
              label={t("field.why")}
              value={draft.why}
              onChange={(event) => set({ why: event.currentTarget.value })}
            />
          </Stack>
        </Collapse>
        {act.error && (
          <Alert color="red" role="alert">
            {act.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("shell:cancel")}
          </Button>
          <Button type="submit" loading={act.isPending} disabled={!isWhole(draft, linking) || same}>
            {t(before ? "change.save" : "add.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const EXAMPLES: Record<string, string> = {
  date: "2026-02-22",
  year: "2010",
  figure: "25",
  money: "USD 15000000",
};

function Value(of: { kind: string | null; values: readonly string[]; value: string; change: (value: string) => void }) {
  const { t } = useTranslation("reader");
  if (of.values.length > 0) {
    return (
      <Select
        label={t("field.value")}
        required
        value={of.value || null}
        data={[...of.values]}
        onChange={(value) => of.change(value ?? "")}
      />
    );
  }
  return (
    <TextInput
      label={t("field.value")}
      description={of.kind === "figure" ? t("field.figure") : undefined}
      placeholder={EXAMPLES[of.kind ?? ""] ?? ""}
      required
      value={of.value}
      onChange={(event) => of.change(event.currentTarget.value)}
    />
  );
}
