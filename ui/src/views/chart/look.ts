import { LINE_COLOURS, lookOf, type Shape } from "@/theme";

import { mixed } from "./gl/palette";
import type { Stroke } from "./gl/LineProgram";
import type { ChartLink, ChartNode } from "./model";

export type Scheme = "light" | "dark";

export const GROUND: Record<Scheme, string> = { light: "#f3f5f7", dark: "#0f151b" };
export const INK: Record<Scheme, string> = { light: "#16202a", dark: "#e3e8ed" };
export const REVIEWED: Record<Scheme, string> = { light: "#33404c", dark: "#c9d2da" };
export const SELECTED: Record<Scheme, string> = { light: "#0b5cad", dark: "#7cc4f0" };
export const NOTE: Record<Scheme, { fill: string; stroke: string }> = {
  light: { fill: "#fff0b8", stroke: "#b98900" },
  dark: { fill: "#4a3d0d", stroke: "#e6b422" },
};
const DIM = 0.82;

export interface NodeLook {
  shape: Shape;
  colour: string;
  dimmed: string;
  hollow: boolean;
}

/** Shape and colour by type; hollow while no person has reviewed a link of it. */
export function nodeLook(node: ChartNode, scheme: Scheme): NodeLook {
  const look = lookOf(node.type);
  const colour = look[scheme];
  return { shape: look.shape, colour, dimmed: mixed(colour, GROUND[scheme], DIM), hollow: node.review === "none" };
}

export interface LinkLook {
  colour: string;
  dimmed: string;
  width: number;
  stroke: Stroke;
  double: boolean;
  /** Arrowheads: none, at its end, at both ends. */
  heads: 0 | 1 | 2;
}

/** Width by belief; dashed when alleged, dotted when denied; red and double when disputed; pale until a person has reviewed it. */
export function linkLook(link: ChartLink, scheme: Scheme, crowded: boolean): LinkLook {
  const base = link.disputed
    ? LINE_COLOURS.disputed[scheme]
    : link.review === "none"
      ? LINE_COLOURS.plain[scheme]
      : REVIEWED[scheme];
  const pale = link.review === "none" ? (link.disputed ? 0.2 : 0.42) : 0;
  const colour = mixed(base, GROUND[scheme], pale);
  const width = (crowded ? 0.4 : 0.7) + link.belief * (crowded ? 0.8 : 2.3) + (link.disputed ? 1.6 : 0);
  return {
    colour,
    dimmed: mixed(colour, GROUND[scheme], DIM),
    width,
    stroke: link.style === "denied" ? "dotted" : link.style === "alleged" ? "dashed" : "solid",
    double: link.disputed,
    heads: crowded || link.arrow === 0 ? 0 : link.arrow === 3 ? 2 : 1,
  };
}
