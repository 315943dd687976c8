// MapLibre below, deck.gl above, in one element. Knows nothing of the model: it gets layers and a camera, and tells what the
// pointer does.
import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Layer } from "@deck.gl/core";
import { Map as MapLibreMap, setWorkerUrl } from "maplibre-gl";
import { mapWorker } from "../packed";
import { words } from "../words";
import type { Atlas } from "./atlas";
import type { Camera } from "./mercator";
import type { Palette } from "./palette";
import { repaint, showInvolved, showOwn, styleOf } from "./style";
import type { Scenario } from "../engine/protocol";

export interface Told {
  /** The camera moved; whether the user moved it. */
  moved(camera: Camera, user: boolean): void;
  hovered(x: number, y: number): void;
  left(): void;
  clicked(x: number, y: number, slack: number): void;
  /** The graphics card is gone. */
  lost(): void;
}

export const hasWebGL2 = (): boolean => {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
};

const still = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class GlMap {
  private readonly overlay: MapLibreOverlay;
  /** Whether a move is ours. */
  private following = false;
  private dead = false;

  static async make(container: HTMLElement, atlas: Atlas, palette: Palette, camera: Camera, told: Told): Promise<GlMap> {
    setWorkerUrl(await mapWorker());
    const map = new MapLibreMap({
      container, style: styleOf(atlas, palette), center: [camera[0], camera[1]], zoom: camera[2], minZoom: 0.5, maxZoom: 11,
      attributionControl: false, renderWorldCopies: false, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      rollEnabled: false, maxPitch: 0, fadeDuration: 0, trackResize: true, locale: { "Map.Title": words.map.label },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    await new Promise<void>((resolve) => map.once("load", () => resolve()));
    return new GlMap(map, atlas, told);
  }

  private constructor(readonly map: MapLibreMap, private readonly atlas: Atlas, told: Told) {
    this.overlay = new MapLibreOverlay({
      interleaved: false, layers: [], useDevicePixels: Math.min(2, devicePixelRatio || 1),
      onError: (error) => console.error(error),
    });
    map.addControl(this.overlay);
    const lost = () => !this.dead && told.lost();
    map.on("webglcontextlost", lost);
    this.overlay.getCanvas()?.addEventListener("webglcontextlost", lost);
    map.on("move", () => told.moved(this.camera(), !this.following));
    map.on("mousemove", ({ point }) => told.hovered(point.x, point.y));
    map.on("mouseout", () => told.left());
    map.on("movestart", () => told.left());
    map.on("click", ({ point, originalEvent }) => {
      const touch = originalEvent instanceof PointerEvent && originalEvent.pointerType === "touch";
      told.clicked(point.x, point.y, touch ? 14 : 4);
    });
  }

  camera(): Camera {
    const { lng, lat } = this.map.getCenter();
    return [lng, lat, this.map.getZoom()];
  }

  look([longitude, latitude, zoom]: Camera): void {
    const [x, y, z] = this.camera();
    if (Math.abs(x - longitude) < 1e-6 && Math.abs(y - latitude) < 1e-6 && Math.abs(z - zoom) < 1e-5) return;
    this.following = true;
    this.map.jumpTo({ center: [longitude, latitude], zoom });
    this.following = false;
  }

  draw(layers: Layer[]): void {
    this.overlay.setProps({ layers });
  }

  zoom(by: number): void {
    this.map.zoomTo(this.map.getZoom() + by, { duration: still() ? 0 : 200 });
  }

  point(over: boolean): void {
    this.map.getCanvas().style.cursor = over ? "pointer" : "";
  }

  repaint(palette: Palette): void {
    repaint(this.map, palette);
  }

  about(scenario: Scenario | null): void {
    showInvolved(this.map, this.atlas, scenario);
  }

  own(geojson: GeoJSON.FeatureCollection | null): void {
    showOwn(this.map, geojson);
  }

  close(): void {
    this.dead = true;
    this.map.remove();
  }
}
