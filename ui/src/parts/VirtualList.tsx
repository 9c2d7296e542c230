import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type ReactNode } from "react";

interface Props<T> {
  items: readonly T[];
  /** Stable key of an item. */
  keyOf: (item: T) => string;
  children: (item: T, index: number) => ReactNode;
  /** Height of a row in CSS pixels before it is measured. */
  estimate?: number;
  label: string;
  /** Called when the end comes into sight: give it the `more` of usePages. */
  more?: (() => void) | undefined;
  /** Index to bring into sight. */
  focus?: number | undefined;
}

/** A list of any length that draws only the rows in sight. It fills its parent, which must have a height. */
export function VirtualList<T>({ items, keyOf, children, estimate = 40, label, more, focus }: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer changes as it is scrolled; the compiler's rules know it and leave this component alone.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => keyOf(items[index] as T),
    overscan: 8,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;

  useEffect(() => {
    if (more && items.length > 0 && last >= items.length - 5) more();
  }, [more, last, items.length]);
  useEffect(() => {
    if (focus !== undefined && focus >= 0) rows.scrollToIndex(focus, { align: "auto" });
  }, [focus, rows]);

  return (
    <div ref={scroller} style={{ blockSize: "100%", overflow: "auto" }} tabIndex={0} role="list" aria-label={label}>
      <div style={{ blockSize: rows.getTotalSize(), position: "relative" }}>
        {shown.map((row) => (
          <div
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            role="listitem"
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            style={{ position: "absolute", insetInline: 0, top: 0, transform: `translateY(${row.start}px)` }}
          >
            {children(items[row.index] as T, row.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
