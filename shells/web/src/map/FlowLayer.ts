// Flows for deck.gl: one instance a flow, its ribbon and head made in the shader by the formulas of `curve.ts`. While the days
// go by, only these small arrays change.
import { Layer, project32, picking, type DefaultProps, type LayerProps, type UpdateParameters } from "@deck.gl/core";
import { Geometry, Model } from "@luma.gl/engine";
import { ASIDE, BOW, HEAD, HEAD_LONG, HEAD_MORE, HEAD_MOST, TAIL, TRIM_MOST } from "./curve";
import type { Colour } from "./palette";

const STEPS = 14;
const n = (value: number) => value.toFixed(4);

const uniforms = `layout(std140) uniform flowUniforms {
  vec4 casing;
  float edge;
} flow;`;
const flow = {
  name: "flow", vs: uniforms, fs: uniforms, uniformTypes: { casing: "vec4<f32>", edge: "f32" },
} as const;

const vs = `#version 300 es
#define SHADER_NAME corridor-flow-vertex
in vec3 positions; // part of the shaft, side, 1 on the head
in vec3 instanceSourcePositions;
in vec3 instanceSourcePositions64Low;
in vec3 instanceTargetPositions;
in vec3 instanceTargetPositions64Low;
in float instanceWidths;
in vec2 instanceTrims;
in float instanceDashes;
in vec4 instanceColors;
out vec4 vColor;
out float vAcross;
out float vHalf;
out float vAlong;
out float vDash;
vec2 curveAt(vec2 a, vec2 b, vec2 c, float t) { return (1.0-t)*(1.0-t)*a + 2.0*t*(1.0-t)*b + t*t*c; }
vec2 slopeAt(vec2 a, vec2 b, vec2 c, float t) { return (1.0-t)*(b-a) + t*(c-b); }
void main(void) {
  vec4 source, target;
  project_position_to_clipspace(instanceSourcePositions, instanceSourcePositions64Low, vec3(0.0), source);
  project_position_to_clipspace(instanceTargetPositions, instanceTargetPositions64Low, vec3(0.0), target);
  float unit = project_pixel_size(1.0);
  vec2 chord = (target.xy - source.xy) / unit; // pixels, y up
  float len = length(chord);
  geometry.worldPosition = instanceSourcePositions;
  if (len < 3.0 || instanceWidths <= 0.0) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  float begin = min(instanceTrims.x / len, ${n(TRIM_MOST)});
  float tip = 1.0 - min(instanceTrims.y / len, ${n(TRIM_MOST)});
  float half_ = instanceWidths / 2.0;
  float head = half_ * ${n(HEAD)} + ${n(HEAD_MORE)};
  head *= min(1.0, (tip - begin) * ${n(HEAD_MOST)} * len / (head * ${n(HEAD_LONG)}));
  half_ = min(half_, head);
  float neck = tip - head * ${n(HEAD_LONG)} / len;
  vec2 right = vec2(chord.y, -chord.x) / len;
  float aside = head * ${n(ASIDE)};
  vec2 a = right * aside;
  vec2 c = chord + right * aside;
  vec2 b = chord / 2.0 + right * (aside + ${n(BOW)} * len);
  float onHead = positions.z;
  float t = onHead > 0.5 ? mix(neck, tip, positions.x) : mix(begin, neck, positions.x);
  float width = onHead > 0.5 ? head * (1.0 - positions.x) : half_ * mix(${n(TAIL)}, 1.0, positions.x);
  vec2 slope = normalize(slopeAt(a, b, c, t));
  vec2 normal = vec2(-slope.y, slope.x);
  // Room for the casing: around the head a little more, or its corners would be cut.
  float out_ = width + flow.edge * (onHead > 0.5 ? 1.6 : 1.0) + 0.5;
  vec2 pixel = curveAt(a, b, c, t) + normal * positions.y * out_;
  if (onHead > 0.5 && positions.x < 0.5) pixel -= slope * flow.edge;
  if (onHead > 0.5 && positions.x > 0.5) pixel += slope * flow.edge * 2.0;
  vAcross = positions.y * out_;
  vHalf = width;
  vAlong = t * len;
  vDash = onHead > 0.5 ? 0.0 : instanceDashes;
  vColor = vec4(instanceColors.rgb, instanceColors.a * layer.opacity);
  vec4 spot = vec4(source.xy + pixel * unit, source.z, 1.0);
  geometry.position = spot;
  gl_Position = project_common_position_to_clipspace(spot);
  DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
  DECKGL_FILTER_COLOR(vColor, geometry);
}`;

const fs = `#version 300 es
#define SHADER_NAME corridor-flow-fragment
precision highp float;
in vec4 vColor;
in float vAcross;
in float vHalf;
in float vAlong;
in float vDash;
out vec4 fragColor;
void main(void) {
  if (vDash > 0.5 && mod(vAlong, 10.0) > 6.0) discard;
  float out_ = abs(vAcross) - vHalf;
  float inside = clamp(0.5 - out_, 0.0, 1.0);
  float cased = clamp(flow.edge + 0.5 - out_, 0.0, 1.0) * flow.casing.a;
  float alpha = max(inside * vColor.a, cased * vColor.a);
  if (alpha <= 0.0) discard;
  fragColor = vec4(mix(flow.casing.rgb, vColor.rgb, inside), alpha);
  DECKGL_FILTER_COLOR(fragColor, geometry);
}`;

export interface FlowData {
  length: number;
  attributes: {
    getSourcePosition: { value: Float64Array; size: 2 };
    getTargetPosition: { value: Float64Array; size: 2 };
    getWidth: { value: Float32Array; size: 1 };
    getTrim: { value: Float32Array; size: 2 };
    getDash: { value: Float32Array; size: 1 };
    getColor: { value: Uint8Array; size: 4; normalized: true };
  };
}

interface Own {
  data: FlowData;
  casing?: Colour;
  /** Pixels of the casing. */
  edge?: number;
}

type Accessors = Record<`get${"SourcePosition" | "TargetPosition" | "Width" | "Trim" | "Dash" | "Color"}`, unknown>;

export class FlowLayer extends Layer<Own> {
  static override layerName = "FlowLayer";
  static override defaultProps = {
    casing: { type: "color", value: [255, 255, 255, 255] },
    edge: { type: "number", value: 1.25 },
    getSourcePosition: { type: "accessor", value: [0, 0] },
    getTargetPosition: { type: "accessor", value: [0, 0] },
    getWidth: { type: "accessor", value: 1 },
    getTrim: { type: "accessor", value: [0, 0] },
    getDash: { type: "accessor", value: 0 },
    getColor: { type: "accessor", value: [0, 0, 0, 255] },
  } as unknown as DefaultProps<LayerProps & Own & Accessors>;

  declare state: { model?: Model };

  override getShaders() {
    return super.getShaders({ vs, fs, modules: [project32, picking, flow] });
  }

  override initializeState(): void {
    this.getAttributeManager()!.addInstanced({
      instanceSourcePositions: { size: 3, type: "float64", fp64: this.use64bitPositions(), accessor: "getSourcePosition" },
      instanceTargetPositions: { size: 3, type: "float64", fp64: this.use64bitPositions(), accessor: "getTargetPosition" },
      instanceWidths: { size: 1, accessor: "getWidth" },
      instanceTrims: { size: 2, accessor: "getTrim" },
      instanceDashes: { size: 1, accessor: "getDash" },
      instanceColors: { size: 4, type: "unorm8", accessor: "getColor" },
    });
  }

  override updateState(change: UpdateParameters<this>): void {
    super.updateState(change);
    if (this.state.model && !change.changeFlags.extensionsChanged) return;
    this.state.model?.destroy();
    this.state.model = new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      bufferLayout: this.getAttributeManager()!.getBufferLayouts(),
      geometry: new Geometry({ topology: "triangle-strip", attributes: { positions: { size: 3, value: STRIP } } }),
      isInstanced: true,
    });
    this.getAttributeManager()!.invalidateAll();
  }

  override draw(): void {
    const { casing = [255, 255, 255, 255], edge = 1 } = this.props;
    this.state.model!.shaderInputs.setProps({ flow: { casing: casing.map((part) => part / 255), edge } });
    this.state.model!.draw(this.context.renderPass);
  }
}

/** Shaft, then head: part of the way, side, whether on the head. */
const STRIP = (() => {
  const values: number[] = [];
  for (let step = 0; step <= STEPS; step++) for (const side of [1, -1]) values.push(step / STEPS, side, 0);
  for (const part of [0, 1]) for (const side of [1, -1]) values.push(part, side, 1);
  return new Float32Array(values);
})();
