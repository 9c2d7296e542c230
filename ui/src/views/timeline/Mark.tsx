import { IconAlertTriangle, IconBan } from "@tabler/icons-react";
import type { CSSProperties, KeyboardEvent } from "react";

import { extent, type Dated, type Placed } from "./layout";
import classes from "./timeline.module.css";

interface Props {
  placed: Placed;
  perDay: number;
  /** Pixels from the first of January 1970 to the left edge of what is seen. */
  offset: number;
  /** Pixels that are seen. */
  width: number;
  rowHeight: number;
  title: string;
  selected: boolean;
  reachable: boolean;
  onPick: () => void;
  onFocus: () => void;
  onKey: (event: KeyboardEvent) => void;
  id: string;
}

const UNSURE = new Set(["alleged", "believed", "predicted", "hypothetical"]);

/** Something on the timeline: a mark for a day, a bar with soft ends for a month or a year, an arrow where an end is open. */
export function Mark({
  placed,
  perDay,
  offset,
  width,
  rowHeight,
  title,
  selected,
  reachable,
  onPick,
  onFocus,
  onKey,
  id,
}: Props) {
  const { item, left, right, row, label, labelWidth, inside } = placed;
  const at = (x: number) => x - left;
  const best = extent(item.first, item.last, perDay);
  const happening = item.happening;
  const sure = happening ?? item.line;
  const others = happening?.differ
    ? item.dates.filter(
        (when) => !when.negated && (when.first || when.last) && (when.first !== item.first || when.last !== item.last),
      )
    : [];
  // What begins before the window has its label at the edge, as long as its bar is there.
  const hidden = Math.max(0, offset - left);
  // At the right edge a label is shortened, not cut.
  const room = offset + width - right - 8;
  const labelAt = inside ? Math.min(hidden, Math.max(0, right - left - labelWidth - 12)) + 6 : right - left + 4;
  const style: CSSProperties = {
    transform: `translateX(${left - offset}px)`,
    insetBlockStart: row * rowHeight,
    inlineSize: inside ? right - left : right - left + 4 + labelWidth,
  };
  return (
    <button
      type="button"
      id={id}
      className={classes.item}
      style={style}
      title={title}
      aria-label={title}
      aria-pressed={selected}
      tabIndex={reachable ? 0 : -1}
      onClick={onPick}
      onFocus={onFocus}
      onKeyDown={onKey}
    >
      {others.length > 0 && <span className={classes.tie} style={{ inlineSize: right - left }} />}
      {others.map((when) => {
        const other = extent(when.first, when.last, perDay);
        return (
          <span
            key={when.line}
            className={classes.shape}
            data-shape={shapeOf(when.first, when.last, when.granularity)}
            data-other
            style={{ insetInlineStart: at(other.left), inlineSize: other.right - other.left }}
          />
        );
      })}
      <span
        className={classes.shape}
        data-shape={shapeOf(item.first, item.last, granularityOf(item))}
        data-what={happening ? "event" : "line"}
        data-standing={happening?.standing ?? "held"}
        data-unsure={UNSURE.has(sure?.modality ?? "") || undefined}
        data-reviewed={sure?.review !== "none" || undefined}
        data-disputed={disputed(item) || undefined}
        style={{ insetInlineStart: at(best.left), inlineSize: best.right - best.left }}
      />
      <span
        className={classes.label}
        data-inside={inside || undefined}
        style={{
          insetInlineStart: labelAt,
          maxInlineSize: inside ? labelWidth : Math.min(labelWidth, Math.max(0, room)),
        }}
      >
        {happening?.standing === "denied" && <IconBan size={12} aria-hidden />}
        {disputed(item) && <IconAlertTriangle size={12} className={classes.alarm} aria-hidden />}
        <span className={classes.text}>{label}</span>
      </span>
    </button>
  );
}

export function disputed(item: Dated): boolean {
  return item.happening ? item.happening.differ || item.happening.disputed.length > 0 : (item.line?.disputed ?? false);
}

/** How finely the date is known by which an item is placed. */
function granularityOf(item: Dated): string {
  return item.dates.find((when) => when.first === item.first && when.last === item.last)?.granularity ?? "day";
}

function shapeOf(
  first: string | null,
  last: string | null,
  granularity: string,
): "mark" | "soft" | "span" | "after" | "before" {
  if (!last) return "after";
  if (!first) return "before";
  if (granularity === "span") return "span";
  return first === last ? "mark" : "soft";
}
