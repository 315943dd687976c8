// An invented country, so that one can look at the page without the engine. Never part of the built page.
import type { Country, Event, Fact, Kind, Place, Route, Scenario, Series, State, Status, Target, Way } from "../protocol";

export const START = "2031-03-01";
export const DAYS = 120;
export const REFERENCE = 40;

const dayMs = 86_400_000;
export const dayOf = (iso: string): number => Math.round((Date.parse(`${iso}T00:00:00Z`) - Date.parse(`${START}T00:00:00Z`)) / dayMs);
export const dateOf = (day: number): string => new Date(Date.parse(`${START}T00:00:00Z`) + day * dayMs).toISOString().slice(0, 10);

/** What holds at a place or host between two days, as numbers: what `members.ts` reads. */
export interface Rule {
  key: string;
  state: State;
  from: number;
  until: number | null;
  /** How open, how intense, how much room: what the state needs. */
  value: number;
  edit: boolean;
}

type Row = [key: string, name: string, kind: Kind, country: string, latitude: number, longitude: number, population: number, toCountry?: string];
const ROWS: Row[] = [
  ["anhara", "Anhara", "town", "Taravia", 35.3, 69.4, 412_000],
  ["belkesh", "Belkesh", "town", "Taravia", 34.5, 68.9, 980_000],
  ["corund", "Corund", "town", "Taravia", 33.4, 68.2, 264_000],
  ["dorv", "Dorv", "town", "Taravia", 36.6, 68.1, 331_000],
  ["esmar", "Esmar", "town", "Taravia", 32.1, 66.4, 154_000],
  ["quarry_site", "Quarry site", "idp_site", "Taravia", 34.9, 67.6, 0],
  ["x_south", "South Gate", "crossing", "Taravia", 30.95, 66.45, 0, "Merovia"],
  ["x_east", "East Bridge", "crossing", "Taravia", 34.12, 71.1, 0, "Merovia"],
  ["x_north", "North Ferry", "crossing", "Taravia", 37.15, 68.5, 0, "Oltania"],
  ["lowfield", "Lowfield camp", "camp", "Merovia", 30.4, 66.9, 0],
  ["hilltop", "Hilltop camp", "camp", "Merovia", 33.9, 71.6, 0],
  ["steppe_town", "Steppe Town", "town", "Oltania", 37.9, 68.7, 88_000],
  ["airfield", "Belkesh airfield", "exit", "Elsewhere", 34.6, 65.6, 0],
];

const ROADS: [from: string, to: string, km: number, mode?: string][] = [
  ["anhara", "belkesh", 96], ["anhara", "dorv", 180], ["belkesh", "corund", 140], ["belkesh", "x_east", 215], ["belkesh", "quarry_site", 130],
  ["dorv", "x_north", 75], ["dorv", "quarry_site", 210, "track"], ["corund", "esmar", 220], ["esmar", "x_south", 130], ["x_south", "lowfield", 75],
  ["x_east", "hilltop", 50], ["x_north", "steppe_town", 86], ["belkesh", "airfield", 300, "air"],
];

const RULES: Rule[] = [
  { key: "anhara", state: "fighting", from: 8, until: 62, value: 0.8, edit: false },
  { key: "dorv", state: "fighting", from: 35, until: 80, value: 0.5, edit: false },
  { key: "corund", state: "fighting", from: 20, until: 75, value: 0.6, edit: false },
  { key: "x_south", state: "open", from: 0, until: null, value: 1, edit: false },
  { key: "x_east", state: "open", from: 0, until: 30, value: 1, edit: false },
  { key: "x_east", state: "restricted", from: 30, until: null, value: 0.3, edit: false },
  { key: "x_north", state: "documented", from: 0, until: 55, value: 0.15, edit: false },
  { key: "x_north", state: "closed", from: 55, until: 90, value: 0, edit: false },
  { key: "x_north", state: "open", from: 90, until: null, value: 1, edit: false },
  { key: "Oltania", state: "cap", from: 45, until: null, value: 20_000, edit: false },
  { key: "Merovia", state: "admits", from: 0, until: null, value: 1, edit: false },
];

const ROOM: Record<string, number> = { lowfield: 18_000, hilltop: 9_000, quarry_site: 25_000 };
const SOURCE = "invented for the look of the page";

/** A camp that an edit adds. */
export interface Added { key: string; name: string; near: string; km: number; room: number; from: number }

export interface World { scenario: Scenario; rules: Rule[]; room: Record<string, number> }

/** The scenario with what edits set and add. */
export function world(set: Rule[], added: Added[], room: Record<string, number>): World {
  const rules = RULES.flatMap((rule) => cut(rule, set)).concat(set);
  const rooms = { ...ROOM, ...room };
  const rows = [...ROWS];
  const roads = [...ROADS];
  for (const camp of added) {
    const near = rows.find((row) => row[0] === camp.near)!;
    rows.push([camp.key, camp.name, "camp", near[7] ?? near[3], near[4] - 0.4, near[5] + 0.5, 0]);
    roads.push([camp.near, camp.key, camp.km]);
    rooms[camp.key] = camp.room;
  }
  const series: Series[] = [];
  const add = (target: Target, location: string, of: Series["of"], cumulative: boolean): number =>
    series.push({ target, location, of, cumulative }) - 1;
  const hosts = ["Merovia", "Oltania"];
  for (const host of hosts) {
    add("arrivals", host, "country", true);
    add("stock", host, "country", false);
    add("returns", host, "country", true);
  }
  add("displaced", "Taravia", "country", false);
  add("evacuated", "Taravia", "country", true);
  add("deaths", "Taravia", "country", true);
  for (const [key, , kind] of rows) {
    if (kind === "crossing") {
      add("arrivals", key, "crossing", true);
      add("stranded", key, "crossing", false);
    } else if (kind !== "exit") add("stock", key, "place", false);
  }
  const of = (key: string): number[] => series.flatMap((one, number) => (one.location === key ? [number] : []));
  const places: Place[] = rows.map(([key, name, kind, country, latitude, longitude, population, toCountry]) => ({
    key, name, kind, country, toCountry: toCountry ?? null, latitude, longitude, population,
    capacity: rooms[key] === undefined ? [] : [[0, rooms[key]]], statuses: statuses(key, rules), series: of(key), source: SOURCE,
  }));
  const countries: Country[] = ["Taravia", ...hosts].map((key) => {
    const inside = places.filter((place) => place.country === key);
    const middle = (pick: (place: Place) => number | null): number => inside.reduce((sum, place) => sum + (pick(place) ?? 0), 0) / inside.length;
    return { key, latitude: middle((place) => place.latitude), longitude: middle((place) => place.longitude), statuses: statuses(key, rules), series: of(key) };
  });
  const number = new Map(places.map((place, index) => [place.key, index]));
  const routes: Route[] = roads.map(([from, to, km, mode]) => ({ from, to, km, mode: mode ?? "road", source: SOURCE }));
  const ways: Way[] = routes.flatMap(({ from, to, km, mode }) => {
    const [a, b] = [number.get(from)!, number.get(to)!];
    return [{ from: a, to: b, km, mode }, { from: b, to: a, km, mode }];
  });
  const events: Event[] = rules.filter((rule) => rule.from > 0 || rule.state === "fighting").map((rule) => ({
    day: rule.from, kind: rule.edit ? "edit" : kindOf(rule.state), location: rule.key, text: text(rule),
  }));
  return {
    rules, room: rooms,
    scenario: {
      name: "invented", title: "Taravia, an invented country", start: START, days: DAYS, reference: REFERENCE, hindcast: false,
      horizons: [7, 14, 28, 56].map((days) => ({ days, day: REFERENCE + days, date: dateOf(REFERENCE + days) })),
      origin: "Taravia", places, countries, routes, ways, series,
      headline: [0, 3, 6, series.findIndex(({ location }) => location === "x_south")], events: events.sort((a, b) => a.day - b.day), facts: FACTS,
      whatIfs: [
        { key: "south-shut", sentence: "South Gate is shut from 12 April.", edits: ["close x_south from 2031-04-12"] },
        { key: "ceasefire", sentence: "Fighting at Dorv ends on 15 April.", edits: ["fighting dorv 0 from 2031-04-15"] },
      ],
      compiledBy: "nobody: invented", licence: "CC0-1.0", attribution: ["Invented data, to look at the page."], hash: "0".repeat(64), version: "0.0.0-fake",
    },
  };
}

/** A rule, less the days on which an edit of the same subject and kind holds. */
function cut(rule: Rule, edits: Rule[]): Rule[] {
  let parts = [rule];
  for (const edit of edits) {
    if (edit.key !== rule.key || (edit.state === "fighting") !== (rule.state === "fighting")) continue;
    parts = parts.flatMap((part) => {
      const end = part.until ?? DAYS;
      const before = { ...part, until: Math.min(end, edit.from) };
      const after = { ...part, from: Math.max(part.from, edit.until ?? DAYS) };
      return [...(before.until > before.from ? [before] : []), ...(after.from < end ? [after] : [])];
    });
  }
  return parts;
}

function statuses(key: string, rules: Rule[]): Status[] {
  return rules.filter((rule) => rule.key === key).sort((a, b) => a.from - b.from).map((rule) => ({
    state: rule.state, into: null, from: rule.from, until: rule.until, end: rule.until === null ? "unknown" : "date", text: text(rule),
    source: rule.edit ? "edit" : SOURCE, available: dateOf(Math.min(rule.from, REFERENCE)), edit: rule.edit,
    facts: FACTS.filter((fact) => fact.sets.some((set) => set.row.includes(` ${key} `))).map((fact) => fact.id),
  }));
}

function text(rule: Rule): string {
  switch (rule.state) {
    case "restricted": return `lets ${Math.round(100 * rule.value)} % through`;
    case "fighting": return rule.value > 0 ? `intensity ${rule.value}` : "calm";
    case "cap": return `admits at most ${rule.value} people`;
    default: return rule.state.replaceAll("_", " ");
  }
}

function kindOf(state: State): Event["kind"] {
  switch (state) {
    case "fighting": return "fighting";
    case "calm": return "calm";
    case "closed": case "restricted": case "documented": case "returns_only": return "closure";
    case "open": return "opening";
    case "room": case "full": case "not_yet_open": return "camp";
    default: return "policy";
  }
}

const fact = (id: string, kind: string, summary: string, modality: Fact["modality"], row: string, key: string, name: string): Fact => ({
  id, kind, summary, modality, condition: modality === "conditional" ? "if talks fail" : null, speaker: "a border officer", channel: "radio",
  when: "on 2031-04-10, ongoing", quantity: id === "F2" ? "about 300 households" : null, where: [{ role: "at", name, key }],
  evidence: { url: "https://example.org/invented-report", start: 120, end: 214 }, sets: [{ row, now: [`${row} = as reported`] }],
  crossCheck: "No second source: invented.",
});
const FACTS: Fact[] = [
  fact("F1", "conflict.armed_clash", "Fighting has reached Dorv.", "asserted", "conflicts dorv 2031-04-05", "dorv", "Dorv"),
  fact("F2", "crossing.restricted", "East Bridge lets only some families through.", "claimed", "crossings x_east 2031-03-31", "x_east", "East Bridge"),
  fact("F3", "crossing.closed", "North Ferry may stop if talks fail.", "conditional", "crossings x_north 2031-04-25", "x_north", "North Ferry"),
];
