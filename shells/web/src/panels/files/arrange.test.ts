import { expect, it } from "vitest";
import type { Entry } from "../../lib/zip";
import { arrange } from "./arrange";

const entries = (...paths: string[]): Entry[] => paths.map((path) => ({ path, size: 1, read: async () => new Uint8Array() }));
const told = (...paths: string[]) => {
  const { scenarios, edits, boundaries, rest } = arrange(entries(...paths));
  return {
    scenarios: scenarios.map(({ kind, folder, files }) => `${kind} ${folder}: ${files.map(({ name }) => name).sort().join(" ")}`),
    edits: edits.map(({ path }) => path), boundaries: boundaries.map(({ path }) => path), rest: rest.map(({ path }) => path),
  };
};

it("a scenario folder, wherever it lies", () => {
  expect(told("zip/case/scenario.yml", "zip/case/locations.csv", "zip/case/routes.csv", "zip/case/.hidden", "zip/README.md"))
    .toEqual({ scenarios: ["corridor zip/case/: locations.csv routes.csv scenario.yml"], edits: [], boundaries: [], rest: ["zip/README.md"] });
  expect(told("scenario.yml", "locations.csv").scenarios).toEqual(["corridor : locations.csv scenario.yml"]);
});

it("misspelt tables go with it, so that the engine can tell", () => {
  expect(told("a/scenario.yml", "a/crosings.csv").scenarios).toEqual(["corridor a/: crosings.csv scenario.yml"]);
});

it("edits and boundaries beside the tables are none of them", () => {
  expect(told("a/scenario.yml", "a/my edits.txt", "a/adm1.geojson", "a/facts.jsonl")).toEqual({
    scenarios: ["corridor a/: facts.jsonl scenario.yml"], edits: ["a/my edits.txt"], boundaries: ["a/adm1.geojson"], rest: [],
  });
});

it("a Flee folder, with its settings and validation data in it or beside it", () => {
  expect(told("mali/input_csv/locations.csv", "mali/input_csv/routes.csv", "mali/source_data/data_layout.csv", "mali/simsetting.yml", "mali/out.csv"))
    .toMatchObject({ scenarios: ["flee mali/: input_csv/locations.csv input_csv/routes.csv simsetting.yml source_data/data_layout.csv"] });
  expect(told("x/mali/input_csv/locations.csv", "x/simsetting.yml", "x/source_data/refugees.csv").scenarios)
    .toEqual(["flee x/mali/: ../simsetting.yml ../source_data/refugees.csv input_csv/locations.csv"]);
  expect(told("locations.csv", "routes.csv", "sim_period.csv").scenarios).toEqual(["flee : locations.csv routes.csv sim_period.csv"]);
  expect(told("input_csv/locations.csv", "input_csv/simsetting.yml", "source_data/a.csv").scenarios)
    .toEqual(["flee : input_csv/locations.csv input_csv/simsetting.yml source_data/a.csv"]);
});

it("several, and nothing", () => {
  expect(told("a/scenario.yml", "b/scenario.yml").scenarios).toHaveLength(2);
  expect(told("photo.png", "README.txt")).toEqual({ scenarios: [], edits: [], boundaries: [], rest: ["photo.png", "README.txt"] });
});
