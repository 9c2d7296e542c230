import { Button, Group, Menu, Modal, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import {
  IconChartDots3,
  IconCheck,
  IconDeviceFloppy,
  IconHistory,
  IconPencil,
  IconPlus,
  IconTrash,
  IconX,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAct } from "@/api/act";
import { api } from "@/api/client";
import { keyOf, queries, read, useRead } from "@/api/read";
import { useWords } from "@/parts/words";
import { filterChanges } from "@/state/filter";
import { useUrl, type Changes } from "@/state/url";

import classes from "./chart.module.css";

import type { Edits } from "./edits";
import { decoded, type ChartData } from "./model";
import { askedOf, useBase } from "./useChart";
import type { useEdits } from "./useEdits";

const PATH = "/api/charts/{chart}";

interface Props {
  history: ReturnType<typeof useEdits>;
  data: ChartData | undefined;
}

/** The charts kept in the case: open, keep, keep under another name, earlier versions, delete. */
export function Charts({ history, data }: Props) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const { patch } = useUrl();
  const base = useBase();
  const { kept, version } = base;
  const session = useRead("/api/session");
  const list = useRead("/api/charts", { query: { limit: 200 } });
  const versions = useRead(
    "/api/charts/{chart}/versions",
    { path: { chart: kept ?? "" }, query: {} },
    { enabled: kept !== null },
  );
  const [naming, setNaming] = useState<"new" | "rename" | null>(null);
  const [sure, setSure] = useState<Question | null>(null);
  const owner = session.data?.owner ?? false;
  const hung = history.hung;
  const shown = hung?.kept.version;
  const moment = (at: string) => `${words.day(at.slice(0, 10))} ${at.slice(11, 16)}`;

  const show = (chart: string | null, at: number | null, filter: Changes) => {
    const rest = { focus: null, depth: null, limit: null, expand: null, add: null, out: null, group: null };
    patch({ ...rest, ...filter, chart, version: at });
  };
  /** Opens a chart as it was kept, with the filter that it was kept with. */
  const open = async (chart: string | null, at: number | null = null) => {
    const asked = { path: { chart: chart ?? "" }, query: at === null ? {} : { version: at } };
    const drawing = chart
      ? (await queries.fetchQuery({ queryKey: keyOf(PATH, asked), queryFn: () => read(PATH, asked) })).drawing
      : null;
    history.restart();
    show(chart, at, drawing ? filterChanges(drawing.filter ?? "") : {});
  };
  const leave = (chart: string | null, at: number | null = null) => {
    if (!history.dirty) return void open(chart, at);
    setSure({ title: t("kept.unsaved"), text: t("kept.lost"), yes: t("kept.leave"), act: () => void open(chart, at) });
  };
  const keep = useAct(async ({ name, chart }: { name: string; chart: string | null }) => {
    // Who the filter hides stands on the chart all the same.
    const whole = data?.answer.hidden_nodes
      ? decoded(await read("/api/chart", askedOf(base, history.edits, {})))
      : data;
    const body = drawing(name, history.edits, whole);
    return chart
      ? api.PUT("/api/charts/{chart}", { params: { path: { chart } }, body })
      : api.POST("/api/charts", { body });
  });
  const drop = useAct((chart: string) => api.DELETE("/api/charts/{chart}", { params: { path: { chart } } }));
  const save = async (name: string, chart: string | null) => {
    const stood = data?.byId;
    const made = await keep.mutateAsync({ name, chart });
    if (made) {
      show(made.id, null, {});
      history.settle(made.id, (id) => stood?.get(id));
    }
    setNaming(null);
    notifications.show({ message: t("kept.done", { name }), icon: <IconCheck size={16} aria-hidden />, color: "teal" });
  };

  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="default" leftSection={<IconChartDots3 size={16} aria-hidden />}>
            {hung ? hung.kept.name : t("kept.usual")}
            {history.dirty && (
              <span className={classes.dirty} role="img" aria-label={t("kept.unsaved")} title={t("kept.unsaved")} />
            )}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflow: "auto" }}>
          <Menu.Label>{t("kept.open")}</Menu.Label>
          <Menu.Item onClick={() => leave(null)} rightSection={!kept && <IconCheck size={14} aria-hidden />}>
            {t("kept.usual")}
          </Menu.Item>
          {list.data?.items.map((chart) => (
            <Menu.Item
              key={chart.id}
              onClick={() => leave(chart.id)}
              rightSection={chart.id === kept && <IconCheck size={14} aria-hidden />}
            >
              {chart.name}
            </Menu.Item>
          ))}
          {owner && (
            <>
              <Menu.Divider />
              {hung && (
                <Menu.Item
                  leftSection={<IconDeviceFloppy size={14} aria-hidden />}
                  onClick={() => void save(hung.kept.name, hung.kept.id)}
                >
                  {t("kept.save", { name: hung.kept.name })}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setNaming("new")}>
                {t("kept.saveAs")}
              </Menu.Item>
              {hung && (
                <>
                  <Menu.Item leftSection={<IconPencil size={14} aria-hidden />} onClick={() => setNaming("rename")}>
                    {t("kept.rename")}
                  </Menu.Item>
                  <Menu.Item
                    leftSection={<IconTrash size={14} aria-hidden />}
                    color="red"
                    onClick={() =>
                      setSure({
                        title: t("kept.delete", { name: hung.kept.name }),
                        text: t("kept.deleted"),
                        yes: t("note.delete"),
                        // It is left first: what is asked for again when it is gone would not be there.
                        act: () => void open(null).then(() => drop.mutateAsync(hung.kept.id)),
                      })
                    }
                  >
                    {t("kept.delete", { name: hung.kept.name })}
                  </Menu.Item>
                </>
              )}
            </>
          )}
          {kept && (versions.data?.items.length ?? 0) > 1 && (
            <>
              <Menu.Divider />
              <Menu.Label>{t("kept.versions")}</Menu.Label>
              {versions.data?.items.map((each) => (
                <Menu.Item
                  key={each.version}
                  leftSection={<IconHistory size={14} aria-hidden />}
                  onClick={() => leave(each.id, each.version)}
                  rightSection={each.version === shown && <IconCheck size={14} aria-hidden />}
                >
                  {t("kept.version", {
                    name: each.name,
                    by: each.by,
                    at: moment(each.at),
                  })}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {hung && version && versions.data?.items[0]?.version !== hung.kept.version && (
        <Button variant="light" rightSection={<IconX size={12} aria-hidden />} onClick={() => leave(hung.kept.id)}>
          {t("kept.old", { at: moment(hung.kept.at) })}
        </Button>
      )}
      {sure && <Sure question={sure} close={() => setSure(null)} />}
      {naming && (
        <NameForm
          name={naming === "rename" ? (hung?.kept.name ?? "") : ""}
          busy={keep.isPending}
          error={keep.error?.message ?? null}
          close={() => (keep.reset(), setNaming(null))}
          save={(name) => void save(name, naming === "rename" ? (hung?.kept.id ?? null) : null).catch(() => undefined)}
        />
      )}
    </>
  );
}

interface FormProps {
  name: string;
  busy: boolean;
  error: string | null;
  close: () => void;
  save: (name: string) => void;
}

function NameForm({ name: initial, busy, error, close, save }: FormProps) {
  const { t } = useTranslation("chart");
  const [name, setName] = useState(initial);
  return (
    <Modal opened onClose={close} title={t("kept.name")} size="sm">
      <form onSubmit={(event) => (event.preventDefault(), save(name.trim()))}>
        <TextInput
          data-autofocus
          required
          maxLength={120}
          label={t("kept.name")}
          value={name}
          error={error}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="subtle" color="gray" onClick={close}>
            {t("shell:cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={!name.trim()}>
            {t("shell:save")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

interface Question {
  title: string;
  text: string;
  yes: string;
  act: () => void;
}

/** Asks before something is lost. */
function Sure({ question: { title, text, yes, act }, close }: { question: Question; close: () => void }) {
  const { t } = useTranslation("chart");
  return (
    <Modal opened onClose={close} title={title} size="sm">
      {text}
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" color="gray" onClick={close} data-autofocus>
          {t("shell:cancel")}
        </Button>
        <Button color="red" onClick={() => (close(), act())}>
          {yes}
        </Button>
      </Group>
    </Modal>
  );
}

/** The chart as it is kept: everybody on it where he stands, and where he was put within his group. */
function drawing(name: string, edits: Edits, data: ChartData | undefined) {
  const nodes = data?.nodes ?? [];
  return {
    name,
    nodes: nodes.map(({ id, x, y }) => ({
      entity: id,
      ...(edits.moved.none.get(id) ?? { x, y }),
      pinned: edits.pinned.has(id),
      hidden: edits.hidden.has(id),
    })),
    notes: edits.notes.map(({ text, x, y, at: where }) => ({ text, x, y, at: where })),
    group: edits.group,
    filter: new URLSearchParams(window.location.search).toString(),
    arranged: edits.group === "none" ? [] : [...edits.moved[edits.group]].map(([entity, at]) => ({ entity, ...at })),
  };
}
