import { useRef, type MouseEvent, type PointerEvent } from "react";

import type { Chosen, PlacedWord } from "./types";
import { chosenWords, nearestWord } from "./words";

/** Below this many pixels a press is a click. */
const DRAG = 4;

interface Drag {
  from: number;
  x: number;
  y: number;
  moved: boolean;
}

/**
 * Selecting words on a page by dragging over them. The browser's own dragging jumps to the end of the page between two words
 * that stand free; so the nearest word is looked for here, and the browser told which ones are selected.
 */
export function useDragWords(
  words: readonly PlacedWord[],
  choose: (chosen: Chosen | null, at: DOMRect | null) => void,
) {
  const drag = useRef<Drag | null>(null);
  const at = (event: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return nearestWord(words, (event.clientX - left) / width, (event.clientY - top) / height);
  };
  return {
    /** Else the browser would select by itself as well; the keys are to stay with the pages. */
    onMouseDown: (event: MouseEvent<HTMLElement>) => {
      event.preventDefault();
      event.currentTarget.closest<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      drag.current = null;
      if (event.button !== 0 || event.pointerType === "touch") return;
      window.getSelection()?.removeAllRanges();
      choose(null, null);
      drag.current = { from: at(event), x: event.clientX, y: event.clientY, moved: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const now = drag.current;
      if (!now || now.from < 0) return;
      if (!now.moved && Math.hypot(event.clientX - now.x, event.clientY - now.y) < DRAG) return;
      if (!now.moved) event.currentTarget.setPointerCapture(event.pointerId);
      now.moved = true;
      mark(event.currentTarget, words, now.from, at(event));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const now = drag.current;
      if (!now?.moved) return;
      const to = at(event);
      mark(event.currentTarget, words, now.from, to);
      const range = window.getSelection()?.rangeCount ? window.getSelection()?.getRangeAt(0) : undefined;
      choose(chosenWords(words, now.from, to), range?.getBoundingClientRect() ?? null);
    },
    /** The click that ends a drag opens nothing. */
    onClickCapture: (event: { stopPropagation: () => void }) => {
      if (drag.current?.moved) event.stopPropagation();
      drag.current = null;
    },
  };
}

/** Tells the browser that the words from one to the other are selected. */
function mark(page: HTMLElement, words: readonly PlacedWord[], one: number, other: number): void {
  const [first, last] = [Math.min(one, other), Math.max(one, other)].map((place) =>
    page.querySelector(`[data-at="${words[place]?.start}"]`),
  );
  const [begin, end] = [first?.firstChild, last?.firstChild];
  if (begin instanceof Text && end instanceof Text)
    window.getSelection()?.setBaseAndExtent(begin, 0, end, end.length - 1);
}
