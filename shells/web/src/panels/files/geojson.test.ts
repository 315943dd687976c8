import { expect, it } from "vitest";
import { boundaries, GeojsonError } from "./geojson";

const read = (value: unknown) => boundaries(new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value)));
const trouble = (value: unknown): string => {
  try {
    read(value);
  } catch (error) {
    if (error instanceof GeojsonError) return error.trouble;
    throw error;
  }
  return "none";
};
const ring = [[60, 30], [61, 30], [61, 31], [60, 30]];
const area = { type: "Polygon", coordinates: [ring] };

it("takes lines and areas, and leaves the rest", () => {
  const point = { type: "Feature", properties: { a: 1 }, geometry: { type: "Point", coordinates: [1, 2] } };
  const found = read({ type: "FeatureCollection", features: [{ type: "Feature", properties: { name: "x" }, geometry: area }, point, null, { geometry: null }] });
  expect(found.features).toEqual([{ type: "Feature", properties: {}, geometry: area }]);
  expect(read({ type: "Feature", geometry: { type: "MultiLineString", coordinates: [ring] } }).features).toHaveLength(1);
  expect(read({ type: "GeometryCollection", geometries: [area, area] }).features).toHaveLength(2);
});

it("says what is wrong", () => {
  expect(trouble("{")).toBe("notJson");
  expect(trouble("[1]")).toBe("notGeojson");
  expect(trouble("null")).toBe("notGeojson");
  expect(trouble({ type: "constructor" })).toBe("notGeojson");
  expect(trouble({ type: "Topology" })).toBe("notGeojson");
  expect(trouble({ type: "FeatureCollection", features: [] })).toBe("noLines");
  expect(trouble({ type: "Polygon", coordinates: [[1, 2]] })).toBe("noLines");
  expect(trouble({ type: "Polygon", coordinates: [[["1", 2]]] })).toBe("noLines");
  expect(trouble({ type: "LineString", coordinates: [[500_000, 3_800_000], [1, 1]] })).toBe("notDegrees");
  let deep: unknown = area;
  for (let depth = 0; depth < 1000; depth++) deep = { type: "GeometryCollection", geometries: [deep] };
  expect(trouble(deep)).toBe("noLines");
});
