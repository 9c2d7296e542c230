import {
  createEdgeArrowHeadProgram,
  createEdgeCompoundProgram,
  EdgeProgram,
  type EdgeProgramType,
  type ProgramInfo,
} from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

/** How a line is drawn: the number that the shader knows it by. */
export const STROKES = { solid: 0, dashed: 1, dotted: 2 } as const;
export type Stroke = keyof typeof STROKES;

export interface LineData extends EdgeDisplayData {
  stroke?: Stroke;
  /** Two lines beside each other. */
  double?: boolean;
}

const HEAD = { lengthToThicknessRatio: 3, widenessToThicknessRatio: 2.4 };

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_normal;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_radius;
attribute float a_look;
attribute float a_at;
attribute float a_side;
attribute float a_back;
uniform mat3 u_matrix;
uniform vec2 u_dimensions;
uniform float u_zoomRatio;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform float u_correctionRatio;
uniform float u_feather;
uniform float u_thinnest;
uniform float u_head;
varying vec4 v_color;
varying float v_across;
varying float v_along;
varying float v_feather;
varying float v_look;
const float bias = 255.0 / 254.0;
void main() {
  float wide = length(a_normal);
  vec2 normal = a_normal / max(wide, 1e-9);
  float thickness = max(wide, u_thinnest * u_sizeRatio) * u_correctionRatio / u_sizeRatio;
  vec2 back = vec2(-normal.y, normal.x) * a_back * u_head
    * (a_radius * 2.0 * u_correctionRatio / u_sizeRatio + thickness * ${(HEAD.lengthToThicknessRatio * 2).toFixed(1)});
  vec2 position = mix(a_start, a_end, a_at) + back;
  gl_Position = vec4((u_matrix * vec3(position + normal * a_side * thickness, 1)).xy, 0, 1);
  vec2 whole = (u_matrix * vec3(a_end - a_start, 0)).xy * u_dimensions * 0.5;
  v_along = a_at * length(whole);
  v_across = a_side;
  v_feather = u_feather * u_correctionRatio / u_pixelRatio * 2.0 / max(thickness, 1e-9);
  v_look = a_look;
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
  "u_zoomRatio",
  "u_sizeRatio",
  "u_pixelRatio",
  "u_correctionRatio",
  "u_feather",
  "u_thinnest",
  "u_head",
] as const;
type Uniform = (typeof UNIFORMS)[number];
const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;

function lineProgram(head: boolean): EdgeProgramType {
  return class extends EdgeProgram<Uniform> {
    getDefinition() {
      return {
        VERTICES: 6,
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
          { name: "a_radius", size: 1, type: FLOAT },
          { name: "a_look", size: 1, type: FLOAT },
        ],
        CONSTANT_ATTRIBUTES: [
          { name: "a_at", size: 1, type: FLOAT },
          { name: "a_side", size: 1, type: FLOAT },
          { name: "a_back", size: 1, type: FLOAT },
        ],
        CONSTANT_DATA: [
          [0, 1, 0],
          [0, -1, 0],
          [1, 1, 1],
          [1, 1, 1],
          [0, -1, 0],
          [1, -1, 1],
        ],
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
      array[start + 8] = target.size;
      array[start + 9] = STROKES[data.stroke ?? "solid"] + (data.double ? 4 : 0);
    }

    setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo<Uniform>): void {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform2f(at.u_dimensions, params.width, params.height);
      gl.uniform1f(at.u_zoomRatio, params.zoomRatio);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
      gl.uniform1f(at.u_pixelRatio, params.pixelRatio);
      gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
      gl.uniform1f(at.u_feather, params.antiAliasingFeather);
      gl.uniform1f(at.u_thinnest, params.minEdgeThickness);
      gl.uniform1f(at.u_head, head ? 1 : 0);
    }
  } as unknown as EdgeProgramType;
}

/** Lines by whether they have an arrow: none, at the end, at both ends. */
export const LINE_PROGRAMS: Record<"line" | "arrow" | "arrows", EdgeProgramType> = {
  line: lineProgram(false),
  arrow: createEdgeCompoundProgram([lineProgram(true), createEdgeArrowHeadProgram(HEAD)]),
  arrows: createEdgeCompoundProgram([
    lineProgram(true),
    createEdgeArrowHeadProgram(HEAD),
    createEdgeArrowHeadProgram({ ...HEAD, extremity: "source" }),
  ]),
};
