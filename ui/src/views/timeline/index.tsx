import { ActionIcon, Button, CloseButton, SegmentedControl, Text, Tooltip } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import {
  IconArrowLeft,
  IconArrowRight,
  IconArrowsHorizontal,
  IconMinus,
  IconPlus,
  IconUserPlus,
  type Icon,
} from "@tabler/icons-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { usePages, useRead } from "@/api/read";
import { EntityName } from "@/parts/EntityName";
import { LineRow } from "@/parts/LineRow";
import { More } from "@/parts/More";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { VirtualList } from "@/parts/VirtualList";
import { useWords } from "@/parts/words";
import { useOffer } from "@/shell/actions";
import { asDay } from "@/shell/days";
import { useFilter } from "@/state/filter";
import { useSelection } from "@/state/selection";
import { useUrl } from "@/state/url";

import { around, moved, spanOf, written, zoomed, type Span } from "./axis";
import { HappeningRow } from "./HappeningRow";
import { Lanes } from "./Lanes";
import type { Dated, Lane, Timeline } from "./layout";
import { Legend } from "./Legend";
import { disputed } from "./Mark";
import classes from "./timeline.module.css";
import { useWhen } from "./useWhen";

const MOST = 1000;

/** What happened when, in lanes; dates as wide as they are vague. */
export default function TimelineView() {
  const { t } = useTranslation("timeline");
  const words = useWords();
  const when = useWhen();
  const { params, patch } = useUrl();
  const { query } = useFilter();
  const { selected, select } = useSelection();
  const by = params.get("lanes") === "entity" ? "entity" : "kind";
  const shown = params.get("as") === "list" ? "list" : "lanes";
  const about = useMemo(() => params.getAll("about"), [params]);
  const opened = useMemo(() => new Set(params.getAll("open")), [params]);
  const asked = { ...query, lanes: by, ...(about.length && { about }) } as const;

  const { data, error, refetch } = useRead("/api/timeline", { query: { ...asked, limit: MOST } }, { keep: true });
  const [dragged, setDragged] = useState<Span | null>(null);
  const whole = useMemo(() => (data ? wholeOf(data) : null), [data]);
  const brushed = query.from && query.to ? around(query.from, query.to) : null;
  const kept = spanOf(params.get("win"));
  // To brush another time leads there, whatever was looked at before.
  const span =
    dragged ??
    (kept && brushed && (kept.end < brushed.start || kept.start > brushed.end) ? brushed : kept) ??
    brushed ??
    whole;

  // More than one answer holds: what is looked at is asked for by itself, in wide steps so that a small move asks for nothing new.
  const many = data?.items.next != null;
  const part = useRead(
    "/api/timeline",
    { query: { ...asked, ...(span && stepped(span)), limit: MOST } },
    { enabled: many && span !== null, keep: true },
  );
  const answer = many ? (part.data ?? data) : data;
  const items = useMemo(() => answer?.items.items ?? [], [answer]);

  const keep = useDebouncedCallback((to: Span) => {
    patch({ win: written(to) }, { replace: true });
    setDragged(null);
  }, 300);
  const onSpan = (to: Span) => {
    setDragged(to);
    keep(to);
  };
  const labelOf = useCallback(
    (item: Dated) => {
      if (item.happening) return item.happening.event.name;
      if (!item.line) return "";
      return `${item.line.subject.name} ${words.phrase(item.line)} ${item.line.object?.name ?? ""}`.trim();
    },
    [words],
  );
  const titleOf = useCallback(
    (item: Dated) => {
      const of = item.happening ?? item.line;
      const dates = item.dates.filter((each) => !each.negated).map(when.date);
      const said = [labelOf(item), (item.happening?.differ ? dates : dates.slice(0, 1)).join(` ${t("or")} `)];
      if (item.happening && item.happening.standing !== "held") said.push(t(`standing.${item.happening.standing}`));
      if (of && of.modality !== "stated") said.push(words.modality(of.modality));
      if (disputed(item)) said.push(t("words:mark.disputed"));
      if (of)
        said.push(
          t("shell:belief.label", { belief: words.percent(of.belief), review: t(`words:reviewMeans.${of.review}`) }),
        );
      return said.filter(Boolean).join(" · ");
    },
    [labelOf, t, when, words],
  );
  const laneOf = (lane: Lane) => {
    const [what, name = ""] = lane.id.split(":");
    return lane.entity ? lane.entity.name : what === "line" ? words.predicate(name) : words.kind(name);
  };
  const pick = (item: Dated) => {
    const [kind, ...rest] = item.opens.split(":");
    if (kind === "entity" || kind === "pair") select(kind, rest.join(":"));
  };
  const sel = selected ? `${selected.kind}:${selected.id}` : null;
  const step = (by: 1 | -1) => {
    const at = items.findIndex((each) => each.opens === sel);
    const next = at < 0 ? items[by > 0 ? 0 : items.length - 1] : items[at + by];
    if (!next) return;
    pick(next);
    const day = next.first ?? next.last;
    if (span && day && (day < asDay(span.start) || day > asDay(span.end)))
      onSpan(moved(span, Date.parse(day) / 86_400_000 - (span.start + span.end) / 2));
  };
  const zoom = (by: number) => span && onSpan(zoomed(span, by, (span.start + span.end) / 2));
  const pan = (by: number) => span && onSpan(moved(span, (span.end - span.start) * by));
  const fit = () => {
    setDragged(null);
    patch({ win: null });
  };
  const group = t("shell:view.timeline");
  useOffer([
    { id: "timeline.next", label: t("next"), group, keys: "j", run: () => step(1) },
    { id: "timeline.previous", label: t("previous"), group, keys: "k", run: () => step(-1) },
    { id: "timeline.in", label: t("zoomIn"), group, keys: "+", run: () => void zoom(0.6) },
    { id: "timeline.out", label: t("zoomOut"), group, keys: "-", run: () => void zoom(1 / 0.6) },
    { id: "timeline.fit", label: t("fit"), group, keys: "0", run: fit },
  ]);

  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={10} />;
  const undated = params.get("undated_list") === "1";
  const addable = selected?.kind === "entity" && !about.includes(selected.id) ? selected.id : null;
  return (
    <div className={classes.view}>
      <div className={classes.main}>
        <div className={classes.tools} role="toolbar" aria-label={t("tools")}>
          <SegmentedControl
            aria-label={t("lanesBy")}
            value={by}
            onChange={(value) => patch({ lanes: value === "kind" ? null : value, open: null })}
            data={[
              { value: "kind", label: t("byKind") },
              { value: "entity", label: t("byEntity") },
            ]}
          />
          <SegmentedControl
            aria-label={t("shownAs")}
            value={shown}
            onChange={(value) => patch({ as: value === "lanes" ? null : value })}
            data={[
              { value: "lanes", label: t("asLanes") },
              { value: "list", label: t("asList") },
            ]}
          />
          {data.about.map((entity) => (
            <span key={entity.id} className={classes.about}>
              <EntityName entity={entity} />
              <CloseButton
                size="xs"
                aria-label={t("without", { name: entity.name })}
                onClick={() => patch({ about: about.filter((each) => each !== entity.id) })}
              />
            </span>
          ))}
          {addable && (
            <Button
              variant="default"
              leftSection={<IconUserPlus size={14} aria-hidden />}
              onClick={() => patch({ about: [...about, addable] })}
            >
              {t(by === "entity" ? "addLane" : "onlySelected")}
            </Button>
          )}
          <span className={classes.gap} />
          {data.undated > 0 && (
            <Button
              variant={undated ? "light" : "default"}
              aria-pressed={undated}
              onClick={() => patch({ undated_list: undated ? null : "1" })}
            >
              {t("undatedButton", { count: data.undated, events: words.number(data.undated) })}
            </Button>
          )}
          <Tool label={t("earlier")} icon={IconArrowLeft} onClick={() => void pan(-0.5)} />
          <Tool label={t("later")} icon={IconArrowRight} onClick={() => void pan(0.5)} />
          <Tool label={t("zoomIn")} icon={IconPlus} onClick={() => void zoom(0.6)} />
          <Tool label={t("zoomOut")} icon={IconMinus} onClick={() => void zoom(1 / 0.6)} />
          <Tool label={t("fit")} icon={IconArrowsHorizontal} onClick={fit} />
        </div>
        {items.length === 0 || !span ? (
          <EmptyState title={t("empty.title")}>{t(data.elsewhere > 0 ? "empty.elsewhere" : "empty.do")}</EmptyState>
        ) : shown === "list" ? (
          <div className={classes.list}>
            <VirtualList items={items} keyOf={(item) => item.id} label={t("asList")} estimate={72}>
              {(item) =>
                item.happening ? <HappeningRow of={item.happening} /> : item.line && <LineRow line={item.line} />
              }
            </VirtualList>
          </div>
        ) : (
          <Lanes
            timeline={answer ?? data}
            items={items}
            span={span}
            opened={opened}
            selected={sel}
            labelOf={labelOf}
            titleOf={titleOf}
            laneOf={laneOf}
            onSpan={onSpan}
            onPick={pick}
            onOpen={(lane) => patch({ open: [...opened, lane] })}
          />
        )}
        {(answer?.items.next || data.elsewhere > 0) && (
          <Text size="xs" c="dimmed" px="sm" py={2} role="status">
            {answer?.items.next &&
              t("tooMany", { shown: words.number(items.length), total: words.number(answer.items.total) })}{" "}
            {data.elsewhere > 0 && t("elsewhere", { count: data.elsewhere, events: words.number(data.elsewhere) })}
          </Text>
        )}
        <Legend />
      </div>
      {undated && (
        <Undated asked={{ ...query, ...(about.length && { about }) }} onClose={() => patch({ undated_list: null })} />
      )}
    </div>
  );
}

/** Events that no claim gives a date to. */
function Undated({ asked, onClose }: { asked: object; onClose: () => void }) {
  const { t } = useTranslation("timeline");
  const found = usePages("/api/timeline/undated", { query: { ...asked, limit: 50 } }, { keep: true });
  return (
    <aside className={classes.side} aria-label={t("undatedTitle")}>
      <header className={classes.sideHead}>
        <strong>{t("undatedTitle")}</strong>
        <CloseButton size="sm" aria-label={t("shell:close")} onClick={onClose} />
      </header>
      <div className={classes.list}>
        {found.isLoading && <Loading />}
        {found.error && <ErrorState compact error={found.error} retry={found.retry} />}
        {found.items.map((each) => (
          <HappeningRow key={each.event.id} of={each} />
        ))}
        <More shown={found.items.length} total={found.total} more={found.more} busy={found.isLoadingMore} />
      </div>
    </aside>
  );
}

function Tool({ label, onClick, icon: Picture }: { label: string; onClick: () => void; icon: Icon }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" aria-label={label} onClick={onClick}>
        <Picture size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

const wholeOf = ({ first, last }: Timeline): Span | null => (first && last ? around(first, last) : null);

/** A window around what is looked at, its ends on a grid half as long. */
function stepped({ start, end }: Span): { since: string; until: string } {
  const grid = Math.max(1, 2 ** Math.round(Math.log2((end - start) / 2)));
  return { since: asDay(Math.floor(start / grid) * grid), until: asDay(Math.ceil(end / grid) * grid) };
}
