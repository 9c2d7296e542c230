import classes from "./chart.module.css";
import type { At } from "./edits";
import { box } from "./hit";

interface Wanted {
  /** Whether the next drag draws an outline: by the tool everywhere, with Shift on the ground alone. */
  begins: (shift: boolean) => "loop" | "box" | null;
  /** The outline that was drawn, in pixels of the element, and whether what is inside comes to what is selected. */
  ends: (outline: readonly At[], more: boolean) => void;
}

const SVG = "http://www.w3.org/2000/svg";
const SLACK = 4;

/** Draws an outline over an element with the pointer: a box, or a loop by free hand. Returns how to end it. */
export function outlining(element: HTMLElement, { begins, ends }: Wanted): () => void {
  let drawn: {
    how: "loop" | "box";
    points: At[];
    more: boolean;
    shape: SVGElement;
    polygon: SVGPolygonElement;
  } | null = null;
  let swallow = false;
  const at = (event: MouseEvent): At => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const outline = (): At[] => {
    const points = drawn?.points ?? [];
    const [first, last] = [points[0], points.at(-1)];
    return drawn?.how === "box" && first && last ? box(first, last) : points;
  };
  const down = (event: MouseEvent) => {
    swallow = false;
    const how = event.button === 0 ? begins(event.shiftKey) : null;
    if (!how) return;
    event.stopPropagation(); // or the chart would be dragged along
    const shape = document.createElementNS(SVG, "svg");
    shape.setAttribute("class", classes.outline ?? "");
    const polygon = document.createElementNS(SVG, "polygon");
    shape.append(polygon);
    element.append(shape);
    drawn = { how, points: [at(event)], more: event.shiftKey || event.ctrlKey || event.metaKey, shape, polygon };
  };
  const move = (event: MouseEvent) => {
    if (!drawn) return;
    event.stopPropagation();
    drawn.points.push(at(event));
    drawn.polygon.setAttribute(
      "points",
      outline()
        .map(({ x, y }) => `${x},${y}`)
        .join(" "),
    );
  };
  const leave = () => {
    drawn?.shape.remove();
    drawn = null;
  };
  const up = () => {
    if (!drawn) return;
    const { points, more } = drawn;
    const [first] = points;
    swallow = points.some(({ x, y }) => first && Math.hypot(x - first.x, y - first.y) > SLACK);
    const found = outline();
    leave();
    if (swallow) ends(found, more);
  };
  const click = (event: MouseEvent) => {
    if (swallow) event.stopPropagation();
    swallow = false;
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && drawn) leave();
  };
  const ending = new AbortController();
  const capture = { capture: true, signal: ending.signal };
  element.addEventListener("mousedown", down, capture);
  element.addEventListener("click", click, capture);
  document.addEventListener("mousemove", move, capture);
  document.addEventListener("mouseup", up, capture);
  document.addEventListener("keydown", escape, capture);
  return () => {
    leave();
    ending.abort();
  };
}
