import { Button, Select, SegmentedControl } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";
import { useUrl } from "@/state/url";

import type { Board, Marks } from "./Board";
import { Charts } from "./Charts";
import classes from "./chart.module.css";
import type { Grouping } from "./edits";
import { ExportMenu } from "./ExportMenu";
import type { ChartData } from "./model";
import { Tool } from "./Tool";
import type { Acts } from "./useActs";
import { LIMITS, useBase } from "./useChart";
import type { useEdits } from "./useEdits";

interface Props {
  acts: Acts;
  history: ReturnType<typeof useEdits>;
  data: ChartData | undefined;
  board: Board | null;
  path: Marks["path"];
  area: boolean;
}

export function Toolbar({ acts, history, data, board, path, area }: Props) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const { patch } = useUrl();
  const base = useBase();
  const { edits, edit } = history;
  const limits = [...new Set<number>([...LIMITS, base.limit])].sort((a, b) => a - b);
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t("toolbar")}>
      <div className={classes.tools}>
        <Charts history={history} data={data} />
        <ExportMenu data={data} board={board} edits={edits} path={path} name={history.hung?.kept.name ?? null} />
      </div>
      <div className={classes.tools}>
        <Tool act={acts.undo} />
        <Tool act={acts.redo} />
      </div>
      <div className={classes.tools}>
        <Tool act={acts.area} pressed={area} />
        <Tool act={acts.widen} />
      </div>
      <div className={classes.tools}>
        <Tool act={acts.expand} />
        <Tool act={acts.focus} />
        <Tool act={acts.pin} />
        <Tool act={acts.gather} />
        <Tool act={acts.hide} />
        <Tool act={acts.note} />
        {!acts.draw.off && <Tool act={acts.draw} />}
      </div>
      <div className={classes.tools}>
        <Tool act={acts.path} worded />
        <Tool act={acts.list} worded />
      </div>
      <SegmentedControl
        aria-label={t("group.label")}
        value={edits.group}
        onChange={(by) => edit({ kind: "group", by: by as Grouping })}
        data={(["none", "community", "region"] as const).map((value) => ({ value, label: t(`group.${value}`) }))}
      />
      {base.focus && (
        <Button
          variant="light"
          rightSection={<IconX size={12} aria-hidden />}
          onClick={() => patch({ focus: null, depth: null })}
        >
          {t("focused", { name: data?.byId.get(base.focus)?.name ?? "…" })}
        </Button>
      )}
      <span className={classes.count} role="status">
        {data &&
          t("counts", {
            nodes: words.number(data.nodes.filter(({ id }) => !edits.hidden.has(id)).length),
            links: words.number(data.links.length),
            all: words.number(data.answer.entities),
          })}
        {data &&
          data.answer.hidden_links > 0 &&
          ` · ${t("filtered", { links: words.number(data.answer.hidden_links) })}`}
      </span>
      {!base.kept && !base.focus && (
        <Select
          aria-label={t("limit.label")}
          w="9rem"
          allowDeselect={false}
          value={String(base.limit)}
          data={limits.map((value) => ({
            value: String(value),
            label: value >= 60_000 ? t("limit.all") : t("limit.best", { limit: words.number(value) }),
          }))}
          onChange={(value) => patch({ limit: value === "300" ? null : value })}
        />
      )}
    </div>
  );
}
