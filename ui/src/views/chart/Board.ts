import Graph from "graphology";
import Sigma from "sigma";
import { animateNodes } from "sigma/utils";

import type { At, Edits } from "./edits";
import { LINE_PROGRAMS, type LineData } from "./gl/LineProgram";
import { palette } from "./gl/palette";
import { HOLLOW, PINNED, RINGED, ShapeProgram, type ShapeData } from "./gl/ShapeProgram";
import { drawDiscs } from "./discs";
import { built, sized } from "./graph";
import type { Disc } from "./grouping";
import { Labels, type Box } from "./labels";
import { GROUND, INK, linkLook, nodeLook, type LinkLook, type NodeLook, type Scheme } from "./look";
import type { ChartData, ChartNode } from "./model";

/** What is emphasised on the chart. Null sets emphasise nothing. */
export interface Marks {
  hovered: string | null;
  selected: ReadonlySet<string>;
  line: string | null;
  /** Nodes and lines of the path that is looked at. */
  path: { nodes: ReadonlySet<string>; lines: ReadonlySet<string> } | null;
}

export interface BoardEvents {
  hover: (id: string | null) => void;
  node: (id: string, many: boolean) => void;
  line: (id: string) => void;
  ground: () => void;
  moved: (to: ReadonlyMap<string, At>) => void;
  menu: (id: string) => void;
  /** A frame was drawn: what lies over the canvas moves with it. */
  frame: () => void;
}

const CROWDED = 6000;
const DIMMABLE = 4000;
const NO_MARKS: Marks = { hovered: null, selected: new Set(), line: null, path: null };

/** The chart on a canvas: a sigma over a graph, told what stands on it and what is emphasised. Knows nothing of React. */
export class Board {
  readonly sigma: Sigma;
  readonly labels = new Labels();
  readonly #under: HTMLCanvasElement;
  #graph = new Graph({ type: "directed", multi: false });
  #many = false;
  #looks = new Map<string, NodeLook>();
  #lines = new Map<string, LinkLook>();
  #data: ChartData | null = null;
  #marks: Marks = NO_MARKS;
  #near: ReadonlySet<string> | null = null;
  #edits: Edits | null = null;
  #scheme: Scheme = "light";
  #discs: readonly (Disc & { name: string })[] = [];
  #dragging: { id: string; from: At; moved: boolean } | null = null;
  #at: ReadonlyMap<string, At> = new Map();
  #bounds = "";

  constructor(container: HTMLElement, events: BoardEvents) {
    this.sigma = new Sigma(this.#graph, container, {
      allowInvalidContainer: true,
      nodeProgramClasses: { shape: ShapeProgram },
      edgeProgramClasses: LINE_PROGRAMS,
      defaultNodeType: "shape",
      defaultEdgeType: "line",
      enableEdgeEvents: true,
      defaultDrawNodeLabel: this.labels.propose,
      defaultDrawNodeHover: () => undefined,
      labelDensity: 2.2,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: 0,
      minEdgeThickness: 0.4,
      antiAliasingFeather: 0.8,
      stagePadding: 48,
      zIndex: true,
      minCameraRatio: 0.01,
      maxCameraRatio: 4,
      nodeReducer: (id) => this.#node(id),
      edgeReducer: (id) => this.#line(id),
    });
    this.#listen(events);
    this.#under = this.sigma.createCanvas("discs", { beforeLayer: "edges" });
    this.sigma.on("afterRender", () => {
      this.#drawDiscs();
      const context = this.sigma.getCanvases().labels?.getContext("2d");
      const { width, height } = this.sigma.getDimensions();
      if (context) this.labels.draw(context, this.#graph.order > 400 ? 11 : 12, [width, height], this.#obstacles());
      events.frame();
    });
  }

  /** Puts nodes and lines on the chart; those that are there stay where they are. */
  show(
    data: ChartData,
    edits: Edits,
    scheme: Scheme,
    at: ReadonlyMap<string, At>,
    discs: readonly (Disc & { name: string })[],
  ) {
    const stands = ({ id, x, y }: ChartNode): At => edits.moved.get(id) ?? at.get(id) ?? { x, y };
    const before = this.#graph;
    const first = before.order === 0;
    this.#edits = edits;
    this.#discs = discs;
    if (data !== this.#data || scheme !== this.#scheme || first) {
      const many = data.links.length > CROWDED;
      this.#paint(data, scheme, many);
      this.#at = at;
      const scale = this.#pixels(data, at);
      const was = (node: ChartNode) =>
        before.hasNode(node.id) ? place(before.getNodeAttributes(node.id)) : stands(node);
      this.#data = data;
      this.#graph = built(data, this.#lines, (node) => sized(node, scale, data), first ? stands : was);
      if (many !== this.#many) {
        this.#many = many;
        this.sigma.setSettings({ hideEdgesOnMove: many, labelDensity: many ? 0.5 : 2.2 });
      }
      this.#fit(data, at);
      this.sigma.setGraph(this.#graph);
    } else this.#fit(data, at);
    this.#moveTo(data, stands);
    if (!first) this.sigma.refresh({ schedule: true });
  }

  /** Brings nodes to where they stand: at once on large charts and where motion is not wanted. */
  #moveTo(data: ChartData, stands: (node: ChartNode) => At): void {
    const moves = new Map<string, At>();
    for (const node of data.nodes) {
      const to = stands(node);
      const { x, y } = this.#graph.getNodeAttributes(node.id);
      if (x !== to.x || y !== to.y) moves.set(node.id, to);
    }
    if (moves.size === 0) return;
    if (data.nodes.length > DIMMABLE || window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.#graph.updateEachNodeAttributes((id, was) => ({ ...was, ...moves.get(id) }));
    } else animateNodes(this.#graph, Object.fromEntries(moves) as never, { duration: 350 });
  }

  mark(marks: Marks): void {
    const before = this.#marks;
    if (quiet(before) && quiet(marks)) return;
    this.#marks = marks;
    const focus = marks.hovered;
    this.#near =
      focus && this.#graph.hasNode(focus) && this.#graph.order <= DIMMABLE
        ? new Set([focus, ...this.#graph.neighbors(focus)])
        : null;
    if (this.#graph.order <= DIMMABLE) this.sigma.refresh({ skipIndexation: true, schedule: true });
    else {
      const touched = [before.hovered, marks.hovered, ...before.selected, ...marks.selected];
      const nodes = [...touched, ...(before.path?.nodes ?? []), ...(marks.path?.nodes ?? [])];
      const edges = [before.line, marks.line, ...(before.path?.lines ?? []), ...(marks.path?.lines ?? [])];
      this.sigma.refresh({
        partialGraph: {
          nodes: nodes.filter((id): id is string => id !== null && this.#graph.hasNode(id)),
          edges: edges.filter((id): id is string => id !== null && this.#graph.hasEdge(id)),
        },
        skipIndexation: true,
        schedule: true,
      });
    }
  }

  /** The canvas has another size: nodes grow or shrink with it. */
  resized(): void {
    const before = this.sigma.getDimensions();
    this.sigma.resize();
    const after = this.sigma.getDimensions();
    const data = this.#data;
    if (!data || (before.width === after.width && before.height === after.height)) return;
    const scale = this.#pixels(data, this.#at);
    this.#graph.updateEachNodeAttributes((id, was) => {
      const node = data.byId.get(id);
      return node ? { ...was, size: sized(node, scale, data) } : was;
    });
    this.sigma.refresh({ schedule: true });
  }

  /** The whole chart in sight. */
  fit(): void {
    void this.sigma.getCamera().animatedReset({ duration: 250 });
  }

  zoom(way: "in" | "out"): void {
    const camera = this.sigma.getCamera();
    void (way === "in" ? camera.animatedZoom({ duration: 200 }) : camera.animatedUnzoom({ duration: 200 }));
  }

  /** Brings a node into sight when it is not. */
  reveal(id: string): void {
    const at = this.sigma.getNodeDisplayData(id);
    if (!at) return;
    const { x, y } = this.sigma.framedGraphToViewport(at);
    const { width, height } = this.sigma.getDimensions();
    if (x > 40 && y > 40 && x < width - 40 && y < height - 40) return;
    void this.sigma.getCamera().animate({ x: at.x, y: at.y }, { duration: 250 });
  }

  /** Where a node stands on the screen, in pixels of the canvas; null when it is not drawn. */
  onScreen(id: string): (At & { size: number }) | null {
    const data = this.sigma.getNodeDisplayData(id);
    if (!data || data.hidden) return null;
    return { ...this.sigma.framedGraphToViewport(data), size: this.sigma.scaleSize(data.size) };
  }

  neighbours(id: string): string[] {
    return this.#graph.hasNode(id) ? this.#graph.neighbors(id) : [];
  }

  positions(): Map<string, At> {
    return new Map(this.#graph.mapNodes((id, { x, y }) => [id, { x, y }]));
  }

  lookOf(id: string): NodeLook | undefined {
    return this.#looks.get(id);
  }

  lineLookOf(id: string): LinkLook | undefined {
    return this.#lines.get(id);
  }

  kill(): void {
    this.sigma.kill();
  }

  // --- how it looks

  #paint(data: ChartData, scheme: Scheme, crowded: boolean): void {
    this.#scheme = scheme;
    palette.ground = GROUND[scheme];
    palette.ring = scheme === "light" ? "#0b5cad" : "#7cc4f0";
    this.labels.ink = INK[scheme];
    this.labels.ground = GROUND[scheme];
    this.#looks = new Map(data.nodes.map((node) => [node.id, nodeLook(node, scheme)]));
    this.#lines = new Map(data.links.map((link) => [link.id, linkLook(link, scheme, crowded)]));
  }

  #node(id: string): Partial<ShapeData> & { weight?: number; strong?: boolean } {
    const look = this.#looks.get(id);
    const { size, label, x, y } = this.#graph.getNodeAttributes(id);
    const node = this.#data?.byId.get(id);
    const { selected, path, hovered } = this.#marks;
    const chosen = selected.has(id) || hovered === id;
    const dimmed = path
      ? !path.nodes.has(id) && !chosen
      : this.#near
        ? !this.#near.has(id) && !selected.has(id)
        : false;
    return {
      type: "shape",
      x,
      y,
      size,
      color: (dimmed ? look?.dimmed : look?.colour) ?? "#888888",
      label: dimmed ? null : label,
      shape: look?.shape ?? "circle",
      marks: (look?.hollow ? HOLLOW : 0) + (chosen ? RINGED : 0) + (this.#edits?.pinned.has(id) ? PINNED : 0),
      hidden: this.#edits?.hidden.has(id) ?? false,
      forceLabel: chosen || (path?.nodes.has(id) ?? false),
      zIndex: chosen ? 2 : dimmed ? 0 : 1,
      weight: node?.type === "Event" ? size / 4 : size,
      strong: chosen || (path?.nodes.has(id) ?? false),
    } as Partial<ShapeData>;
  }

  #line(id: string): Partial<LineData> {
    const look = this.#lines.get(id);
    if (!look) return { hidden: true };
    const { line, path, selected } = this.#marks;
    const on = line === id || (path?.lines.has(id) ?? false);
    const near = this.#near !== null && this.#graph.hasExtremity(id, this.#marks.hovered);
    const dimmed = path ? !on : this.#near ? !near && !on : false;
    const touched = selected.size > 1 && this.#graph.extremities(id).every((end) => selected.has(end));
    return {
      type: look.heads ? "arrow" : "line",
      heads: look.heads,
      size: on ? look.width + 1.8 : touched ? look.width + 0.6 : look.width,
      color: on && this.#scheme === "light" ? "#0b5cad" : on ? "#7cc4f0" : dimmed ? look.dimmed : look.colour,
      stroke: look.stroke,
      double: look.double,
      zIndex: on ? 2 : near ? 1 : 0,
    } as Partial<LineData>;
  }

  /** Keeps the frame where it is while the filter hides and shows nodes: it changes with the chart alone. */
  #fit(data: ChartData, at: ReadonlyMap<string, At>): void {
    const [x, y] = extent(data, at);
    const key = `${data.answer.chosen}:${at.size ? [...x, ...y].join() : ""}`;
    if (key === this.#bounds) return;
    this.#bounds = key;
    this.sigma.setCustomBBox({ x, y });
  }

  #pixels(data: ChartData, at: ReadonlyMap<string, At>): number {
    const [x, y] = extent(data, at);
    const { width, height } = this.sigma.getDimensions();
    return 1.2 * Math.min((width - 96) / Math.max(x[1] - x[0], 1), (height - 96) / Math.max(y[1] - y[0], 1));
  }

  #drawDiscs(): void {
    const canvas = this.#under;
    const context = canvas.getContext("2d");
    if (!context) return;
    const { width, height } = this.sigma.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    drawDiscs(
      context,
      this.#discs,
      (at) => this.sigma.graphToViewport(at),
      this.#scheme,
      (text, x, y) => this.labels.title(text, x, y),
    );
  }

  /** The nodes in sight, for labels to stand beside; none on charts of thousands, where names are few. */
  *#obstacles(): Generator<Box> {
    if (this.#graph.order > 1500) return;
    for (const id of this.#graph.nodes()) {
      const at = this.onScreen(id);
      if (at) yield [at.x - at.size, at.y - at.size, at.x + at.size, at.y + at.size];
    }
  }

  // --- what happens on it

  #listen(events: BoardEvents): void {
    const { sigma } = this;
    sigma.on("enterNode", ({ node }) => events.hover(node));
    sigma.on("leaveNode", () => events.hover(null));
    sigma.on("clickNode", ({ node, event }) => {
      const { shiftKey, ctrlKey, metaKey } = event.original as MouseEvent;
      events.node(node, shiftKey || ctrlKey || metaKey);
    });
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      events.menu(node);
    });
    sigma.on("clickEdge", ({ edge }) => events.line(edge));
    sigma.on("clickStage", () => events.ground());
    sigma.on("downNode", ({ node, event }) => {
      this.#dragging = { id: node, from: { x: event.x, y: event.y }, moved: false };
    });
    sigma.on("moveBody", ({ event }) => {
      const drag = this.#dragging;
      if (!drag) return;
      if (!drag.moved && Math.hypot(event.x - drag.from.x, event.y - drag.from.y) < 4) return;
      drag.moved = true;
      const to = sigma.viewportToGraph(event);
      const { x, y } = this.#graph.getNodeAttributes(drag.id);
      for (const id of this.#marks.selected.has(drag.id) ? this.#marks.selected : [drag.id]) {
        if (!this.#graph.hasNode(id)) continue;
        this.#graph.updateNodeAttributes(id, (was) => ({ ...was, x: was.x + to.x - x, y: was.y + to.y - y }));
      }
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const drop = () => {
      const drag = this.#dragging;
      this.#dragging = null;
      if (!drag?.moved) return;
      const ids = this.#marks.selected.has(drag.id) ? [...this.#marks.selected] : [drag.id];
      const there = ids.filter((id) => this.#graph.hasNode(id));
      events.moved(new Map(there.map((id) => [id, place(this.#graph.getNodeAttributes(id))])));
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
  }
}

const place = ({ x = 0, y = 0 }: { x?: number; y?: number }): At => ({ x, y });

const quiet = ({ hovered, selected, line, path }: Marks): boolean => !hovered && !selected.size && !line && !path;

function extent(data: ChartData, at: ReadonlyMap<string, At>): [[number, number], [number, number]] {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const node of data.nodes) {
    const { x, y } = at.get(node.id) ?? node;
    left = Math.min(left, x - node.radius);
    right = Math.max(right, x + node.radius);
    bottom = Math.min(bottom, y - node.radius);
    top = Math.max(top, y + node.radius);
  }
  return left > right
    ? [
        [-1, 1],
        [-1, 1],
      ]
    : [
        [left, right],
        [bottom, top],
      ];
}
