import { ActionIcon, Alert, Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAct } from "@/api/act";
import { api } from "@/api/client";
import { useRead } from "@/api/read";
import type { EntityRef } from "@/api/types";
import { EndField, type Picked } from "@/views/reader/EndField";
import { fitting, objectTypes } from "@/views/reader/fitting";

import { useWords } from "./words";

interface Props {
  opened: boolean;
  close: () => void;
  /** What the first thing said is about, and what it leads to, when the view knows. */
  subject?: EntityRef;
  object?: EntityRef;
}

interface Row {
  subject: Picked | null;
  predicate: string | null;
  object: Picked | null;
  value: string;
}

const GRADES = ["A", "B", "C", "D", "E", "F"] as const;
const pickedOf = ({ id, name, type }: EntityRef): Picked => ({ asked: { known: id }, name, type });

/** Draws an entity or a link by hand, on a note that is its source. Any view may open it. */
export function DrawByHand({ opened, close, subject, object }: Props) {
  const { t } = useTranslation("reader");
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="xl"
      title={t("draw.title")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <Drawing close={close} {...(subject && { subject })} {...(object && { object })} />
    </Modal>
  );
}

function Drawing({ close, subject, object }: Omit<Props, "opened">) {
  const { t } = useTranslation("reader");
  const [text, setText] = useState("");
  const [reliability, setReliability] = useState<string>("F");
  const first: Row = {
    subject: subject ? pickedOf(subject) : null,
    predicate: null,
    object: object ? pickedOf(object) : null,
    value: "",
  };
  const [rows, setRows] = useState<readonly Row[]>([first]);
  const set = (place: number, change: Partial<Row>) =>
    setRows((now) => now.map((row, at) => (at === place ? { ...row, ...change } : row)));

  const claims = rows.flatMap(wordingOf);
  const body = { text, claims, reliability };
  const [asked] = useDebouncedValue(body, 300);
  const { data: preview } = useQuery({
    queryKey: ["/api/notes/preview", asked],
    queryFn: async ({ signal }) => (await api.POST("/api/notes/preview", { body: asked, signal })).data,
    enabled: asked.claims.length > 0,
  });
  const take = useAct((claim: string) =>
    api.POST("/api/claims/{claim}/take-back", { params: { path: { claim } }, body: { why: "" } }),
  );
  const draw = useAct(() => api.POST("/api/notes", { body }));
  const save = () =>
    draw.mutate(undefined, {
      onSuccess: (kept) => {
        const claim = kept?.claims[0];
        const id = notifications.show({
          autoClose: 10_000,
          message: (
            <Group justify="space-between">
              {t("told.drawn")}
              {claim && (
                <Button
                  variant="subtle"
                  onClick={() => {
                    take.mutate(claim);
                    notifications.hide(id);
                  }}
                >
                  {t("draw.undo")}
                </Button>
              )}
            </Group>
          ),
        });
        close();
      },
    });
  const faults = preview && JSON.stringify(asked) === JSON.stringify(body) ? preview : undefined;
  const whole = text.trim() !== "" && claims.length === rows.length && faults && !faults.faults.some(Boolean);
  return (
    <form onSubmit={(event) => (event.preventDefault(), save())}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t("draw.why")}
        </Text>
        <Textarea
          data-autofocus
          label={t("draw.note")}
          placeholder={t("draw.notePlaceholder")}
          required
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label={t("draw.reliability")}
          value={reliability}
          allowDeselect={false}
          data={GRADES.map((grade) => ({
            value: grade,
            label: `${grade} · ${t(`words:reliability.${grade}`)}`,
          }))}
          onChange={(grade) => grade && setReliability(grade)}
        />
        <Text size="sm" fw={600}>
          {t("draw.claims")}
        </Text>
        <Text size="xs" c="dimmed">
          {t("draw.entity")}
        </Text>
        {rows.map((row, place) => (
          <RowFields
            key={place}
            row={row}
            change={(change) => set(place, change)}
            fault={faults?.faults[place] ?? null}
            remove={rows.length > 1 ? () => setRows(rows.filter((_, at) => at !== place)) : undefined}
          />
        ))}
        <Group>
          <Button
            variant="subtle"
            leftSection={<IconPlus size="0.875rem" aria-hidden />}
            onClick={() => setRows([...rows, { ...first, subject: rows.at(-1)?.subject ?? null, object: null }])}
          >
            {t("draw.another")}
          </Button>
        </Group>
        {faults?.marking && (
          <Text size="xs" c="dimmed">
            {t("draw.marking", { marking: faults.marking })}
          </Text>
        )}
        {draw.error && (
          <Alert color="red" role="alert">
            {draw.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("shell:cancel")}
          </Button>
          <Button type="submit" loading={draw.isPending} disabled={!whole}>
            {t("draw.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FieldsProps {
  row: Row;
  change: (change: Partial<Row>) => void;
  fault: string | null;
  remove: (() => void) | undefined;
}

function RowFields({ row, change, fault, remove }: FieldsProps) {
  const { t } = useTranslation("reader");
  const words = useWords();
  const { data: vocabulary } = useRead("/api/vocabulary");
  const all = vocabulary?.predicates ?? [];
  const fits = fitting(all, row.subject?.type ?? null, null);
  const chosen = all.find(({ name }) => name === row.predicate);
  const objects = chosen ? objectTypes(chosen, row.subject?.type ?? null) : [];
  return (
    <div>
      <Group align="end" wrap="nowrap" grow preventGrowOverflow={false}>
        <EndField
          label={t("field.subject")}
          value={row.subject}
          change={(subject) => change({ subject })}
          types={[]}
          near={[]}
          kinded
          required
        />
        <Select
          label={t("field.predicate")}
          required
          searchable
          value={row.predicate}
          data={fits.map(({ name }) => ({ value: name, label: words.predicate(name) }))}
          nothingFoundMessage={t("field.nothing")}
          onChange={(predicate) => change({ predicate })}
        />
        {!chosen || objects.length > 0 ? (
          <EndField
            label={t("field.object")}
            value={row.object}
            change={(object) => change({ object })}
            types={objects}
            near={[]}
            kinded
            required
          />
        ) : (
          <TextInput
            label={t("field.value")}
            required
            value={row.value}
            onChange={(event) => change({ value: event.currentTarget.value })}
          />
        )}
        {remove && (
          <ActionIcon aria-label={t("draw.remove")} onClick={remove}>
            <IconTrash size="1rem" aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {fault && (
        <Text size="xs" c="red" role="alert">
          {fault}
        </Text>
      )}
    </div>
  );
}

/** A row as the API takes it: names known by their id, new ones with type and kind; none while the row is not whole. */
function wordingOf(row: Row): [string, string, string][] {
  const end = (picked: Picked | null) => picked && (picked.asked.known ?? named(picked.asked));
  const named = ({ type, kind, words }: Picked["asked"]) => `${type ?? ""}${kind ? `/${kind}` : ""}:${words ?? ""}`;
  const from = end(row.subject);
  const to = row.object ? end(row.object) : row.value.trim();
  return from && row.predicate && to ? [[from, row.predicate, to]] : [];
}
