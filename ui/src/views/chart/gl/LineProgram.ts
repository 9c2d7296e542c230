import { EdgeProgram, type EdgeProgramType, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

/** How a line is drawn: the number that the shader knows it by. */
export const STROKES = { solid: 0, dashed: 1, dotted: 2 } as const;
export type Stroke = keyof typeof STROKES;

export interface LineData extends EdgeDisplayData {
  stroke?: Stroke;
  /** Two lines beside each other. */
  double?: boolean;
  /** Arrowheads: none, at the end, at both ends. */
  heads?: 0 | 1 | 2;
}

/** An arrowhead's length and half its width, in thicknesses of its line. */
const HEAD = { length: "6.0", wide: "2.4" };

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_normal;
attribute vec2 a_start;
attribute vec2 a_end;
attribute vec2 a_radius;
attribute float a_look;
attribute float a_at;
attribute float a_side;
attribute float a_part;
uniform mat3 u_matrix;
uniform vec2 u_dimensions;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform float u_correctionRatio;
uniform float u_feather;
uniform float u_thinnest;
varying vec4 v_color;
varying float v_across;
varying float v_along;
varying float v_feather;
varying float v_look;
const float bias = 255.0 / 254.0;
void main() {
  float wide = length(a_normal);
  vec2 normal = a_normal / max(wide, 1e-9);
  vec2 along = vec2(normal.y, -normal.x);
  float unit = u_correctionRatio / u_sizeRatio;
  float thickness = max(wide, u_thinnest * u_sizeRatio) * unit;
  float reach = thickness * ${HEAD.length};
  vec2 radius = a_radius * 2.0 * unit;
  float heads = floor(a_look / 8.0);
  vec2 headed = vec2(step(1.5, heads), step(0.5, heads));
  vec2 cut = headed * (radius + reach);
  vec2 position;
  if (a_part < 0.5) {
    position = mix(a_start + along * cut.x, a_end - along * cut.y, a_at) + normal * a_side * thickness;
    v_across = a_side;
    v_look = mod(a_look, 8.0);
  } else {
    bool first = a_part > 1.5;
    vec2 tip = first ? a_start + along * radius.x : a_end - along * radius.y;
    vec2 back = (first ? along : -along) * reach;
    position = tip + (first ? headed.x : headed.y) * a_at * (back + normal * a_side * thickness * ${HEAD.wide});
    v_across = 0.0;
    v_look = 0.0;
  }
  gl_Position = vec4((u_matrix * vec3(position, 1)).xy, 0, 1);
  v_along = a_at * length((u_matrix * vec3(a_end - a_start, 0)).xy * u_dimensions * 0.5);
  v_feather = a_part < 0.5 ? u_feather * u_correctionRatio / u_pixelRatio * 2.0 / max(thickness, 1e-9) : 1e-3;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision mediump float;
varying vec4 v_color;
varying float v_across;
varying float v_along;
varying float v_feather;
varying float v_look;
const vec4 transparent = vec4(0.0);
void main(void) {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float stroke = mod(v_look, 4.0);
  if (stroke > 0.5) {
    float period = stroke < 1.5 ? 11.0 : 5.0;
    if (mod(v_along, period) > period * (stroke < 1.5 ? 0.6 : 0.4)) discard;
  }
  float away = abs(v_across);
  float t = smoothstep(1.0 - v_feather, 1.0, away);
  if (v_look > 3.5) t = max(t, 1.0 - smoothstep(0.3, 0.3 + v_feather, away));
  gl_FragColor = mix(v_color, transparent, clamp(t, 0.0, 1.0));
  #endif
}`;

const UNIFORMS = [
  "u_matrix",
  "u_dimensions",
  "u_sizeRatio",
  "u_pixelRatio",
  "u_correctionRatio",
  "u_feather",
  "u_thinnest",
] as const;
type Uniform = (typeof UNIFORMS)[number];
const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;

/** Corners as (at, side, part): of the line itself; of its heads, at its end and at its start. */
const LINE = [
  [0, 1, 0],
  [0, -1, 0],
  [1, 1, 0],
  [1, 1, 0],
  [0, -1, 0],
  [1, -1, 0],
];
const HEADS = [1, 2].flatMap((part) => [
  [0, 0, part],
  [1, 1, part],
  [1, -1, part],
]);

function lineProgram(corners: number[][]): EdgeProgramType {
  return class extends EdgeProgram<Uniform> {
    getDefinition() {
      return {
        VERTICES: corners.length,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS,
        ATTRIBUTES: [
          { name: "a_start", size: 2, type: FLOAT },
          { name: "a_end", size: 2, type: FLOAT },
          { name: "a_normal", size: 2, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_radius", size: 2, type: FLOAT },
          { name: "a_look", size: 1, type: FLOAT },
        ],
        CONSTANT_ATTRIBUTES: [
          { name: "a_at", size: 1, type: FLOAT },
          { name: "a_side", size: 1, type: FLOAT },
          { name: "a_part", size: 1, type: FLOAT },
        ],
        CONSTANT_DATA: corners,
      };
    }

    processVisibleItem(
      index: number,
      start: number,
      source: NodeDisplayData,
      target: NodeDisplayData,
      data: LineData,
    ): void {
      const { array } = this;
      const dx = target.x - source.x;
      const dy = target.y - source.y;
      const length = Math.hypot(dx, dy);
      const scale = length ? data.size / length : 0;
      array[start] = source.x;
      array[start + 1] = source.y;
      array[start + 2] = target.x;
      array[start + 3] = target.y;
      array[start + 4] = -dy * scale;
      array[start + 5] = dx * scale;
      array[start + 6] = floatColor(data.color);
      array[start + 7] = index;
      array[start + 8] = source.size;
      array[start + 9] = target.size;
      array[start + 10] = STROKES[data.stroke ?? "solid"] + (data.double ? 4 : 0) + 8 * (data.heads ?? 0);
    }

    setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo<Uniform>): void {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform2f(at.u_dimensions, params.width, params.height);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
      gl.uniform1f(at.u_pixelRatio, params.pixelRatio);
      gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
      gl.uniform1f(at.u_feather, params.antiAliasingFeather);
      gl.uniform1f(at.u_thinnest, params.minEdgeThickness);
    }
  } as unknown as EdgeProgramType;
}

/**
 * Lines without and with arrowheads. One program draws a line with its heads: each program more takes a tenth of a second to be
 * made where the processor draws.
 */
export const LINE_PROGRAMS: Record<"line" | "arrow", EdgeProgramType> = {
  line: lineProgram(LINE),
  arrow: lineProgram([...LINE, ...HEADS]),
};
