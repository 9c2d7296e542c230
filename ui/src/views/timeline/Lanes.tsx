import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import { EntityName } from "@/parts/EntityName";
import { useWords } from "@/parts/words";
import { useWidth } from "@/shell/useWidth";

import { moved, tickLabel, ticks, zoomed, type Span } from "./axis";
import { heightOf, layOut, neighbour, ROW, type Dated, type LaidLane, type Lane, type Timeline } from "./layout";
import { Mark } from "./Mark";
import classes from "./timeline.module.css";

interface Props {
  timeline: Timeline;
  items: readonly Dated[];
  span: Span;
  opened: ReadonlySet<string>;
  selected: string | null;
  labelOf: (item: Dated) => string;
  titleOf: (item: Dated) => string;
  laneOf: (lane: Lane) => string;
  onSpan: (span: Span) => void;
  onPick: (item: Dated) => void;
  onOpen: (lane: string) => void;
}

const KEYS = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
} as const;

/** The lanes: drawn where one looks and nowhere else. Dragging pans, the wheel with Ctrl zooms, arrow keys go from item to item. */
export function Lanes(props: Props) {
  const { timeline, items, span, opened, selected, labelOf, titleOf, laneOf, onSpan, onPick, onOpen } = props;
  const { t, i18n } = useTranslation("timeline");
  const language = i18n.resolvedLanguage ?? "en";
  const words = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: track, width } = useWidth<HTMLDivElement>();
  const [focused, setFocused] = useState<{ lane: string; id: string } | null>(null);
  const [drag, setDrag] = useState<{ x: number; span: Span } | null>(null);

  const perDay = width / (span.end - span.start);
  const offset = span.start * perDay;
  // Rows depend on the scale alone, so that nothing jumps while one pans.
  const scale = Number(perDay.toPrecision(3));
  const lanes = useMemo(
    () => layOut({ lanes: timeline.lanes, items }, scale || 1, opened, labelOf),
    [timeline.lanes, items, scale, opened, labelOf],
  );
  const stretch = perDay / (scale || 1);
  // eslint-disable-next-line react-hooks/incompatible-library -- as in parts/VirtualList
  const rows = useVirtualizer({
    count: lanes.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(lanes[index] as LaidLane),
    getItemKey: (index) => (lanes[index] as LaidLane).lane.id,
    overscan: 4,
  });
  useEffect(() => rows.measure(), [rows, lanes]);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (!box || width === 0) return;
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      onSpan(
        zoomed(
          span,
          1.0015 ** event.deltaY,
          span.start + ((event.clientX - box.left) / width) * (span.end - span.start),
        ),
      );
    } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      event.preventDefault();
      onSpan(moved(span, sideways / perDay));
    }
  });
  useEffect(() => {
    const element = scroller.current;
    const listen = (event: WheelEvent) => onWheel(event);
    element?.addEventListener("wheel", listen, { passive: false });
    return () => element?.removeEventListener("wheel", listen);
  }, []);

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target as Element).closest("button, a")) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ x: event.clientX, span });
  };
  const onMove = (event: PointerEvent) => drag && onSpan(moved(drag.span, (drag.x - event.clientX) / perDay));

  const first = lanes.find(({ placed }) => placed.length > 0);
  const stop = focused ?? (first?.placed[0] ? { lane: first.lane.id, id: first.placed[0].item.id } : null);
  const idOf = (lane: string, item: string) => `t-${lane}-${item}`.replace(/[^\w-]/g, "_");
  const goTo = (next: { lane: string; id: string }) => {
    setFocused(next);
    const index = lanes.findIndex(({ lane }) => lane.id === next.lane);
    const placed = lanes[index]?.placed.find(({ item }) => item.id === next.id);
    if (!placed) return;
    const day = (placed.left * stretch) / perDay;
    const room = (span.end - span.start) * 0.1;
    if (day < span.start + room || day > span.end - room * 2) onSpan(moved(span, day - (span.start + span.end) / 2));
    rows.scrollToIndex(index, { align: "auto" });
    requestAnimationFrame(() =>
      requestAnimationFrame(() => document.getElementById(idOf(next.lane, next.id))?.focus({ preventScroll: true })),
    );
  };
  const onKey = (lane: string, item: Dated) => (event: KeyboardEvent) => {
    const towards = KEYS[event.key as keyof typeof KEYS];
    if (!towards || event.ctrlKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = neighbour(lanes, { lane, id: item.id }, towards);
    if (next) goTo(next);
  };

  const marks = width > 0 ? ticks(span, width) : [];
  const sees = (left: number, right: number) => right * stretch > offset - 60 && left * stretch < offset + width + 60;
  return (
    <div ref={scroller} className={classes.scroller} role="group" aria-label={t("lanes")}>
      <div className={classes.axis}>
        <div className={classes.laneHead} />
        <div ref={track} className={classes.track} aria-hidden>
          {marks.map((tick) => (
            <span
              key={tick.value}
              className={classes.tick}
              data-major={tick.major || undefined}
              style={{ insetInlineStart: (tick.day - span.start) * perDay }}
            >
              {tickLabel(tick, language)}
            </span>
          ))}
        </div>
      </div>
      <div
        className={classes.lanes}
        style={{ blockSize: rows.getTotalSize() }}
        data-dragged={drag !== null || undefined}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={() => setDrag(null)}
        onPointerCancel={() => setDrag(null)}
      >
        <div className={classes.grid} aria-hidden>
          {marks.map((tick) => (
            <span
              key={tick.value}
              data-major={tick.major || undefined}
              style={{ insetInlineStart: (tick.day - span.start) * perDay }}
            />
          ))}
        </div>
        {rows.getVirtualItems().map((virtual) => {
          const laid = lanes[virtual.index] as LaidLane;
          const { lane, placed, rest } = laid;
          const name = laneOf(lane);
          return (
            <section
              key={virtual.key}
              className={classes.lane}
              aria-label={t("lane", { name, count: lane.total, events: words.number(lane.total) })}
              style={{ transform: `translateY(${virtual.start}px)`, blockSize: virtual.size }}
            >
              <div className={classes.laneHead}>
                {lane.entity ? <EntityName entity={lane.entity} /> : <span className={classes.laneName}>{name}</span>}
                <span className={classes.count}>{words.number(lane.total)}</span>
              </div>
              <div className={classes.laneTrack}>
                {placed
                  .filter(({ left, right, labelWidth }) => sees(left, right + labelWidth))
                  .map((each) => (
                    <Mark
                      key={each.item.id}
                      id={idOf(lane.id, each.item.id)}
                      placed={{ ...each, left: each.left * stretch, right: each.right * stretch }}
                      perDay={perDay}
                      offset={offset}
                      width={width}
                      rowHeight={ROW}
                      title={titleOf(each.item)}
                      selected={selected === each.item.opens}
                      reachable={stop?.lane === lane.id && stop.id === each.item.id}
                      onPick={() => onPick(each.item)}
                      onFocus={() => setFocused({ lane: lane.id, id: each.item.id })}
                      onKey={onKey(lane.id, each.item)}
                    />
                  ))}
                {rest
                  .filter(({ left }) => sees(left, left + 50))
                  .map(({ left, items: more }) => (
                    <button
                      key={more[0]?.id}
                      type="button"
                      className={classes.more}
                      style={{
                        transform: `translateX(${left * stretch - offset}px)`,
                        insetBlockStart: (laid.rows - 1) * ROW,
                      }}
                      title={t("more", { count: more.length, events: words.number(more.length) })}
                      onClick={() => onOpen(lane.id)}
                    >
                      +{words.number(more.length)}
                    </button>
                  ))}
              </div>
            </section>
          );
        })}
      </div>
    </div>
  );
}
