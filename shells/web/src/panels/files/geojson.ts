// The user's own boundaries: GeoJSON of lines and areas, and nothing else of it.

export type GeojsonTrouble = "notJson" | "tooLarge" | "notGeojson" | "noLines" | "notDegrees";

export class GeojsonError extends Error {
  constructor(readonly trouble: GeojsonTrouble) {
    super(trouble);
  }
}

const MOST = { bytes: 50 * 2 ** 20, points: 2_000_000 };
/** How deep the points lie. */
const DEPTHS: Record<string, number> = { LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };

/** The lines and areas of a file. Points in it, and properties, are left out. */
export function boundaries(bytes: Uint8Array): GeoJSON.FeatureCollection {
  if (bytes.length > MOST.bytes) throw new GeojsonError("tooLarge");
  let root: unknown;
  try {
    root = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new GeojsonError("notJson");
  }
  const features: GeoJSON.Feature[] = [];
  let points = 0;

  const coordinates = (value: unknown, depth: number): boolean => {
    if (!Array.isArray(value)) return false;
    if (depth > 0) return value.length > 0 && value.every((part) => coordinates(part, depth - 1));
    points += 1;
    if (points > MOST.points) throw new GeojsonError("tooLarge");
    const [longitude, latitude] = value as unknown[];
    if (typeof longitude !== "number" || typeof latitude !== "number") return false;
    if (!(Math.abs(longitude) <= 180.001 && Math.abs(latitude) <= 90.001)) throw new GeojsonError("notDegrees");
    return true;
  };
  const geometry = (value: unknown, depth = 0): void => {
    if (!isObject(value) || typeof value.type !== "string") return;
    if (value.type === "GeometryCollection" && Array.isArray(value.geometries) && depth < 5) {
      for (const part of value.geometries) geometry(part, depth + 1);
    } else if (Object.hasOwn(DEPTHS, value.type) && coordinates(value.coordinates, DEPTHS[value.type]!)) {
      features.push({
        type: "Feature", properties: {},
        geometry: { type: value.type, coordinates: value.coordinates } as GeoJSON.Geometry,
      });
    }
  };

  if (!isObject(root)) throw new GeojsonError("notGeojson");
  if (root.type === "FeatureCollection" && Array.isArray(root.features)) {
    for (const feature of root.features) if (isObject(feature)) geometry(feature.geometry);
  } else if (root.type === "Feature") geometry(root.geometry);
  else if (typeof root.type === "string" && (Object.hasOwn(DEPTHS, root.type) || root.type === "GeometryCollection")) geometry(root);
  else throw new GeojsonError("notGeojson");
  if (features.length === 0) throw new GeojsonError("noLines");
  return { type: "FeatureCollection", features };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
