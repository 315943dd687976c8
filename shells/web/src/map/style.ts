// The style of the MapLibre map: land, coast, borders and the user's own boundaries. No glyphs, no source from outside; names
// are drawn above the flows by `names.ts`.
import { flatLines, flatPolygons } from "./flat";
import type { GeoJSONSource, Map as MapLibreMap, StyleSpecification } from "maplibre-gl";
import { involved, type Atlas } from "./atlas";
import type { Palette } from "./palette";
import type { Scenario } from "../engine/protocol";

const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

export function styleOf(atlas: Atlas, palette: Palette): StyleSpecification {
  const lines = (geometry: GeoJSON.Geometry) => ({ type: "Feature" as const, properties: {}, geometry });
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: { type: "FeatureCollection", features: atlas.countries.map((land) => ({ ...land, geometry: flatPolygons(land.geometry) })) }, maxzoom: 7, tolerance: 0.5 },
      home: { type: "geojson", data: EMPTY, maxzoom: 7 },
      borders: { type: "geojson", data: lines(flatLines(atlas.borders)), maxzoom: 7 },
      coast: { type: "geojson", data: lines(flatLines(atlas.coast)), maxzoom: 7 },
      own: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "sea", type: "background" },
      { id: "land", type: "fill", source: "land", paint: { "fill-antialias": false } },
      { id: "host", type: "fill", source: "home", filter: ["==", ["get", "role"], "host"], paint: { "fill-antialias": false } },
      { id: "home", type: "fill", source: "home", filter: ["==", ["get", "role"], "home"], paint: { "fill-antialias": false } },
      { id: "coast", type: "line", source: "coast", paint: { "line-width": 0.8 } },
      { id: "borders", type: "line", source: "borders", paint: { "line-width": 1, "line-dasharray": [4, 3] } },
      { id: "own", type: "line", source: "own", paint: { "line-width": 1 } },
    ].map((layer) => ({ ...layer, paint: { ...layer.paint, ...paintOf(layer.id, palette) } })) as StyleSpecification["layers"],
  };
}

function paintOf(layer: string, palette: Palette): Record<string, string> {
  switch (layer) {
    case "sea": return { "background-color": palette.sea };
    case "land": return { "fill-color": palette.land };
    case "host": return { "fill-color": palette.host };
    case "home": return { "fill-color": palette.home };
    case "coast": return { "line-color": palette.coast };
    case "borders": return { "line-color": palette.border };
    default: return { "line-color": palette.own };
  }
}

/** Other colours, without loading the style again. */
export function repaint(map: MapLibreMap, palette: Palette): void {
  for (const { id } of map.getStyle().layers)
    for (const [property, value] of Object.entries(paintOf(id, palette))) map.setPaintProperty(id, property as "fill-color", value);
}

const lighter = new WeakMap<MapLibreMap, ReturnType<typeof involved> | null>();

/** The lands that the scenario is about, a little lighter. */
export function showInvolved(map: MapLibreMap, atlas: Atlas, scenario: Scenario | null): void {
  const lands = scenario ? involved(atlas, scenario) : null;
  const source = map.getSource<GeoJSONSource>("home");
  if (!source || lighter.get(map) === lands) return;
  lighter.set(map, lands);
  const features = lands
    ? [...[...lands.hosts].map((land) => ({ ...land, geometry: flatPolygons(land.geometry), properties: { role: "host" } })),
       ...[...lands.home].map((land) => ({ ...land, geometry: flatPolygons(land.geometry), properties: { role: "home" } }))]
    : [];
  source.setData({ type: "FeatureCollection", features });
}

export function showOwn(map: MapLibreMap, geojson: GeoJSON.FeatureCollection | null): void {
  map.getSource<GeoJSONSource>("own")?.setData(geojson ?? EMPTY);
}
