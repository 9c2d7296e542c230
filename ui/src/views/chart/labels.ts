import type { NodeLabelDrawingFunction } from "sigma/rendering";

/** A label as it was drawn: where its text begins, at half its height. */
export interface Drawn {
  text: string;
  x: number;
  y: number;
  size: number;
  strong: boolean;
}

interface Wanted {
  text: string;
  x: number;
  y: number;
  size: number;
  weight: number;
  strong: boolean;
}

export type Box = readonly [left: number, top: number, right: number, bottom: number];

const LONGEST = 38;
const FONT = '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';

/** A name short enough to stand on the chart; the card has the whole. */
export function shortened(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** Where a label may stand around its node: right, left, below, above. */
export function places(x: number, y: number, size: number, width: number, height: number): Box[] {
  const gap = size + 3;
  const top = y - height / 2;
  return [
    [x + gap, top, x + gap + width, top + height],
    [x - gap - width, top, x - gap, top + height],
    [x - width / 2, y + gap, x + width / 2, y + gap + height],
    [x - width / 2, y - gap - height, x + width / 2, y - gap],
  ];
}

/** Boxes of what is drawn already, in cells, so that a new one is compared with its neighbours alone. */
export class Taken {
  readonly #cells = new Map<string, Box[]>();
  readonly #size = 96;

  /** Whether the box is free. */
  free(box: Box): boolean {
    return this.#over(box).every((key) =>
      (this.#cells.get(key) ?? []).every(
        (other) => box[2] <= other[0] || other[2] <= box[0] || box[3] <= other[1] || other[3] <= box[1],
      ),
    );
  }

  take(box: Box): void {
    for (const key of this.#over(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  #over([left, top, right, bottom]: Box): string[] {
    const keys: string[] = [];
    for (let column = Math.floor(left / this.#size); column <= Math.floor(right / this.#size); column++) {
      for (let row = Math.floor(top / this.#size); row <= Math.floor(bottom / this.#size); row++) {
        keys.push(`${column}:${row}`);
      }
    }
    return keys;
  }
}

/**
 * Names beside nodes, none over another: sigma proposes them one by one, and at the end of a frame they are drawn, the weightiest
 * first, each where it is free beside its node, or not at all.
 */
export class Labels {
  #wanted: Wanted[] = [];
  /** Those of the last frame. */
  drawn: readonly Drawn[] = [];
  ink = "#000000";
  ground = "#ffffff";

  readonly propose: NodeLabelDrawingFunction = (_context, data) => {
    const node = data as typeof data & { weight?: number; strong?: boolean };
    if (!data.label) return;
    this.#wanted.push({
      text: data.label,
      x: data.x,
      y: data.y,
      size: data.size,
      weight: node.weight ?? data.size,
      strong: node.strong ?? false,
    });
  };

  #titles: { text: string; x: number; y: number; radius: number }[] = [];

  /** The name of a group, to stand above its circle, or else below or in its top; it comes before all names of nodes. */
  title(text: string, { x, y, radius }: { x: number; y: number; radius: number }): void {
    this.#titles.push({ text, x, y, radius });
  }

  /** Draws them, none outside of `width` by `height` and none over a node (`obstacles`). */
  draw(
    context: CanvasRenderingContext2D,
    size: number,
    [frameWidth, frameHeight]: readonly [number, number],
    obstacles: Iterable<Box>,
  ): void {
    const wanted = this.#wanted;
    this.#wanted = [];
    wanted.sort((a, b) => Number(b.strong) - Number(a.strong) || b.weight - a.weight || (a.text < b.text ? -1 : 1));
    const taken = new Taken();
    for (const box of obstacles) taken.take(box);
    const drawn: Drawn[] = [];
    const write = (text: string, [left, top, , bottom]: Box, strong: boolean) => {
      const middle = (top + bottom) / 2;
      context.lineWidth = 3.5;
      context.strokeStyle = this.ground;
      context.strokeText(text, left, middle);
      context.fillStyle = this.ink;
      context.fillText(text, left, middle);
      drawn.push({ text, x: left, y: middle, size, strong });
    };
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.font = `600 ${size}px ${FONT}`;
    for (const { text, x, y, radius } of this.#titles) {
      const half = context.measureText(text).width / 2;
      const left = Math.min(Math.max(x - half, 2), frameWidth - 2 * half - 2);
      const box = [y - radius - size - 8, y + radius + 4, y - radius + 4]
        .map((top) => [left, top, left + 2 * half, top + size + 4] as const)
        .find((each) => each[1] >= 0 && each[3] <= frameHeight && taken.free(each));
      if (!box) continue;
      taken.take(box);
      write(text, box, true);
    }
    this.#titles = [];
    for (const label of wanted) {
      context.font = `${label.strong ? 600 : 400} ${size}px ${FONT}`;
      const width = context.measureText(label.text).width;
      const box = places(label.x, label.y, label.size, width, size + 3).find(
        (place) =>
          place[0] >= 0 && place[1] >= 0 && place[2] <= frameWidth && place[3] <= frameHeight && taken.free(place),
      );
      if (!box) continue;
      taken.take(box);
      write(label.text, box, label.strong);
    }
    this.drawn = drawn;
  }
}
