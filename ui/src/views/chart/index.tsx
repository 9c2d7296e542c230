import { useComputedColorScheme } from "@mantine/core";
import { IconBinaryTree2 } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { useFilter } from "@/state/filter";
import { useSelection } from "@/state/selection";
import { useStored } from "@/state/stored";
import { useUrl } from "@/state/url";

import classes from "./chart.module.css";
import { ChartList } from "./ChartList";
import { Described } from "./Described";
import type { At } from "./edits";
import { grouped } from "./grouping";
import { HoverCard } from "./HoverCard";
import { Legend } from "./Legend";
import { LineCard } from "./LineCard";
import { Minimap } from "./Minimap";
import type { ChartData, ChartNode } from "./model";
import { NodeMenu } from "./NodeMenu";
import { Notes } from "./Notes";
import { OverCanvas } from "./OverCanvas";
import { PathPanel, type Shown } from "./PathPanel";
import { Toolbar } from "./Toolbar";
import { minimapOn, useActs } from "./useActs";
import { useBoard } from "./useBoard";
import { useChart } from "./useChart";
import { useDrawByHand } from "@/parts/useDrawByHand";
import { useEdits } from "./useEdits";

const NOBODY: ReadonlyMap<string, At> = new Map();

/** The link chart: who is tied to whom, as the filter leaves it, arranged by hand where the analyst wants. */
export default function Chart() {
  const { t } = useTranslation("chart");
  const scheme = useComputedColorScheme("light");
  const { active } = useFilter();
  const { params } = useUrl();
  const { selected, select, clear } = useSelection();
  const history = useEdits();
  const { edits, edit } = history;
  const { data, error, refetch, fetching } = useChart(edits);
  const [many, setMany] = useState<ReadonlySet<string>>(new Set());
  const [hovered, setHovered] = useState<string | null>(null);
  const [over, setOver] = useState<{ id: string; at: At } | null>(null);
  const [menu, setMenu] = useState<{ id: string | null; at: At } | null>(null);
  const [path, setPath] = useState<Shown | null>(null);
  const [area, setArea] = useState(false);
  const [minimap] = useStored(minimapOn);
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

  const unselect = () => {
    setMany(new Set());
    if (selected) clear();
  };
  const marks = useMemo(
    () => ({
      hovered,
      selected: chosen,
      line: selected?.kind === "pair" ? selected.id : null,
      over: over?.id ?? null,
      path,
    }),
    [hovered, chosen, selected, over, path],
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
      hoverLine: (id, at) => setOver(id === null ? null : { id, at }),
      ground: unselect,
      moved: (to) => edit({ kind: "move", to, pin: true }),
      expand: (id) => edit({ kind: "expand", ids: [id] }),
      menu: (id, at) => {
        if (id && !chosen.has(id)) {
          setMany(new Set());
          select("entity", id);
        }
        setMenu({ id, at });
      },
      area: (ids, more) => {
        setMany(new Set(more ? [...chosen, ...ids] : ids));
        if (!more && selected) clear();
        setArea(false);
      },
      drawsAround: () => area,
    },
  });
  const drawing = useDrawByHand(refs(chosen, data));
  const acts = useActs({ board, data, history, chosen, setMany, area, setArea, draw: drawing.open });

  /** Puts entities on the chart that are not there, or that are hidden by hand. */
  const bring = (ids: readonly string[]) => {
    const absent = ids.filter((id) => !data?.byId.has(id));
    if (absent.length) edit({ kind: "add", ids: absent });
    edit({ kind: "hide", ids, on: false });
  };

  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  const empty = data && data.nodes.length === 0;
  return (
    <div className={classes.view}>
      <Toolbar acts={acts} history={history} data={data} board={board} path={path} area={area} />
      <div className={classes.stage}>
        {finding && <PathPanel chosen={chosen} data={data} hidden={edits.hidden} show={setPath} bring={bring} />}
        {listed && data && <ChartList data={data} edits={edits} edit={edit} board={board} close={acts.list.run} />}
        <div className={classes.middle} data-area={area || undefined}>
          {!data && <Loading lines={8} />}
          {error && data && (
            <div className={classes.failed}>
              <ErrorState compact error={error} retry={() => void refetch()} />
            </div>
          )}
          {empty && (
            <EmptyState icon={IconBinaryTree2} title={t(active.length ? "empty.filtered" : "empty.title")}>
              {t(active.length ? "empty.filteredDo" : "empty.do")}
            </EmptyState>
          )}
          <Described data={data} board={board} chosen={chosen} setMany={setMany} acts={acts}>
            <div ref={ref} className={classes.canvas} data-busy={fetching || undefined} data-testid="chart-canvas" />
          </Described>
          {board && data && <Notes notes={edits.notes} board={board} edit={edit} />}
          {board && data && hovered && !menu && <HoverCard id={hovered} data={data} board={board} />}
          {board && data && over && !menu && <LineCard id={over.id} at={over.at} data={data} board={board} />}
          {board && <OverCanvas board={board} acts={acts} chosen={chosen.size} unselect={unselect} />}
          {board && data && minimap && <Minimap board={board} data={data} edits={edits} chosen={chosen} />}
          {menu && <NodeMenu id={menu.id} at={menu.at} acts={acts} close={() => setMenu(null)} />}
          {drawing.form}
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

/** The two that are selected, for a link to be drawn between them. */
function refs(chosen: ReadonlySet<string>, data: ChartData | undefined): ChartNode[] {
  return [...chosen].slice(0, 2).flatMap((id) => data?.byId.get(id) ?? []);
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(set);
  if (!after.delete(id)) after.add(id);
  return after;
}
