import { useCallback, useEffect, useRef, useState } from "react";

import { Board, type BoardEvents, type Marks } from "./Board";
import type { At, Edits } from "./edits";
import type { NamedDisc } from "./grouping";
import type { Scheme } from "./look";
import type { ChartData } from "./model";

interface Wanted {
  data: ChartData | undefined;
  edits: Edits;
  scheme: Scheme;
  arranged: { at: ReadonlyMap<string, At>; discs: readonly NamedDisc[] };
  marks: Marks;
  on: Omit<BoardEvents, "frame">;
}

/** A board in an element: give `ref` to the element. */
export function useBoard({ data, edits, scheme, arranged, marks, on }: Wanted) {
  const [board, setBoard] = useState<Board | null>(null);
  const latest = useRef(on);
  const awaited = useRef<ChartData | null>(null);
  useEffect(() => {
    latest.current = on;
  });

  const ref = useCallback((element: HTMLDivElement | null) => {
    if (!element) return;
    const made = new Board(element, {
      hover: (id) => latest.current.hover(id),
      hoverLine: (id, at) => latest.current.hoverLine(id, at),
      node: (id, many) => latest.current.node(id, many),
      line: (id) => latest.current.line(id),
      ground: () => latest.current.ground(),
      moved: (to) => latest.current.moved(to),
      expand: (id) => latest.current.expand(id),
      menu: (id, at) => latest.current.menu(id, at),
      area: (ids, more) => latest.current.area(ids, more),
      drawsAround: () => latest.current.drawsAround(),
      frame: () => {
        if (awaited.current) {
          awaited.current = null;
          performance.mark("chart:painted");
        }
      },
    });
    setBoard(made);
    const observer = new ResizeObserver(() => made.resized());
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.kill();
      setBoard(null);
    };
  }, []);

  useEffect(() => {
    if (!board || !data) return;
    awaited.current = data;
    board.show(data, edits, scheme, arranged.at, arranged.discs);
  }, [board, data, edits, scheme, arranged]);
  useEffect(() => {
    board?.mark(marks);
  }, [board, marks]);

  return { ref, board };
}
