// What the page asks the engine, and what it answers. Every number that the page shows comes through here (invariant 11).
//
// Days are numbers, the first day of the period being 0. People are whole. Series are known by their number in
// `Scenario.series`, ways by their number in `Scenario.ways`: the numbers hold until the scenario or the edits change the
// network (a new camp or route), which `Changed.scenario` tells.

/** A file of a scenario as the user has it: `crossings.csv`. */
export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** How the scenario is run. */
export interface Options {
  /** How many members in the end. */
  members: number;
  seed: number;
  /** YYYY-MM-DD; the scenario's own if null. */
  asOf: string | null;
  /** Use every row, whenever it became known. */
  hindcast: boolean;
  /** Fewer days than the scenario has. */
  days: number | null;
}

/** What is wrong, where, and how to mend it. */
export interface Diagnostic {
  severity: "error" | "warning";
  code: string;
  file: string;
  /** From 1; 0 where the whole file is meant. */
  line: number;
  column: number;
  width: number;
  message: string;
  help: string;
}

/** The answer to files. `scenario` is null if any diagnostic is an error. */
export interface Reading {
  scenario: Scenario | null;
  diagnostics: Diagnostic[];
}

export interface Scenario {
  name: string;
  title: string;
  /** First day of the period, YYYY-MM-DD. */
  start: string;
  days: number;
  /** The day as of which it is a forecast; 0 for a hindcast. */
  reference: number;
  hindcast: boolean;
  /** The days of which the answer speaks. */
  horizons: { days: number; day: number; date: string }[];
  origin: string | null;
  places: Place[];
  countries: Country[];
  routes: Route[];
  ways: Way[];
  series: Series[];
  /** Numbers of the series that a result names first. */
  headline: number[];
  /** What happens when, for the flags on the slider. */
  events: Event[];
  facts: Fact[];
  whatIfs: { key: string; sentence: string; edits: string[] }[];
  compiledBy: string;
  licence: string;
  attribution: string[];
  /** A hash of the files: 16 hexadecimal digits. */
  hash: string;
  version: string;
}

export type Kind = "town" | "camp" | "idp_site" | "crossing" | "airport" | "hub" | "exit" | "waypoint";

export interface Place {
  key: string;
  name: string;
  kind: Kind;
  country: string;
  /** Of a crossing or airport: the country on the other side. */
  toCountry: string | null;
  /** null for places that are none, such as "third countries". */
  latitude: number | null;
  longitude: number | null;
  population: number;
  /** Room by day, of places that have a limit: `[from day, people]`. Empty if there is no limit. */
  capacity: [number, number][];
  /** What is known of it, by day: crossing status, closures, fighting, room. In the order of `from`. */
  statuses: Status[];
  /** Numbers of its series. */
  series: number[];
  source: string;
}

export interface Country {
  key: string;
  /** Middle of its places, for a label and a circle. */
  latitude: number;
  longitude: number;
  /** Policies of a host, by day. */
  statuses: Status[];
  series: number[];
}

export type State =
  | "open" | "closed" | "restricted" | "documented" | "returns_only"
  | "fighting" | "calm"
  | "room" | "full" | "not_yet_open"
  | "cap" | "pledge" | "admits" | "refuses" | "push_back" | "forced_return"
  | "other";

/** What holds at a place or host from a day until another. */
export interface Status {
  state: State;
  /** Of a crossing: into which country; null for both directions or where it has no meaning. */
  into: string | null;
  from: number;
  /** One past its last day; null if nobody said: see `end`. */
  until: number | null;
  end: "date" | "next" | "unknown" | "never";
  /** In words with its numbers, such as "lets 30 % through" or "intensity 0.8". */
  text: string;
  source: string;
  /** When it could first be known, YYYY-MM-DD. */
  available: string;
  /** Whether an edit of the user set it. */
  edit: boolean;
  /** Ids of the facts that set it. */
  facts: string[];
}

export interface Route {
  from: string;
  to: string;
  mode: string;
  km: number;
  source: string;
}

/** A route in one direction. */
export interface Way {
  /** Number in `places`. */
  from: number;
  to: number;
  mode: string;
  km: number;
}

export type Target =
  | "arrivals" | "net_arrivals" | "returns" | "displaced" | "idp_returns" | "evacuated" | "stock" | "stranded" | "deaths";

export interface Series {
  target: Target;
  /** Key of a place or country. */
  location: string;
  of: "country" | "place" | "crossing";
  /** Counts events since the reference date, rather than people on a day. */
  cumulative: boolean;
}

export interface Event {
  day: number;
  kind: "fighting" | "calm" | "closure" | "opening" | "policy" | "camp" | "edit";
  /** Key of a place or country. */
  location: string;
  text: string;
}

export interface Fact {
  id: string;
  kind: string;
  summary: string;
  modality: "asserted" | "claimed" | "conditional" | "forecast";
  condition: string | null;
  speaker: string;
  channel: string;
  /** In words: "on 2021-09-02, ongoing". */
  when: string;
  quantity: string | null;
  where: { role: string; name: string; key: string | null }[];
  /** Where in the report it stands, in characters. */
  evidence: { url: string; start: number; end: number };
  /** Rows that it sets, and as they are now. */
  sets: { row: string; now: string[] }[];
  crossCheck: string;
}

/** Which of the two runs, or the difference of each member between them. */
export type Which = "base" | "changed" | "difference";

export interface Progress {
  /** Members of the base that have run, and of how many. */
  base: number;
  /** Members of the what-if; 0 without edits. */
  changed: number;
  members: number;
  /** ms from the change to the first picture of it; null before that. */
  firstAnswer: number | null;
  /** A number that grows with each new result: what was asked before may be out of date. */
  version: number;
}

/** One number of every series and way on every day: what the map draws. Row major, a row of `days` a series or way. */
export interface Picture {
  which: Which;
  /** How many members it is made of. */
  members: number;
  days: number;
  /** Median of every series. */
  series: Float32Array;
  /** 1 where the 90 % interval leaves 0 out. Only of a difference; else empty. */
  clear: Uint8Array;
  /** People who set out on each way on the day: mean over members. */
  ways: Float32Array;
  /** Everybody displaced, by day: median. */
  everybody: Float32Array;
}

export interface Interval {
  q05: number;
  q25: number;
  q50: number;
  q75: number;
  q95: number;
  mean: number;
}

/** A series over time. */
export interface Fan {
  series: number;
  which: Which;
  members: number;
  /** The day of the first entry: of cumulative series the reference date, else 0. */
  first: number;
  /** 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975 */
  levels: number[];
  /** By day, by level. */
  quantiles: number[][];
  mean: number[];
  /** Single members, as many as are asked for, by day. */
  lines: { member: number; values: number[] }[];
  observed: Observed[];
}

export interface Observed {
  day: number;
  /** What the report implies after its known share; as reported. */
  low: number;
  high: number;
  reported: [number, number];
  /** Whether it was known on the reference date. */
  known: boolean;
  usage: "score" | "soft" | "context" | "avoid";
  source: string;
  agrees: boolean | null;
}

/** A place, crossing or country on a day. */
export interface Card {
  location: string;
  day: number;
  members: number;
  rows: CardRow[];
  /** Of places with a limit: the share of members in which more people are there than there is room. */
  overCapacity: number | null;
}

export interface CardRow {
  series: number;
  target: Target;
  today: Interval;
  /** Over the last 7 days, member by member. */
  week: Interval;
  /** The last report up to the day. */
  observed: Observed | null;
  /** With edits: difference to the base, and the share of members in which it is above and below 0. */
  difference: { interval: Interval; above: number; below: number } | null;
}

/** Every series (or way) on a day: what the table shows. */
export interface Table {
  which: Which;
  day: number;
  members: number;
  series: { series: number; interval: Interval; week: number }[];
  ways: { way: number; mean: number }[];
}

/** What `corridor run` says. */
export interface Answer {
  which: "base" | "changed";
  members: number;
  digest: string;
  seed: number;
  edits: string[];
  headline: AnswerLine[];
  stranded: { location: string; now: Low; peak: Low; end: Low }[];
  internal: AnswerLine[];
  /** Reported figures beside the ensemble's. */
  comparisons: {
    series: string; target: Target; location: string; since: string | null; date: string; known: boolean;
    usage: "score" | "soft"; reported: [number, number]; implied: [number, number]; ensemble: Low; agrees: boolean;
  }[];
  agreement: { known: boolean; usage: "score" | "soft"; agree: number; all: number }[];
  /** Nobody is lost: everybody displaced = at places + on the way + home + dead + left, on every day of every member. */
  conserved: boolean;
}

export interface Low {
  q05: number;
  q50: number;
  q95: number;
}

export interface AnswerLine {
  series: number;
  target: Target;
  location: string;
  /** By horizon, by level of `Fan.levels`. */
  quantiles: number[][];
  reportedLater: { date: string; implied: [number, number]; agrees: boolean } | null;
}

/** The answer to edits. */
export interface Changed {
  /** Empty if every edit could be made. `file` is "edits", `line` the number of the edit from 1. */
  diagnostics: Diagnostic[];
  /** The edits that were made, in full words. */
  edits: string[];
  /** The scenario with the edits; null if there are diagnostics. */
  scenario: Scenario | null;
  /** Keys of places and hosts that they change. */
  changed: string[];
}

export interface Differences {
  members: number;
  /** Members that are the same in both on every day. */
  sameMembers: number;
  series: Difference[];
  harm: Harm[];
}

export interface Difference {
  /** Number in the changed scenario. */
  series: number;
  target: Target;
  location: string;
  headline: boolean;
  at: { day: number; date: string; days: number; base: Interval; changed: Interval; difference: Interval; above: number; below: number }[];
  /** From when on it is clear of 0, YYYY-MM-DD. */
  visible: string | null;
}

export interface Harm {
  measure: "stranded_peak" | "waiting_days" | "road_days" | "kilometres" | "crowding_peak";
  unit: "people" | "person-days" | "person-km";
  location: string | null;
  km: number | null;
  base: Interval;
  changed: Interval;
  difference: Interval;
  above: number;
}

/** What people at a place decide on a morning, and why: one member. */
export interface Explanation {
  location: string;
  day: number;
  member: number;
  intensity: number;
  groups: {
    profile: string;
    documented: boolean;
    /** Of the profile. */
    share: number;
    /** Probabilities on the day. */
    flees: number;
    leaves: number;
    choices: {
      to: string; by: string; km: number; distance: number; openness: number; safety: number; room: number; pull: number;
      share: number;
    }[];
  }[];
}

/** Where the displaced of a home are on a day: mean over members. */
export interface OriginDestination {
  /** The day nearest to the one asked for: it is counted once a week. */
  day: number;
  members: number;
  /** Keys of places or countries. */
  pairs: { from: string; to: string; people: number }[];
}

/** Files that the engine writes, the same bytes as those of `corridor run --out`. */
export type Output =
  | "forecast.csv" | "stocks.csv" | "flows.csv" | "drivers.csv" | "differences.csv" | "harm.csv" | "places.geojson" | "flows.geojson"
  | "report.html";

/** The engine, on some workers. Every call is answered in time; one that is out of date is rejected with `Stale`. */
export interface Engine {
  /** Reads a scenario; if it can be read, its members begin to run. Whatever ran before is gone. */
  read(files: NamedBytes[], options: Options): Promise<Reading>;
  /** Makes edits to the scenario, in words, instead of those made before; runs them. No edits: the base alone. */
  change(edits: string[]): Promise<Changed>;
  /** Whether edits could be made, without making them. */
  check(edits: string[]): Promise<Diagnostic[]>;
  /** Called with each new result. Gives back what ends it. */
  listen(listener: (progress: Progress) => void): () => void;
  picture(which: Which): Promise<Picture>;
  answer(which: "base" | "changed"): Promise<Answer>;
  fan(series: number, which: Which, lines: number): Promise<Fan>;
  card(location: string, day: number, which: "base" | "changed"): Promise<Card>;
  table(day: number, which: Which): Promise<Table>;
  differences(): Promise<Differences>;
  explain(location: string, day: number, which: "base" | "changed", member: number): Promise<Explanation>;
  originDestination(day: number, which: "base" | "changed"): Promise<OriginDestination>;
  write(output: Output, which: "base" | "changed"): Promise<Uint8Array>;
  /** Stops the workers. */
  close(): void;
}
