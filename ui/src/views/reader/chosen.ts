import type { Chosen } from "./types";

const lettersIn = (text: string) => Array.from(text).length;

/** The place of a boundary of the browser's selection among the characters of the document; null outside of the text. */
function placeOf(node: Node, offset: number): number | null {
  if (node instanceof Text) {
    const run = node.parentElement?.closest<HTMLElement>("[data-at]");
    return run ? Number(run.dataset["at"]) + lettersIn(node.data.slice(0, offset)) : null;
  }
  if (!(node instanceof Element)) return null;
  // Between elements, as when a whole line is selected: where the next run starts, or else where the last one ends.
  const next = node.childNodes[offset];
  if (next instanceof HTMLElement) {
    const run = next.matches("[data-at]") ? next : next.querySelector<HTMLElement>("[data-at]");
    if (run) return Number(run.dataset["at"]);
  }
  const last = [...node.querySelectorAll<HTMLElement>("[data-at]")].at(-1);
  return last ? Number(last.dataset["at"]) + lettersIn(last.textContent ?? "") : null;
}

/** What is selected in the text of the document, when something is. */
export function chosenIn(container: HTMLElement): Chosen | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!container.contains(range.startContainer) || !container.contains(range.endContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  const text = selection.toString();
  return start !== null && end !== null && end > start && text.trim() ? { start, end, text } : null;
}
