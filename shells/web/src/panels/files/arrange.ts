// What files are: a scenario folder, a Flee folder, edits, boundaries. Told by where they lie and what they are called.
import type { Entry } from "../../lib/zip";

/** A scenario among files: which of them the engine gets, and under which names. */
export interface Found {
  kind: "corridor" | "flee";
  /** The folder, for people; empty for loose files. */
  folder: string;
  files: { name: string; entry: Entry }[];
}

export interface Arranged {
  scenarios: Found[];
  edits: Entry[];
  boundaries: Entry[];
  /** What nothing is known about. */
  rest: Entry[];
}

const SETTINGS = "scenario.yml";
const FLEE_SETTINGS = "simsetting.yml";
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const hidden = (path: string): boolean => /^[.~]/.test(nameOf(path));

/** `a/b/` of `a/b/c/`; null for the folder of all. */
function above(folder: string): string | null {
  return folder === "" ? null : folderOf(folder.slice(0, -1));
}

export function arrange(entries: readonly Entry[]): Arranged {
  const seen = entries.filter(({ path }) => !hidden(path));
  const byFolder = new Map<string, Entry[]>();
  for (const entry of seen) {
    const folder = folderOf(entry.path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), entry]);
  }
  const has = (folder: string, name: string): boolean => byFolder.get(folder)?.some(({ path }) => nameOf(path) === name) ?? false;
  const taken = new Set<Entry>();
  const scenarios: Found[] = [];
  const take = (found: Found): void => {
    scenarios.push(found);
    for (const { entry } of found.files) taken.add(entry);
  };

  for (const [folder, own] of byFolder) {
    if (has(folder, SETTINGS)) {
      // Beside the tables may lie edits and boundaries, which are none of them.
      take({ kind: "corridor", folder, files: own.filter((entry) => !isEdits(entry) && !isGeojson(entry)).map((entry) => ({ name: nameOf(entry.path), entry })) });
    } else if (folder.endsWith("input_csv/") && has(folder, "locations.csv")) {
      take(flee(folderOf(folder.slice(0, -1)), "input_csv/", byFolder));
    } else if (has(folder, "locations.csv") && has(folder, "routes.csv")) {
      take(flee(folder, "", byFolder));
    }
  }
  const left = seen.filter((entry) => !taken.has(entry));
  return {
    scenarios,
    edits: left.filter(isEdits),
    boundaries: left.filter(isGeojson),
    rest: left.filter((entry) => !isEdits(entry) && !isGeojson(entry)),
  };
}

/** A Flee folder: tables, validation data and settings, in it or beside it. */
function flee(folder: string, tables: string, byFolder: ReadonlyMap<string, Entry[]>): Found {
  const files: Found["files"] = [];
  const add = (from: string | null, prefix: string, only: (name: string) => boolean = () => true): boolean => {
    const own = from === null ? [] : (byFolder.get(from) ?? []).filter(({ path }) => only(nameOf(path)));
    files.push(...own.map((entry) => ({ name: prefix + nameOf(entry.path), entry })));
    return own.length > 0;
  };
  const isSettings = (name: string): boolean => name === FLEE_SETTINGS;
  const isTable = (name: string): boolean => name.endsWith(".csv");
  add(folder + tables, tables, (name) => isTable(name) || isSettings(name));
  if (tables !== "") add(folder, "", (name) => isSettings(name) || name === "location_changes.csv");
  const parent = above(folder);
  const settings = files.some(({ name }) => name === FLEE_SETTINGS) || add(parent, "../", isSettings);
  // Flee's tests have their settings with the tables.
  if (!settings && tables !== "") add(folder + tables, tables, isSettings);
  if (!add(`${folder}source_data/`, "source_data/") && parent !== null) add(`${parent}source_data/`, "../source_data/");
  return { kind: "flee", folder, files: files.filter((file, at) => files.findIndex(({ name }) => name === file.name) === at) };
}

const isEdits = ({ path }: Entry): boolean => /\.(txt|edits)$/i.test(path) && !/(^|\/)(readme|licen[cs]e|notice)/i.test(path);
const isGeojson = ({ path }: Entry): boolean => /\.(geo)?json$/i.test(path);
