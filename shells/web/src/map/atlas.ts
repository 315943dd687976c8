// The basemap that the page carries: countries of Natural Earth at 1:50 million, as land, borders, coast and names.
import { geoArea, geoBounds, geoCentroid, geoContains } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Scenario } from "../engine/protocol";
import { countries } from "../packed";

type Land = GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon, { name: string }>;

export interface Atlas {
  countries: Land[];
  /** Between countries. */
  borders: GeoJSON.MultiLineString;
  coast: GeoJSON.MultiLineString;
  names: { name: string; longitude: number; latitude: number; area: number }[];
}

let ready: Promise<Atlas> | undefined;

/** Unpacked once, when the first map asks. */
export const loadAtlas = (): Promise<Atlas> => (ready ??= countries().then(atlasOf));

export function atlasOf(topology: Topology): Atlas {
  const objects = topology.objects.countries as GeometryCollection<{ name: string }>;
  const lands = feature(topology, objects).features as Land[];
  return {
    countries: lands,
    borders: mesh(topology, objects, (a, b) => a !== b),
    coast: mesh(topology, objects, (a, b) => a === b),
    names: lands.map((land) => {
      const main = mainland(land);
      const [longitude, latitude] = geoCentroid(main);
      return { name: land.properties.name, longitude, latitude, area: geoArea(main) };
    }),
  };
}

/** The largest part, so that the name of a country does not stand between it and its islands. */
function mainland({ geometry }: Land): GeoJSON.Polygon {
  if (geometry.type === "Polygon") return geometry;
  const size = (rings: GeoJSON.Position[][]) => rings[0]!.length;
  const largest = geometry.coordinates.reduce((best, rings) => (size(rings) > size(best) ? rings : best));
  return { type: "Polygon", coordinates: largest };
}

interface Involved { home: Set<Land>; hosts: Set<Land> }
const found = new WeakMap<Atlas, Map<string, Involved>>();

/** Which lands the places of a scenario lie in: its own country, and the others. By place, since names differ; of each country
 *  three places tell. Looked up once for the same places, as edits seldom bring others. */
export function involved(atlas: Atlas, scenario: Scenario): Involved {
  const seen = new Map<string, number>();
  const points = scenario.places.flatMap(({ kind, country, longitude, latitude }) => {
    const count = seen.get(country) ?? 0;
    if (kind === "crossing" || kind === "exit" || count >= 3 || longitude === null || latitude === null) return [];
    seen.set(country, count + 1);
    return [{ country, longitude, latitude }];
  });
  const key = JSON.stringify([scenario.origin, points]);
  const before = found.get(atlas) ?? new Map<string, Involved>();
  found.set(atlas, before);
  const known = before.get(key);
  if (known) return known;
  const home = new Set<Land>(), hosts = new Set<Land>();
  const boxes = atlas.countries.map((land) => geoBounds(land));
  for (const { country, longitude, latitude } of points)
    atlas.countries.forEach((land, at) => {
      const [[west, south], [east, north]] = boxes[at]!;
      if (latitude < south || latitude > north || (west < east && (longitude < west || longitude > east))) return;
      if (geoContains(land, [longitude, latitude])) (country === scenario.origin ? home : hosts).add(land);
    });
  for (const land of home) hosts.delete(land);
  before.set(key, { home, hosts });
  return { home, hosts };
}
