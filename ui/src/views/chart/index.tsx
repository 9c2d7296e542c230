import { useComputedColorScheme } from "@mantine/core";
import { IconBinaryTree2 } from "@tabler/icons-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { useFilter } from "@/state/filter";
import { useSelection } from "@/state/selection";
import { useUrl } from "@/state/url";

import classes from "./chart.module.css";
import { ChartList } from "./ChartList";
import { Described } from "./Described";
import { grouped } from "./grouping";
import { HoverCard } from "./HoverCard";
import { Legend } from "./Legend";
import { Notes } from "./Notes";
import { PathPanel, type Shown } from "./PathPanel";
import { Toolbar } from "./Toolbar";
import { useActs } from "./useActs";
import { useBoard } from "./useBoard";
import { useChart } from "./useChart";
import { useEdits } from "./useEdits";

const NOBODY: ReadonlyMap<string, { x: number; y: number }> = new Map();

/** The link chart: who is tied to whom, as the filter leaves it, arranged by hand where the analyst wants. */
export default function Chart() {
  const { t } = useTranslation("chart");
  const scheme = useComputedColorScheme("light");
  const { active } = useFilter();
  const { params, patch } = useUrl();
  const { selected, select, clear } = useSelection();
  const history = useEdits();
  const { edits, edit } = history;
  const { data, error, refetch, fetching } = useChart(edits);
  const [many, setMany] = useState<ReadonlySet<string>>(new Set());
  const [hovered, setHovered] = useState<string | null>(null);
  const [path, setPath] = useState<Shown | null>(null);
  const listed = params.get("list") === "true";
  const finding = params.has("path");

  const chosen = useMemo(() => {
    const all = new Set(many);
    if (selected?.kind === "entity") all.add(selected.id);
    return all;
  }, [many, selected]);

  const arranged = useMemo(() => {
    if (!data || edits.group === "none") return { at: NOBODY, discs: [] };
    const by = edits.group;
    const { at, discs } = grouped(data.nodes, (id) => data.byId.get(id)?.[by] ?? -1);
    const named = discs.map((disc) => ({ ...disc, name: nameOf(disc.group) }));
    return { at, discs: named };

    function nameOf(group: number): string {
      if (group < 0) return t(`group.${by}None`);
      if (by === "region") return data?.answer.regions[group]?.name ?? "";
      const groups = data?.answer.communities[group]?.groups ?? [];
      return groups[0]?.name ?? t("group.unnamed");
    }
  }, [data, edits.group, t]);

  const marks = useMemo(
    () => ({ hovered, selected: chosen, line: selected?.kind === "pair" ? selected.id : null, path }),
    [hovered, chosen, selected, path],
  );
  const { ref, board } = useBoard({
    data,
    edits,
    scheme,
    arranged,
    marks,
    on: {
      hover: setHovered,
      node: (id, more) => {
        if (more) setMany((before) => toggled(before.size ? before : chosen, id));
        else {
          setMany(new Set());
          select("entity", id);
        }
      },
      line: (id) => select("pair", id),
      ground: () => {
        setMany(new Set());
        if (selected) clear();
      },
      moved: (to) => edit({ kind: "move", to, pin: true }),
      menu: (id) => edit({ kind: "expand", ids: [id] }),
    },
  });
  const acts = useActs({ board, data, history, chosen, setMany });
  const openList = useCallback((on: boolean) => patch({ list: on || null }, { replace: true }), [patch]);

  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  const empty = data && data.nodes.length === 0;
  return (
    <div className={classes.view}>
      <Toolbar
        acts={acts}
        history={history}
        data={data}
        board={board}
        chosen={chosen}
        listed={listed}
        openList={openList}
      />
      <div className={classes.stage}>
        {finding && (
          <PathPanel chosen={chosen} data={data} show={setPath} bring={(ids) => edit({ kind: "add", ids })} />
        )}
        {listed && data && (
          <ChartList data={data} edits={edits} edit={edit} board={board} close={() => openList(false)} />
        )}
        <div className={classes.middle}>
          {!data && <Loading lines={8} />}
          {empty && (
            <EmptyState icon={IconBinaryTree2} title={t(active.length ? "empty.filtered" : "empty.title")}>
              {t(active.length ? "empty.filteredDo" : "empty.do")}
            </EmptyState>
          )}
          <Described data={data} board={board} chosen={chosen} acts={acts}>
            <div ref={ref} className={classes.canvas} data-busy={fetching || undefined} data-testid="chart-canvas" />
          </Described>
          {board && data && <Notes notes={edits.notes} board={board} edit={edit} />}
          {board && data && hovered && <HoverCard id={hovered} data={data} board={board} />}
        </div>
      </div>
      {!empty && (
        <Legend
          data={data}
          hidden={edits.hidden.size}
          unhide={() => edit({ kind: "hide", ids: [...edits.hidden], on: false })}
        />
      )}
    </div>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(set);
  if (!after.delete(id)) after.add(id);
  return after;
}
