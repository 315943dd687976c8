import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Topology } from "topojson-specification";
import { atlasOf } from "./atlas";
import { flatLines, flatPolygons } from "./flat";

const world = atlasOf(JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json", "utf8")) as Topology);
const atPole = ([, y]: GeoJSON.Position) => Math.abs(y!) > 85;
/** The longest step of a line that does not go along a pole. */
const longest = (line: GeoJSON.Position[]) =>
  Math.max(0, ...line.slice(1).map((to, at) => (atPole(to) && atPole(line[at]!) ? 0 : Math.abs(to[0]! - line[at]![0]!))));

test("no outline of the world crosses the map, but along a pole", () => {
  for (const { geometry, properties } of world.countries) {
    const before = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const after = flatPolygons(geometry).coordinates;
    expect(after.length, properties.name).toBeGreaterThanOrEqual(before.length);
    for (const ring of after.flat()) expect(longest(ring), properties.name).toBeLessThan(180);
  }
  for (const line of flatLines(world.coast).coordinates) expect(longest(line)).toBeLessThan(180);
  expect(world.countries.some(({ geometry }) => geometry.type === "MultiPolygon" && geometry.coordinates.flat().some((ring) => longest(ring) > 180))).toBe(true);
});

test("what crosses 180° is to be seen at both edges", () => {
  const island: GeoJSON.Polygon = { type: "Polygon", coordinates: [[[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]]] };
  expect(flatPolygons(island).coordinates.map(([ring]) => ring!.map(([x]) => x))).toEqual([[179, 181, 181, 179, 179], [-181, -179, -179, -181, -181]]);
});
