import Graph from "graphology";
import Sigma from "sigma";
import { animateNodes } from "sigma/utils";

import { outlining } from "./area";
import type { At, Edits } from "./edits";
import { extent } from "./extent";
import { Gestures, type Heard } from "./gestures";
import { LINE_PROGRAMS, type LineData } from "./gl/LineProgram";
import { palette } from "./gl/palette";
import { HOLLOW, PINNED, RINGED, ShapeProgram, type ShapeData } from "./gl/ShapeProgram";
import { DiscLayer } from "./discs";
import { built, sized } from "./graph";
import type { NamedDisc } from "./grouping";
import { box, inside, nearest, type Stretch } from "./hit";
import { Labels, type Box } from "./labels";
import { GROUND, INK, linkLook, nodeLook, SELECTED, type LinkLook, type NodeLook, type Scheme } from "./look";
import type { ChartData, ChartNode } from "./model";
import { Sight } from "./Sight";

/** What is emphasised on the chart. Null sets emphasise nothing. */
export interface Marks {
  hovered: string | null;
  selected: ReadonlySet<string>;
  line: string | null;
  /** The line that the pointer is over. */
  over: string | null;
  /** Nodes and lines of the path that is looked at. */
  path: { nodes: ReadonlySet<string>; lines: ReadonlySet<string> } | null;
}

export interface BoardEvents extends Heard {
  /** What was drawn around with the pointer; `more` when it comes to what is selected. */
  area: (ids: readonly string[], more: boolean) => void;
  /** Whether the pointer draws around instead of dragging the chart. */
  drawsAround: () => boolean;
  /** A frame was drawn: what lies over the canvas moves with it. */
  frame: () => void;
}

/** Lines from which on a chart is crowded: thinner, without arrowheads, and the pointer feels no line in passing. */
export const CROWDED = 6000;
const DIMMABLE = 4000;
const NO_MARKS: Marks = { hovered: null, selected: new Set(), line: null, over: null, path: null };

/** The chart on a canvas: a sigma over a graph, told what stands on it and what is emphasised. Knows nothing of React. */
export class Board {
  readonly sigma: Sigma;
  readonly labels = new Labels();
  readonly sight: Sight;
  readonly #under: DiscLayer;
  readonly #stopOutlining: () => void;
  #graph = new Graph({ type: "directed", multi: false });
  #many = false;
  #looks = new Map<string, NodeLook>();
  #lines = new Map<string, LinkLook>();
  #data: ChartData | null = null;
  #marks: Marks = NO_MARKS;
  #near: ReadonlySet<string> | null = null;
  #edits: Edits | null = null;
  #scheme: Scheme = "light";
  #discs: readonly NamedDisc[] = [];
  #at: ReadonlyMap<string, At> = new Map();
  #bounds = "";
  readonly #covered = new Map<string, readonly [number, number]>();

  constructor(container: HTMLElement, events: BoardEvents) {
    this.sigma = new Sigma(this.#graph, container, {
      allowInvalidContainer: true,
      nodeProgramClasses: { shape: ShapeProgram },
      edgeProgramClasses: LINE_PROGRAMS,
      defaultNodeType: "shape",
      defaultEdgeType: "line",
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
    this.sight = new Sight(this.sigma, (id) => this.onScreen(id));
    this.#stopOutlining = this.#listen(container, events);
    this.#under = new DiscLayer(this.sigma);
    this.sigma.on("afterRender", () => {
      this.#under.draw(this.#discs, this.#scheme, (text, disc) => this.labels.title(text, disc));
      const context = this.sigma.getCanvases().labels?.getContext("2d");
      const { width, height } = this.sigma.getDimensions();
      if (context) this.labels.draw(context, this.#graph.order > 400 ? 11 : 12, [width, height], this.#obstacles());
      events.frame();
    });
  }

  /** Puts nodes and lines on the chart; those that are there stay where they are. */
  show(data: ChartData, edits: Edits, scheme: Scheme, at: ReadonlyMap<string, At>, discs: readonly NamedDisc[]) {
    const stands = ({ id, x, y }: ChartNode): At => edits.moved[edits.group].get(id) ?? at.get(id) ?? { x, y };
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
      const edges = [
        before.line,
        marks.line,
        before.over,
        marks.over,
        ...(before.path?.lines ?? []),
        ...(marks.path?.lines ?? []),
      ];
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

  /** All that is drawn comes into sight, or some of it. */
  fit(ids: Iterable<string> = this.#graph.nodes()): void {
    this.sight.fit(ids);
  }

  /** Brings a place into the middle of the sight, at once. */
  lookAt(at: At): void {
    this.sight.centre(this.sigma.viewportToFramedGraph(this.sigma.graphToViewport(at)));
  }

  /** Where a node stands on the screen, in pixels of the canvas; null when it is not drawn. */
  onScreen(id: string): (At & { size: number }) | null {
    // Not what sigma holds of it: between a change and its frame that lies in another plane.
    if (!this.#has(id) || this.#edits?.hidden.has(id)) return null;
    const { x, y, size } = this.#graph.getNodeAttributes(id) as At & { size: number };
    return { ...this.sigma.graphToViewport({ x, y }), size: this.sigma.scaleSize(size) };
  }

  neighbours(id: string): string[] {
    return this.#graph.hasNode(id) ? this.#graph.neighbors(id) : [];
  }

  positions(): Map<string, At> {
    return new Map(this.#graph.mapNodes((id, { x, y }) => [id, { x, y }]));
  }

  /** The circles of the groups; none where the chart is not grouped. */
  get discs(): readonly NamedDisc[] {
    return this.#discs;
  }

  kill(): void {
    this.#stopOutlining();
    this.sigma.kill();
  }

  // --- how it looks

  #paint(data: ChartData, scheme: Scheme, crowded: boolean): void {
    this.#scheme = scheme;
    palette.ground = GROUND[scheme];
    palette.ring = SELECTED[scheme];
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
    const { line, over, path, selected } = this.#marks;
    const on = line === id || over === id || (path?.lines.has(id) ?? false);
    const near = this.#near !== null && this.#graph.hasExtremity(id, this.#marks.hovered);
    const dimmed = path ? !on : this.#near ? !near && !on : false;
    const touched = selected.size > 1 && this.#graph.extremities(id).every((end) => selected.has(end));
    return {
      type: look.heads ? "arrow" : "line",
      heads: look.heads,
      size: on ? look.width + 1.8 : touched ? look.width + 0.6 : look.width,
      color: on ? SELECTED[this.#scheme] : dimmed ? look.dimmed : look.colour,
      stroke: look.stroke,
      double: look.double,
      zIndex: on ? 2 : near ? 1 : 0,
    } as Partial<LineData>;
  }

  /** Keeps the frame where it is while the filter hides and shows nodes: it changes with the chart alone. */
  #fit(data: ChartData, at: ReadonlyMap<string, At>): void {
    const { x, y } = extent(data.nodes, at, this.#discs);
    const key = `${data.answer.chosen}:${at.size ? [...x, ...y].join() : ""}`;
    if (key === this.#bounds) return;
    this.#bounds = key;
    this.sigma.setCustomBBox({ x, y });
  }

  #pixels(data: ChartData, at: ReadonlyMap<string, At>): number {
    const { x, y } = extent(data.nodes, at, this.#discs);
    const { width, height } = this.sigma.getDimensions();
    return 1.2 * Math.min((width - 96) / Math.max(x[1] - x[0], 1), (height - 96) / Math.max(y[1] - y[0], 1));
  }

  /** A corner of the canvas lies under something, so many pixels from the right (or left) and the top (or bottom). */
  cover(what: string, corner: readonly [number, number] | null): void {
    if (corner) this.#covered.set(what, corner);
    else this.#covered.delete(what);
  }

  /** What lies over the canvas, and the nodes in sight: labels stand beside it. Not so on charts of thousands, where names are few. */
  *#obstacles(): Generator<Box> {
    const { width, height } = this.sigma.getDimensions();
    for (const [x, y] of this.#covered.values()) {
      yield [x < 0 ? width + x : 0, y < 0 ? height + y : 0, x < 0 ? width : x, y < 0 ? height : y];
    }
    if (this.#graph.order > 1500) return;
    for (const id of this.#graph.nodes()) {
      const at = this.onScreen(id);
      if (at) yield [at.x - at.size, at.y - at.size, at.x + at.size, at.y + at.size];
    }
  }

  // --- what happens on it

  #listen(container: HTMLElement, events: BoardEvents): () => void {
    const gestures = new Gestures(
      this.sigma,
      {
        along: (id) =>
          (this.#marks.selected.has(id) ? [...this.#marks.selected] : [id]).filter((each) => this.#has(each)),
        placeOf: (id) => place(this.#graph.getNodeAttributes(id)),
        put: (id, at) => this.#graph.updateNodeAttributes(id, (was) => ({ ...was, ...at })),
        lineAt: (at) => this.#lineAt(at),
        feelsLines: () => !this.#many,
      },
      events,
    );
    return outlining(container, {
      begins: (shift) => (events.drawsAround() ? "loop" : shift && !gestures.over ? "box" : null),
      ends: (outline, more) => events.area(this.within(outline), more),
    });
  }

  /** The nodes that stand inside an outline on the screen. */
  within(outline: readonly At[]): string[] {
    return this.#graph.filterNodes((id) => {
      const at = this.onScreen(id);
      return at !== null && inside(outline, at);
    });
  }

  /** The nodes in sight. */
  inSight(): string[] {
    const { width, height } = this.sigma.getDimensions();
    return this.within(box({ x: 0, y: 0 }, { x: width, y: height }));
  }

  #has(id: string): boolean {
    return this.#graph.hasNode(id);
  }

  /** The line under a place on the screen. */
  #lineAt(at: At): string | null {
    const here = this.sigma.viewportToGraph(at);
    const aside = this.sigma.viewportToGraph({ x: at.x + REACH, y: at.y });
    return nearest(this.#stretches(), here, Math.hypot(aside.x - here.x, aside.y - here.y));
  }

  *#stretches(): Generator<Stretch> {
    const hidden = this.#edits?.hidden;
    for (const { id, a, b } of this.#data?.links ?? []) {
      if (hidden?.has(a) || hidden?.has(b)) continue;
      yield { id, from: this.#graph.getNodeAttributes(a) as At, to: this.#graph.getNodeAttributes(b) as At };
    }
  }
}

const REACH = 6;

const place = ({ x = 0, y = 0 }: { x?: number; y?: number }): At => ({ x, y });

const quiet = ({ hovered, selected, line, over, path }: Marks): boolean =>
  !hovered && !selected.size && !line && !over && !path;
