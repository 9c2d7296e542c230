import { useMemo, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Density } from "@/api/types";
import { useWords } from "@/parts/words";

import classes from "./Brush.module.css";
import { asDay, scaleOf, type Window } from "./days";
import { useWidth } from "./useWidth";

interface Props {
  data: Density;
  whole: Window;
  /** What the filter shows, as it is being dragged if it is. */
  chosen: Window;
  brushed: boolean;
  onDrawn: (drawn: Window | null) => void;
  onChosen: (chosen: Window) => void;
  onReset: () => void;
}

/** The strip itself: bars for the lines of each stretch of time, those that state their day in full colour, and two handles. */
export function BrushStrip({ data, whole, chosen, brushed, onDrawn, onChosen, onReset }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { ref, width } = useWidth<HTMLDivElement>();
  const [drawn, setDrawn] = useState<Window | null>(null);
  const [grip, setGrip] = useState<"first" | "last" | "draw" | "move" | null>(null);
  const [start, setStart] = useState<{ day: number; window: Window }>({ day: 0, window: { first: 0, last: 0 } });

  const { first, last } = whole;
  const scale = useMemo(() => scaleOf(first, last, width), [first, last, width]);
  const most = Math.max(1, ...data.bins);
  const draw = (next: Window | null) => {
    setDrawn(next);
    onDrawn(next);
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
    if (grip === "draw") draw({ first: Math.min(start.day, day), last: Math.max(start.day, day) });
    else if (grip === "move") draw({ first: window.first + by, last: window.last + by });
    else if (grip === "first") draw({ first: Math.min(day, window.last), last: window.last });
    else draw({ first: window.first, last: Math.max(day, window.first) });
  };
  const onUp = () => {
    if (drawn && scale.x(drawn.last) - scale.x(drawn.first) > 3) onChosen(drawn);
    else if (drawn === null && grip === "draw" && brushed) onReset();
    draw(null);
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
    onChosen(
      end === "first"
        ? { first: Math.min(day, chosen.last), last: chosen.last }
        : { first: chosen.first, last: Math.max(day, chosen.first) },
    );
  };

  return (
    <div
      ref={ref}
      className={classes.strip}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={() => (draw(null), setGrip(null))}
      title={t("brush.how")}
    >
      <svg width={width} height="100%" preserveAspectRatio="none" viewBox={`0 0 ${data.bins.length} 100`} aria-hidden>
        {data.bins.map((count, bin) => {
          const height = count === 0 ? 0 : 6 + (count / most) * 90;
          const stated = count === 0 ? 0 : (height * (data.stated[bin] ?? 0)) / count;
          return (
            <g key={bin}>
              <rect data-reported x={bin + 0.08} width={0.84} y={100 - height} height={height} />
              <rect x={bin + 0.08} width={0.84} y={100 - stated} height={stated} />
            </g>
          );
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
  );
}
