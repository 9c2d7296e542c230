import type Sigma from "sigma";

import type { At } from "./edits";

const PAD = 56;
const CLOSEST = 0.12;
const STEP = 0.25;

/** What of the chart is in sight: nearer, farther, aside, all of it, or some nodes. */
export class Sight {
  readonly #sigma: Sigma;
  readonly #placeOf: (id: string) => At | null;

  /** `placeOf` gives where a node stands on the screen; null when it is not drawn. */
  constructor(sigma: Sigma, placeOf: (id: string) => At | null) {
    this.#sigma = sigma;
    this.#placeOf = placeOf;
  }

  /** Brings nodes into sight that are drawn: all of them, wherever they were dragged. */
  fit(ids: Iterable<string>): void {
    const sigma = this.#sigma;
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const id of ids) {
      const at = this.#placeOf(id);
      if (!at) continue;
      const { x, y } = at;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    if (left > right) return void this.#to({ x: 0.5, y: 0.5, ratio: 1 });
    const { width, height } = sigma.getDimensions();
    const grown = Math.max(
      (right - left) / Math.max(width - 2 * PAD, 1),
      (bottom - top) / Math.max(height - 2 * PAD, 1),
    );
    const middle = sigma.viewportToFramedGraph({ x: (left + right) / 2, y: (top + bottom) / 2 });
    this.#to({ ...middle, ratio: Math.max(sigma.getCamera().ratio * grown, CLOSEST) });
  }

  zoom(way: "in" | "out"): void {
    const camera = this.#sigma.getCamera();
    void (way === "in" ? camera.animatedZoom({ duration: 200 }) : camera.animatedUnzoom({ duration: 200 }));
  }

  /** A place of the camera's own plane comes into the middle, at once. */
  centre({ x, y }: At): void {
    this.#sigma.getCamera().setState({ x, y });
  }

  /** A quarter of the sight that way. */
  pan({ x, y }: At): void {
    const { width, height } = this.#sigma.getDimensions();
    this.#to(this.#sigma.viewportToFramedGraph({ x: width * (0.5 + STEP * x), y: height * (0.5 + STEP * y) }));
  }

  /** Brings a node into sight when it is not. */
  reveal(id: string): void {
    const at = this.#placeOf(id);
    if (!at) return;
    const { x, y } = at;
    const { width, height } = this.#sigma.getDimensions();
    if (x > 40 && y > 40 && x < width - 40 && y < height - 40) return;
    this.#to(this.#sigma.viewportToFramedGraph(at));
  }

  #to(state: Partial<{ x: number; y: number; ratio: number }>): void {
    void this.#sigma.getCamera().animate(state, { duration: 250 });
  }
}
