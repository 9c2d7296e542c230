import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

import type { Shape } from "@/theme";

import { palette, rgb } from "./palette";

/** Shapes by the number that the shader knows them by. */
const SHAPES: readonly Shape[] = ["circle", "square", "pin", "triangle", "hexagon", "diamond", "star"];

/** What a node says of itself besides its shape; bits. */
export const HOLLOW = 1;
export const RINGED = 2;
export const PINNED = 4;

export interface ShapeData extends NodeDisplayData {
  shape?: Shape;
  marks?: number;
}

/** Room around a shape for its ring, in radii of the circle that sigma reckons with. */
const ROOM = 1.9;

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_look;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_point;
varying float v_pixel;
varying float v_look;
const float bias = 255.0 / 254.0;
void main() {
  float radius = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  vec2 corner = 2.0 * ${ROOM.toFixed(1)} * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + corner * radius, 1)).xy, 0, 1);
  v_point = corner;
  v_pixel = u_sizeRatio / a_size;
  v_look = a_look;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_point;
varying float v_pixel;
varying float v_look;
uniform vec3 u_ground;
uniform vec3 u_ring;
const vec4 transparent = vec4(0.0);

float polygon(vec2 p, float sides, float turn) {
  float each = 6.2831853 / sides;
  float at = atan(p.x, p.y) + turn;
  return cos(floor(0.5 + at / each) * each - at) * length(p);
}

float star(vec2 p) {
  float each = 6.2831853 / 5.0;
  float at = mod(atan(p.x, p.y) + each * 0.5, each) - each * 0.5;
  vec2 q = length(p) * vec2(cos(at), abs(sin(at)));
  vec2 tip = vec2(1.25, 0.0);
  vec2 notch = 0.56 * vec2(cos(each * 0.5), sin(each * 0.5));
  vec2 side = notch - tip;
  vec2 outward = normalize(vec2(side.y, -side.x));
  return dot(q - tip, -outward);
}

float shape(vec2 p, float kind) {
  if (kind < 0.5) return length(p) - 1.0;
  if (kind < 1.5) return max(abs(p.x), abs(p.y)) - 0.88;
  if (kind < 2.5) {
    float head = length(p - vec2(0.0, 0.3)) - 0.8;
    float tail = max(abs(p.x) * 0.86 - (p.y + 1.25) * 0.5, p.y - 0.1);
    return min(head, tail);
  }
  if (kind < 3.5) return polygon(p + vec2(0.0, 0.15), 3.0, 0.0 + 3.14159265) - 0.72;
  if (kind < 4.5) return polygon(p, 6.0, 0.5236) - 0.95;
  if (kind < 5.5) return (abs(p.x) + abs(p.y) - 1.25) * 0.7071;
  return star(p);
}

void main(void) {
  float kind = mod(v_look, 8.0);
  float marks = floor(v_look / 8.0);
  bool hollow = mod(marks, 2.0) > 0.5;
  bool ringed = mod(floor(marks / 2.0), 2.0) > 0.5;
  bool pinned = mod(floor(marks / 4.0), 2.0) > 0.5;
  float dist = shape(v_point, kind);

  #ifdef PICKING_MODE
  gl_FragColor = dist > 2.0 * v_pixel ? transparent : v_color;
  #else
  float inside = 1.0 - smoothstep(-0.6 * v_pixel, 0.6 * v_pixel, dist);
  vec3 fill = v_color.rgb;
  if (hollow) {
    float edge = smoothstep(-2.6 * v_pixel, -1.6 * v_pixel, dist);
    fill = mix(mix(u_ground, v_color.rgb, 0.14), v_color.rgb, edge);
  }
  if (pinned) {
    float dot_ = 1.0 - smoothstep(0.26, 0.26 + 1.2 * v_pixel, length(v_point));
    fill = mix(fill, hollow ? v_color.rgb : u_ground, dot_);
  }
  vec4 found = vec4(fill, 1.0) * inside * v_color.a;
  if (ringed) {
    float band = smoothstep(1.2 * v_pixel, 2.0 * v_pixel, dist) - smoothstep(4.4 * v_pixel, 5.2 * v_pixel, dist);
    found = mix(found, vec4(u_ring, 1.0), clamp(band, 0.0, 1.0));
  }
  gl_FragColor = found;
  #endif
}`;

const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_ground", "u_ring"] as const;
const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;

/**
 * Nodes as the shape of their type. Hollow: no person has reviewed what is said of it. A ring: it is selected. A dot: it is pinned.
 */
export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_look", size: 1, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  processVisibleItem(index: number, start: number, data: ShapeData) {
    const { array } = this;
    array[start] = data.x;
    array[start + 1] = data.y;
    array[start + 2] = data.size;
    array[start + 3] = floatColor(data.color);
    array[start + 4] = index;
    array[start + 5] = Math.max(SHAPES.indexOf(data.shape ?? "circle"), 0) + 8 * (data.marks ?? 0);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<(typeof UNIFORMS)[number]>): void {
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform3f(uniformLocations.u_ground, ...rgb(palette.ground));
    gl.uniform3f(uniformLocations.u_ring, ...rgb(palette.ring));
  }
}
