import type { Chosen } from "./types";

/** The place of a boundary of the browser's selection among the characters of the document; null outside of the text. */
function placeOf(node: Node, offset: number): number | null {
  const element = node instanceof Element ? (node.childNodes[offset] ?? node) : node;
  const run = (element instanceof Element ? element : element.parentElement)?.closest<HTMLElement>("[data-at]");
  if (!run?.dataset["at"]) return null;
  const start = Number(run.dataset["at"]);
  if (!(node instanceof Text)) return start;
  return start + Array.from(node.data.slice(0, offset)).length;
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
