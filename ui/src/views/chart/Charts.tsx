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
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAct } from "@/api/act";
import { api } from "@/api/client";
import { useRead } from "@/api/read";
import { useWords } from "@/parts/words";
import { useUrl } from "@/state/url";

import type { Board } from "./Board";
import type { ChartData } from "./model";
import { useBase } from "./useChart";
import type { useEdits } from "./useEdits";

interface Props {
  history: ReturnType<typeof useEdits>;
  data: ChartData | undefined;
  board: Board | null;
}

/** The charts kept in the case: open, keep, keep under another name, earlier versions, delete. */
export function Charts({ history, data, board }: Props) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const { patch } = useUrl();
  const { kept } = useBase();
  const session = useRead("/api/session");
  const list = useRead("/api/charts", { query: { limit: 200 } });
  const versions = useRead(
    "/api/charts/{chart}/versions",
    { path: { chart: kept ?? "" }, query: {} },
    { enabled: kept !== null },
  );
  const [naming, setNaming] = useState<"new" | "rename" | null>(null);
  const owner = session.data?.owner ?? false;
  const hung = history.hung;

  const open = (chart: string | null, version: number | null = null) => {
    history.restart();
    patch({ chart, version, focus: null, depth: null, limit: null, expand: null, add: null, out: null, group: null });
  };
  const keep = useAct(async ({ name, chart }: { name: string; chart: string | null }) => {
    const body = drawing(name, history, data, board);
    return chart
      ? api.PUT("/api/charts/{chart}", { params: { path: { chart } }, body })
      : api.POST("/api/charts", { body });
  });
  const drop = useAct((chart: string) => api.DELETE("/api/charts/{chart}", { params: { path: { chart } } }));
  const save = async (name: string, chart: string | null) => {
    const made = await keep.mutateAsync({ name, chart });
    if (made) open(made.id);
    setNaming(null);
    notifications.show({ message: t("kept.done", { name }), icon: <IconCheck size={16} aria-hidden />, color: "teal" });
  };

  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="default" leftSection={<IconChartDots3 size={16} aria-hidden />}>
            {hung ? hung.kept.name : t("kept.usual")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflow: "auto" }}>
          <Menu.Label>{t("kept.open")}</Menu.Label>
          <Menu.Item onClick={() => open(null)} rightSection={!kept && <IconCheck size={14} aria-hidden />}>
            {t("kept.usual")}
          </Menu.Item>
          {list.data?.items.map((chart) => (
            <Menu.Item
              key={chart.id}
              onClick={() => open(chart.id)}
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
                    onClick={() => void drop.mutateAsync(hung.kept.id).then(() => open(null))}
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
                  onClick={() => open(each.id, each.version)}
                >
                  {t("kept.version", {
                    name: each.name,
                    by: each.by,
                    at: `${words.day(each.at.slice(0, 10))} ${each.at.slice(11, 16)}`,
                  })}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
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

/** The chart as it is kept: everybody on it where he stands, those that the filter hides included while they are known. */
function drawing(name: string, { edits }: Props["history"], data: ChartData | undefined, board: Board | null) {
  const at = board?.positions() ?? new Map<string, { x: number; y: number }>();
  return {
    name,
    nodes: (data?.nodes ?? []).map(({ id, x, y }) => ({
      entity: id,
      ...(edits.group === "none" ? (at.get(id) ?? { x, y }) : (edits.moved.get(id) ?? { x, y })),
      pinned: edits.pinned.has(id),
      hidden: edits.hidden.has(id),
    })),
    notes: edits.notes.map(({ text, x, y, at: where }) => ({ text, x, y, at: where })),
    group: edits.group,
    filter: window.location.search.slice(1),
  };
}
