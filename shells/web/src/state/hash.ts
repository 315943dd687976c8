// The part of the URL after #: what one looks at, and the edits, in words that a person can read.
//
//   #of=afghanistan-2021&day=2021-09-10&at=place:x_chaman&panel=whatif&edit=open+x_chaman+from+2021-09-02+until+never
//
// It may come from anybody: what is not understood is left out.
import type { Which } from "../engine/protocol";
import type { Panel, Selected } from "./view.svelte";

/** What a URL holds. What it does not say is as usual. */
export interface Saved {
  /** Name of the scenario. */
  of: string;
  /** YYYY-MM-DD */
  day?: string;
  at?: Selected;
  show?: Which;
  split?: boolean;
  flows?: "routes" | "arcs";
  panel?: Panel;
  /** Longitude, latitude, zoom. */
  map?: [number, number, number];
  theme?: "system" | "light" | "dark";
  dir?: "ltr" | "rtl";
  lines?: boolean;
  speed?: number;
  /** First and last day that the slider shows. */
  days?: [string, string];
  edits?: string[];
  members?: number;
  seed?: number;
}

const MOST = { hash: 60_000, edits: 300, edit: 500, key: 200, members: 2000 };

const panels: readonly Panel[] = ["answer", "whatif", "differences", "table", "explain", "sources", "files", "about"];

/** Readable where a URL allows it. */
const readable = (text: string): string => encodeURIComponent(text).replace(/%20/g, "+").replace(/%(?:3A|2C|2F|22)/g, decodeURIComponent);
/** In a part with colons. */
const inner = (text: string): string => encodeURIComponent(text).replace(/%20/g, " ");

export function toHash(saved: Saved): string {
  const parts: [string, string | number | undefined][] = [
    ["of", saved.of],
    ["day", saved.day],
    ["at", saved.at && selection(saved.at)],
    ["show", saved.show],
    ["split", saved.split ? "yes" : undefined],
    ["flows", saved.flows],
    ["panel", saved.panel],
    ["map", saved.map && `${saved.map[0].toFixed(3)},${saved.map[1].toFixed(3)},${saved.map[2].toFixed(2)}`],
    ["theme", saved.theme],
    ["dir", saved.dir],
    ["lines", saved.lines ? "yes" : undefined],
    ["speed", saved.speed],
    ["days", saved.days?.join(",")],
    ...(saved.edits ?? []).map((edit): [string, string] => ["edit", edit]),
    ["members", saved.members],
    ["seed", saved.seed],
  ];
  return "#" + parts.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${readable(String(value))}`])).join("&");
}

function selection(at: Selected): string {
  return at.of === "way" ? `way:${inner(at.from)}:${inner(at.to)}` : `${at.of}:${inner(at.key)}`;
}

/** What a hash says; null if it is none of ours, such as the name of a part of the page. */
export function fromHash(hash: string): Saved | null {
  if (hash.length > MOST.hash) return null;
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const of = said.get("of");
  if (of === null) return null;
  const one = <T extends string>(key: string, ...any: readonly T[]): T | undefined => any.find((value) => value === said.get(key));
  const saved: Saved = {
    of,
    day: date(said.get("day")),
    at: selected(said.get("at")),
    show: one("show", "base", "changed", "difference"),
    split: one("split", "yes") && true,
    flows: one("flows", "routes", "arcs"),
    panel: one("panel", ...panels),
    map: camera(said.get("map")),
    theme: one("theme", "system", "light", "dark"),
    dir: one("dir", "ltr", "rtl"),
    lines: one("lines", "yes") && true,
    speed: number(said.get("speed"), 0.25, 60),
    days: days(said.get("days")),
    edits: said.getAll("edit").filter((edit) => edit.trim() !== "" && edit.length <= MOST.edit && !/[\p{Cc}]/u.test(edit)).slice(0, MOST.edits),
    members: whole(said.get("members"), 1, MOST.members),
    seed: whole(said.get("seed"), 0, Number.MAX_SAFE_INTEGER),
  };
  for (const key of Object.keys(saved) as (keyof Saved)[]) if (saved[key] === undefined) delete saved[key];
  if (saved.edits?.length === 0) delete saved.edits;
  return saved;
}

function date(text: string | null): string | undefined {
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined;
}

function number(text: string | null, least: number, most: number): number | undefined {
  if (text === null || !/^-?\d{1,16}(\.\d{1,12})?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

function whole(text: string | null, least: number, most: number): number | undefined {
  const value = number(text, least, most);
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

function days(text: string | null): [string, string] | undefined {
  const [first, last, more] = (text ?? "").split(",").map(date);
  return first && last && more === undefined && first <= last ? [first, last] : undefined;
}

function camera(text: string | null): [number, number, number] | undefined {
  const [longitude, latitude, zoom, ...more] = (text ?? "").split(",");
  const found = [number(longitude ?? null, -180, 180), number(latitude ?? null, -90, 90), number(zoom ?? null, 0, 24)];
  return more.length === 0 && found.every((part) => part !== undefined) ? (found as [number, number, number]) : undefined;
}

function selected(text: string | null): Selected | undefined {
  let parts: string[];
  try {
    parts = (text ?? "").split(":").map(decodeURIComponent);
  } catch {
    return undefined;
  }
  if (parts.some((part) => part === "" || part.length > MOST.key)) return undefined;
  const [of, key, to] = parts as [string, string?, string?];
  if ((of === "place" || of === "country") && key !== undefined && parts.length === 2) return { of, key };
  if (of === "way" && key !== undefined && to !== undefined && parts.length === 3) return { of, from: key, to };
  return undefined;
}
