import { ActionIcon, SegmentedControl, TextInput, Title, Tooltip } from "@mantine/core";
import { IconEye, IconEyeOff, IconX } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { Belief, Marks } from "@/parts/badges";
import { EntityName } from "@/parts/EntityName";
import { VirtualList } from "@/parts/VirtualList";
import { useWords } from "@/parts/words";
import { useSelection } from "@/state/selection";

import type { Board } from "./Board";
import classes from "./chart.module.css";
import type { Edit, Edits } from "./edits";
import type { ChartData, ChartLink, ChartNode } from "./model";

interface Props {
  data: ChartData;
  edits: Edits;
  edit: (edit: Edit) => void;
  board: Board | null;
  close: () => void;
}

/** All nodes and lines of the chart as lists: what the canvas shows, for the keyboard, a screen reader, or to look something up. */
export function ChartList({ data, edits, edit, board, close }: Props) {
  const { t } = useTranslation("chart");
  const [what, setWhat] = useState<"nodes" | "links">("nodes");
  const [sought, setSought] = useState("");
  const nodes = useMemo(() => {
    const wanted = sought.toLocaleLowerCase();
    return data.nodes
      .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
      .sort((a, b) => b.drawn - a.drawn || a.name.localeCompare(b.name));
  }, [data, sought]);
  const links = useMemo(() => {
    const there = new Set(nodes.map(({ id }) => id));
    return data.links.filter(({ a, b }) => there.has(a) || there.has(b)).sort((a, b) => b.belief - a.belief);
  }, [data, nodes]);
  return (
    <section className={classes.side} aria-label={t("list.title")}>
      <div className={classes.sideHead}>
        <Title order={2} size="h4">
          {t("list.title")}
        </Title>
        <ActionIcon aria-label={t("shell:close")} onClick={close}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.row}>
        <TextInput
          className={classes.rowText}
          aria-label={t("list.seek")}
          placeholder={t("list.seek")}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t("list.title")}
          value={what}
          onChange={(value) => setWhat(value as typeof what)}
          data={[
            { value: "nodes", label: t("list.nodes") },
            { value: "links", label: t("list.links") },
          ]}
        />
      </div>
      <div className={classes.listBody}>
        {what === "nodes" ? (
          <VirtualList items={nodes} keyOf={({ id }) => id} label={t("list.nodes")} estimate={32}>
            {(node) => <NodeRow node={node} hidden={edits.hidden.has(node.id)} edit={edit} board={board} />}
          </VirtualList>
        ) : (
          <VirtualList items={links} keyOf={({ id }) => id} label={t("list.links")} estimate={56}>
            {(link) => <LinkRow link={link} data={data} />}
          </VirtualList>
        )}
      </div>
    </section>
  );
}

function NodeRow({
  node,
  hidden,
  edit,
  board,
}: {
  node: ChartNode;
  hidden: boolean;
  edit: Props["edit"];
  board: Board | null;
}) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const label = t(hidden ? "list.unhide" : "list.hide", { name: node.name });
  return (
    <div className={classes.row} data-hidden={hidden || undefined}>
      <span className={classes.rowText} onClickCapture={() => board?.sight.reveal(node.id)}>
        <EntityName entity={node} />
      </span>
      <span className={classes.soft}>{t("list.drawn", { count: node.drawn, links: words.number(node.drawn) })}</span>
      <Tooltip label={label}>
        <ActionIcon aria-label={label} onClick={() => edit({ kind: "hide", ids: [node.id], on: !hidden })}>
          {hidden ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function LinkRow({ link, data }: { link: ChartLink; data: ChartData }) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const { select } = useSelection();
  const [a, b] = link.arrow === 2 ? [link.b, link.a] : [link.a, link.b];
  return (
    <div className={classes.row}>
      <button type="button" className={classes.linkButton} onClick={() => select("pair", link.id)}>
        {data.byId.get(a)?.name}{" "}
        <span className={classes.soft}>{link.says.map((name) => words.predicate(name)).join(", ")}</span>{" "}
        {data.byId.get(b)?.name}{" "}
        {link.style !== "stated" && <span className={classes.soft}>({t(`legend.${link.style}`)})</span>}
      </button>
      <Marks of={{ disputed: link.disputed, former: link.former }} />
      <Belief value={link.belief} review={link.review} />
    </div>
  );
}
