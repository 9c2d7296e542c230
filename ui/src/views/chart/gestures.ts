import type Sigma from "sigma";

import type { At } from "./edits";

/** What the gestures need to know of the board. */
export interface Ground {
  /** Those that go along when one is dragged: all that are selected with it. */
  along: (id: string) => readonly string[];
  placeOf: (id: string) => At;
  put: (id: string, at: At) => void;
  /** The line at a place on the screen, and whether the pointer is told while it moves (that costs time on large charts). */
  lineAt: (at: At) => string | null;
  feelsLines: () => boolean;
}

export interface Heard {
  hover: (id: string | null) => void;
  hoverLine: (id: string | null, at: At) => void;
  node: (id: string, many: boolean) => void;
  line: (id: string) => void;
  ground: () => void;
  moved: (to: ReadonlyMap<string, At>) => void;
  expand: (id: string) => void;
  menu: (id: string | null, at: At) => void;
}

const SLACK = 4;

/** Pointer and finger on the chart: over a node or a line, a click, a drag that moves, a double click, the other button. */
export class Gestures {
  #dragging: { id: string; from: At; moved: boolean } | null = null;
  /** A drag ends with a click, which is not meant. */
  #dragged = false;
  #over: { node: string | null; line: string | null } = { node: null, line: null };

  constructor(sigma: Sigma, ground: Ground, heard: Heard) {
    const pointer = () => {
      sigma.getContainer().style.cursor = this.#over.node || this.#over.line ? "pointer" : "";
    };
    const overLine = (line: string | null, at: At) => {
      if (line === this.#over.line) return;
      this.#over.line = line;
      heard.hoverLine(line, at);
      pointer();
    };
    sigma.on("enterNode", ({ node, event }) => {
      overLine(null, event);
      this.#over.node = node;
      heard.hover(node);
      pointer();
    });
    sigma.on("leaveNode", () => {
      this.#over.node = null;
      heard.hover(null);
      pointer();
    });
    sigma.on("leaveStage", ({ event }) => overLine(null, event));
    sigma.getMouseCaptor().on("mousemove", (event) => {
      const idle = !this.#over.node && !this.#dragging && !sigma.getMouseCaptor().isMouseDown;
      overLine(idle && ground.feelsLines() ? ground.lineAt(event) : null, { x: event.x, y: event.y });
    });
    sigma.on("clickNode", ({ node, event }) => {
      if (this.#dragged) return;
      const { shiftKey, ctrlKey, metaKey } = event.original as MouseEvent;
      heard.node(node, shiftKey || ctrlKey || metaKey);
    });
    sigma.on("clickStage", ({ event }) => {
      const line = ground.lineAt(event);
      if (line) heard.line(line);
      else heard.ground();
    });
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      heard.expand(node);
    });
    sigma.on("rightClickNode", ({ node, event }) => {
      event.original.preventDefault();
      heard.menu(node, event);
    });
    sigma.on("rightClickStage", ({ event }) => {
      event.original.preventDefault();
      heard.menu(null, event);
    });
    sigma.on("downNode", ({ node, event }) => {
      this.#dragged = false;
      if ((event.original as MouseEvent).button) return;
      this.#dragging = { id: node, from: { x: event.x, y: event.y }, moved: false };
    });
    sigma.on("moveBody", ({ event }) => {
      const drag = this.#dragging;
      if (!drag) return;
      if (!drag.moved && Math.hypot(event.x - drag.from.x, event.y - drag.from.y) < SLACK) return;
      drag.moved = this.#dragged = true;
      const to = sigma.viewportToGraph(event);
      const from = ground.placeOf(drag.id);
      for (const id of ground.along(drag.id)) {
        const { x, y } = ground.placeOf(id);
        ground.put(id, { x: x + to.x - from.x, y: y + to.y - from.y });
      }
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const drop = () => {
      const drag = this.#dragging;
      this.#dragging = null;
      if (drag?.moved) heard.moved(new Map(ground.along(drag.id).map((id) => [id, ground.placeOf(id)])));
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
  }

  /** The node that the pointer is over. */
  get over(): string | null {
    return this.#over.node;
  }
}
