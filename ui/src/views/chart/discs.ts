import type Sigma from "sigma";

import type { At } from "./edits";
import type { NamedDisc } from "./grouping";
import { shortened } from "./labels";
import type { Scheme } from "./look";

/** A group's circle as it stands on the screen; dashed for those in no group. */
export interface DrawnDisc extends At {
  name: string;
  radius: number;
  dashed: boolean;
}

export const DISC: Record<Scheme, { fill: string; stroke: string }> = {
  light: { fill: "#ffffff", stroke: "#b9c3cc" },
  dark: { fill: "#171e25", stroke: "#4d5863" },
};
/** A circle smaller than this on the screen has no name. */
const NAMED = 20;

export function onScreen(discs: readonly NamedDisc[], sigma: Sigma): DrawnDisc[] {
  return discs.map((disc) => {
    const middle = sigma.graphToViewport(disc);
    const edge = sigma.graphToViewport({ x: disc.x + disc.radius, y: disc.y });
    const radius = Math.hypot(edge.x - middle.x, edge.y - middle.y);
    return { ...middle, name: shortened(disc.name), radius, dashed: disc.group < 0 };
  });
}

/** The circles of the groups, under everything else. */
export class DiscLayer {
  readonly #canvas: HTMLCanvasElement;
  readonly #sigma: Sigma;

  constructor(sigma: Sigma) {
    this.#sigma = sigma;
    this.#canvas = sigma.createCanvas("discs", { beforeLayer: "edges" });
  }

  /** Draws them anew; `title` has their names written where there is room. */
  draw(discs: readonly NamedDisc[], scheme: Scheme, title: (text: string, disc: DrawnDisc) => void): void {
    const canvas = this.#canvas;
    const context = canvas.getContext("2d");
    if (!context) return;
    const { width, height } = this.#sigma.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    for (const disc of onScreen(discs, this.#sigma)) {
      context.beginPath();
      context.arc(disc.x, disc.y, disc.radius, 0, 2 * Math.PI);
      context.fillStyle = DISC[scheme].fill;
      context.strokeStyle = DISC[scheme].stroke;
      context.lineWidth = 1;
      context.setLineDash(disc.dashed ? [4, 4] : []);
      context.fill();
      context.stroke();
      if (disc.radius >= NAMED) title(disc.name, disc);
    }
  }
}
