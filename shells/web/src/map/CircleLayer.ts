// Circles with a pattern: hatched beyond their capacity, dotted where people wait. deck.gl's own, with some lines more.
import type { DefaultProps, LayerProps } from "@deck.gl/core";
import { ScatterplotLayer, type ScatterplotLayerProps } from "@deck.gl/layers";

export interface CircleData {
  length: number;
  attributes: {
    getPosition: { value: Float64Array; size: 2 };
    getRadius: { value: Float32Array; size: 1 };
    getFillColor: { value: Uint8Array; size: 4; normalized: true };
    getLineColor: { value: Uint8Array; size: 4; normalized: true };
    /** Which pattern (of `look.ts`), and from which part of the radius on. */
    getPattern: { value: Float32Array; size: 2 };
  };
}

export class CircleLayer extends ScatterplotLayer<unknown, LayerProps> {
  static override layerName = "CircleLayer";
  static override defaultProps = {
    getPattern: { type: "accessor", value: [0, 0] },
  } as unknown as DefaultProps<ScatterplotLayerProps>;

  override initializeState(): void {
    super.initializeState();
    this.getAttributeManager()!.addInstanced({ instancePattern: { size: 2, accessor: "getPattern" } });
  }

  override getShaders() {
    const shaders = super.getShaders();
    return {
      ...shaders,
      inject: {
        "vs:#decl": "in vec2 instancePattern; out vec2 vPattern; out vec4 vEdge; out float vRadius;",
        "vs:#main-end": "vPattern = instancePattern; vEdge = vLineColor; vRadius = outerRadiusPixels;",
        "fs:#decl": "in vec2 vPattern; in vec4 vEdge; in float vRadius;",
        "fs:DECKGL_FILTER_COLOR": `
          float inside = length(geometry.uv);
          if (vPattern.x > 0.5 && inside > vPattern.y && color.a > 0.0) {
            vec2 spot = geometry.uv * vRadius;
            float on = vPattern.x < 1.5
              ? step(mod(spot.x + spot.y, 6.0), 2.2)
              : step(length(mod(spot, 5.0) - 2.5), 1.35);
            color = mix(color, vec4(vEdge.rgb, max(color.a, 0.85)), on * step(0.01, color.a));
          }`,
      },
    };
  }
}
