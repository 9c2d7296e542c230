import { CloseButton, Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useMemo, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { useWords } from "@/parts/words";
import { useFilter } from "@/state/filter";

import classes from "./Brush.module.css";
import { asDay, dayNumber, scaleOf, windowOf, type Window } from "./days";

const BINS = 160;

/** The density strip: when the map's lines lie. Dragging over it, or its two handles, sets the time of the filter. */
export function Brush() {
  const { t } = useTranslation();
  const words = useWords();
  const { query, reset, set } = useFilter();
  const { data } = useRead(
    "/api/density",
    { query: { ...query, from: undefined, to: undefined, bins: BINS } },
    { keep: true },
  );
  const { ref, width } = useElementSize();
  const [drawn, setDrawn] = useState<Window | null>(null);
  const [grip, setGrip] = useState<"first" | "last" | "draw" | "move" | null>(null);
  const [start, setStart] = useState<{ day: number; window: Window }>({ day: 0, window: { first: 0, last: 0 } });

  const first = data?.first ? dayNumber(data.first) : null;
  const last = data?.last ? dayNumber(data.last, true) : null;
  const scale = useMemo(
    () => (first === null || last === null ? null : scaleOf(first, last, width)),
    [first, last, width],
  );
  if (!data || !scale || first === null || last === null) return <div ref={ref} className={classes.brush} />;

  const whole = { first, last };
  const chosen = drawn ?? windowOf(query.from, query.to, whole);
  const brushed = drawn !== null || query.from !== undefined || query.to !== undefined;
  const most = Math.max(1, ...data.bins);

  const commit = (next: Window) => {
    const all = next.first <= first && next.last >= last;
    set({ from: all ? null : asDay(next.first), to: all ? null : asDay(next.last) });
  };
  const dayAt = (event: PointerEvent) => scale.day(event.clientX - event.currentTarget.getBoundingClientRect().left);
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const day = dayAt(event);
    const near = (of: number) => Math.abs(scale.x(of) - scale.x(day)) < 7;
    setGrip(
      brushed && near(chosen.first)
        ? "first"
        : brushed && near(chosen.last)
          ? "last"
          : brushed && event.shiftKey
            ? "move"
            : "draw",
    );
    setStart({ day, window: chosen });
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onMove = (event: PointerEvent) => {
    if (!grip) return;
    const day = dayAt(event);
    const by = day - start.day;
    const { window } = start;
    if (grip === "draw") setDrawn({ first: Math.min(start.day, day), last: Math.max(start.day, day) });
    else if (grip === "move") setDrawn({ first: window.first + by, last: window.last + by });
    else if (grip === "first") setDrawn({ first: Math.min(day, window.last), last: window.last });
    else setDrawn({ first: window.first, last: Math.max(day, window.first) });
  };
  const onUp = () => {
    if (drawn && scale.x(drawn.last) - scale.x(drawn.first) > 3) commit(drawn);
    else if (drawn === null && grip === "draw" && brushed) reset("time");
    setDrawn(null);
    setGrip(null);
  };
  const onKey = (end: "first" | "last") => (event: KeyboardEvent) => {
    const step = event.shiftKey
      ? Math.max(1, Math.round((last - first) / 20))
      : Math.max(1, Math.round((last - first) / 200));
    const by = {
      ArrowLeft: -step,
      ArrowDown: -step,
      ArrowRight: step,
      ArrowUp: step,
      PageDown: -step * 10,
      PageUp: step * 10,
    }[event.key];
    const to =
      event.key === "Home" ? first : event.key === "End" ? last : by === undefined ? undefined : chosen[end] + by;
    if (to === undefined) return;
    event.preventDefault();
    const day = Math.min(last, Math.max(first, to));
    commit(
      end === "first"
        ? { first: Math.min(day, chosen.last), last: chosen.last }
        : { first: chosen.first, last: Math.max(day, chosen.first) },
    );
  };

  return (
    <section className={classes.brush} aria-label={t("brush.title")}>
      <div className={classes.words}>
        <Text size="xs" truncate>
          {brushed ? `${words.day(asDay(chosen.first))} – ${words.day(asDay(chosen.last))}` : t("brush.all")}
        </Text>
        {brushed && <CloseButton size="xs" aria-label={t("brush.reset")} onClick={() => reset("time")} />}
      </div>
      <div
        ref={ref}
        className={classes.strip}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => (setDrawn(null), setGrip(null))}
        title={t("brush.how")}
      >
        <svg width={width} height="100%" preserveAspectRatio="none" viewBox={`0 0 ${data.bins.length} 100`} aria-hidden>
          {data.bins.map((count, bin) => {
            const height = count === 0 ? 0 : 6 + (count / most) * 90;
            return <rect key={bin} x={bin + 0.08} width={0.84} y={100 - height} height={height} />;
          })}
        </svg>
        <div className={classes.ticks} aria-hidden>
          {scale.ticks.map((tick) => (
            <span key={tick.day} style={{ insetInlineStart: tick.x }}>
              {tick.label}
            </span>
          ))}
        </div>
        {brushed && (
          <>
            <div
              className={classes.out}
              style={{ insetInlineStart: 0, inlineSize: Math.max(0, scale.x(chosen.first)) }}
            />
            <div className={classes.out} style={{ insetInlineStart: scale.x(chosen.last), insetInlineEnd: 0 }} />
          </>
        )}
        {(["first", "last"] as const).map((end) => (
          <div
            key={end}
            className={classes.handle}
            data-brushed={brushed || undefined}
            role="slider"
            tabIndex={0}
            aria-label={t(`brush.${end}`)}
            aria-valuemin={first}
            aria-valuemax={last}
            aria-valuenow={Math.min(last, Math.max(first, chosen[end]))}
            aria-valuetext={words.day(asDay(chosen[end]))}
            style={{ insetInlineStart: Math.min(width, Math.max(0, scale.x(chosen[end]))) }}
            onKeyDown={onKey(end)}
          />
        ))}
      </div>
      {data.undated > 0 && (
        <Text size="xs" c="dimmed" className={classes.undated}>
          {t("brush.undated", { count: data.undated, links: words.number(data.undated) })}
        </Text>
      )}
    </section>
  );
}
