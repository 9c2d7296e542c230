import { LINE_COLOURS, type Shape } from "@/theme";

import { mixed } from "./gl/palette";
import { GROUND, REVIEWED, type Scheme } from "./look";

const point = (radius: number, angle: number): string =>
  `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;

const ring = (radii: readonly number[], turn = 0): string =>
  `M${radii.map((radius, i) => point(radius, turn + (2 * Math.PI * i) / radii.length)).join("L")}Z`;

/** The outline of a shape around 0, as a path of SVG. */
export function shapePath(shape: Shape, r: number): string {
  switch (shape) {
    case "square":
      return ring([r * 1.24, r * 1.24, r * 1.24, r * 1.24], Math.PI / 4);
    case "diamond":
      return ring([r * 1.25, r * 1.25, r * 1.25, r * 1.25]);
    case "triangle":
      return ring([r * 1.3, r * 1.3, r * 1.3]);
    case "hexagon":
      return ring(
        Array.from({ length: 6 }, () => r * 1.1),
        Math.PI / 6,
      );
    case "star":
      return ring(Array.from({ length: 10 }, (_, i) => (i % 2 ? r * 0.56 : r * 1.25)));
    case "pin":
      return `M0 ${r * 1.2}L${-r * 0.7} ${r * 0.1}A${r * 0.8} ${r * 0.8} 0 1 1 ${r * 0.7} ${r * 0.1}Z`;
    case "circle":
      return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
  }
}

export interface LegendLine {
  key: "reviewed" | "unreviewed" | "alleged" | "denied" | "disputed";
  colour: string;
  width: number;
  dash: string | undefined;
  double: boolean;
}

/** The kinds of lines that a legend explains. */
export function legendLines(scheme: Scheme): readonly LegendLine[] {
  const pale = mixed(LINE_COLOURS.plain[scheme], GROUND[scheme], 0.42);
  return [
    { key: "reviewed", colour: REVIEWED[scheme], width: 2.4, dash: undefined, double: false },
    { key: "unreviewed", colour: pale, width: 2.4, dash: undefined, double: false },
    { key: "alleged", colour: LINE_COLOURS.plain[scheme], width: 2.4, dash: "6.6 4.4", double: false },
    { key: "denied", colour: LINE_COLOURS.plain[scheme], width: 2.4, dash: "2 3", double: false },
    { key: "disputed", colour: LINE_COLOURS.disputed[scheme], width: 4.2, dash: undefined, double: true },
  ];
}
