// An `Engine` with invented data, to look at the page and to test panels. `npm run build:fake` makes dist/fake.html of it; the
// built map never holds it.
import { draw, live, type Days } from "./fake/members";
import { edited, type Edited } from "./fake/edits";
import { DAYS, dateOf, REFERENCE } from "./fake/world";
import type {
  Answer, AnswerLine, Card, Changed, Diagnostic, Difference, Differences, Engine, Explanation, Fan, Harm, Interval, Low, NamedBytes, Observed,
  Options, OriginDestination, Output, Picture, Progress, Reading, Table, Which,
} from "./protocol";
import { Stale } from "./stale";

const LEVELS = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

const at = (sorted: number[], level: number): number => sorted[Math.round(level * (sorted.length - 1))] ?? 0;
const sort = (values: number[]): number[] => values.sort((a, b) => a - b);
const mean = (values: number[]): number => (values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0);
const interval = (values: number[]): Interval => {
  const sorted = sort(values);
  return { q05: at(sorted, 0.05), q25: at(sorted, 0.25), q50: at(sorted, 0.5), q75: at(sorted, 0.75), q95: at(sorted, 0.95), mean: mean(sorted) };
};
const low = (values: number[]): Low => {
  const { q05, q50, q95 } = interval(values);
  return { q05, q50, q95 };
};
const share = (values: number[], holds: (value: number) => boolean): number => mean(values.map((value) => (holds(value) ? 1 : 0)));

/** `pace`: ms between two steps of results; short for tests. */
export class Fake implements Engine {
  #base = edited([]);
  #changed: Edited | null = null;
  #runs: { base: Days[]; changed: Days[] } = { base: [], changed: [] };
  #members = 0;
  #seed = 0;
  #version = 0;
  #generation = 0;
  #firstAnswer: number | null = null;
  #listeners = new Set<(progress: Progress) => void>();

  constructor(private readonly pace = 120) {}

  async read(files: NamedBytes[], options: Options): Promise<Reading> {
    // So that one can see what bad files look like.
    const bad = files.find((file) => new TextDecoder().decode(file.bytes).includes("broken"));
    if (bad) return { scenario: null, diagnostics: [{ severity: "error", code: "unknown-place", file: bad.name, line: 3, column: 7, width: 6, message: "There is no place `kabull`.", help: "did you mean `kabul`?" }, { severity: "warning", code: "unused-column", file: bad.name, line: 1, column: 30, width: 5, message: "Nothing reads the column `notes`.", help: "remove it, or leave it" }] };
    this.#members = options.members;
    this.#seed = options.seed;
    this.#changed = null;
    this.#runs = { base: [], changed: [] };
    void this.#run();
    return { scenario: this.#base.scenario, diagnostics: [] };
  }

  async change(edits: string[]): Promise<Changed> {
    const next = edited(edits);
    if (next.diagnostics.length) return { diagnostics: next.diagnostics, edits: [], scenario: null, changed: [] };
    this.#changed = edits.length ? next : null;
    this.#runs.changed = [];
    void this.#run();
    return { diagnostics: [], edits: next.sentences, scenario: next.scenario, changed: next.keys };
  }

  async check(edits: string[]): Promise<Diagnostic[]> {
    return edited(edits).diagnostics;
  }

  listen(listener: (progress: Progress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #run(): Promise<void> {
    const generation = ++this.#generation;
    const began = performance.now();
    this.#firstAnswer = null;
    for (let step = 1; ; step = Math.min(2 * step, this.#members)) {
      await new Promise((resolve) => setTimeout(resolve, this.pace));
      if (generation !== this.#generation) return;
      const { base, changed } = this.#runs;
      while (base.length < step) base.push(live(this.#base, this.#seed, base.length));
      while (this.#changed && changed.length < step) changed.push(live(this.#changed, this.#seed, changed.length));
      if (changed.length >= 4 || changed.length === this.#members) this.#firstAnswer ??= performance.now() - began;
      this.#version += 1;
      const progress = { base: base.length, changed: changed.length, members: this.#members, firstAnswer: this.#changed ? this.#firstAnswer : null, version: this.#version };
      for (const listener of this.#listeners) listener(progress);
      if (step === this.#members) return;
    }
  }

  #world(which: Which): Edited {
    return which === "base" ? this.#base : (this.#changed ?? this.#base);
  }

  #count(which: Which): number {
    return which === "base" || !this.#changed ? this.#runs.base.length : this.#runs.changed.length;
  }

  /** A number of each member; of "difference" that between the two. */
  #each(which: Which, of: (days: Days) => number): number[] {
    const { base, changed } = this.#runs;
    if (which === "base" || !this.#changed) return base.map((days) => (which === "difference" ? 0 : of(days)));
    return changed.map((days, member) => of(days) - (which === "difference" ? of(base[member]!) : 0));
  }

  #days(series: number, which: Which, day: number): number[] {
    return this.#each(which, (days) => days.series[series * DAYS + day] ?? 0);
  }

  #week(series: number, which: Which, day: number): number[] {
    return this.#each(which, ({ series: all }) => (all[series * DAYS + day] ?? 0) - (all[series * DAYS + Math.max(0, day - 7)] ?? 0));
  }

  async picture(which: Which): Promise<Picture> {
    if (which !== "base" && !this.#changed) throw new Stale();
    const { series, ways } = this.#world(which).scenario;
    const picture: Picture = {
      which, members: this.#count(which), days: DAYS, series: new Float32Array(series.length * DAYS), ways: new Float32Array(ways.length * DAYS),
      everybody: new Float32Array(DAYS), clear: new Uint8Array(which === "difference" ? series.length * DAYS : 0),
    };
    for (let cell = 0; cell < picture.series.length; cell++) {
      // A page is looked at while this goes on.
      if (cell % 500 === 499) await new Promise((resolve) => setTimeout(resolve));
      const sorted = sort(this.#each(which, (days) => days.series[cell] ?? 0));
      picture.series[cell] = at(sorted, 0.5);
      if (which === "difference") picture.clear[cell] = at(sorted, 0.05) > 0 || at(sorted, 0.95) < 0 ? 1 : 0;
    }
    for (let cell = 0; cell < picture.ways.length; cell++) picture.ways[cell] = mean(this.#each(which, (days) => days.ways[cell] ?? 0));
    for (let day = 0; day < DAYS; day++) picture.everybody[day] = at(sort(this.#each(which, (days) => days.everybody[day]!)), 0.5);
    return picture;
  }

  #observed(series: number): Observed[] {
    const one = this.#base.scenario.series[series];
    if (!one || one.of === "crossing" || one.location === "Taravia" || one.target === "returns") return [];
    return [20, 38, 52, 70, 95].flatMap((day, index) => {
      const value = live(this.#base, 4242, 7).series[series * DAYS + day]! * (0.85 + 0.4 * draw("observed", series, day));
      if (value < 1) return [];
      const [least, most] = [Math.round(value), Math.round(value * 1.35)];
      return [{ day, low: least, high: most, reported: [least, least] as [number, number], known: day < REFERENCE, usage: index === 3 ? "context" as const : "score" as const, source: "an invented agency", agrees: index === 3 ? null : draw("agrees", series, day) > 0.3 }];
    });
  }

  async fan(series: number, which: Which, lines: number): Promise<Fan> {
    const one = this.#world(which).scenario.series[series];
    if (!one) throw new Stale();
    const first = one.cumulative ? REFERENCE : 0;
    const days = Array.from({ length: DAYS - first }, (_, index) => sort(this.#days(series, which, first + index)));
    const members = this.#count(which);
    return {
      series, which, members, first, levels: LEVELS, quantiles: days.map((sorted) => LEVELS.map((level) => at(sorted, level))), mean: days.map(mean),
      lines: Array.from({ length: Math.min(lines, members) }, (_, member) => ({ member, values: Array.from({ length: DAYS - first }, (_, index) => this.#days(series, which, first + index)[member] ?? 0) })),
      observed: which === "difference" ? [] : this.#observed(series),
    };
  }

  async card(location: string, day: number, which: "base" | "changed"): Promise<Card> {
    const { scenario, room } = this.#world(which);
    const limit = room[location];
    const rows = scenario.series.flatMap((one, series) => {
      if (one.location !== location) return [];
      const differs = this.#days(series, "difference", day);
      return [{
        series, target: one.target, today: interval(this.#days(series, which, day)), week: interval(this.#week(series, which, day)),
        observed: this.#observed(series).findLast((report) => report.day <= day) ?? null,
        difference: this.#changed ? { above: share(differs, (value) => value > 0), below: share(differs, (value) => value < 0), interval: interval(differs) } : null,
      }];
    });
    const stock = rows.find((row) => row.target === "stock");
    return { location, day, members: this.#count(which), rows, overCapacity: limit !== undefined && stock ? share(this.#days(stock.series, which, day), (value) => value > limit) : null };
  }

  async table(day: number, which: Which): Promise<Table> {
    const { scenario } = this.#world(which);
    return {
      which, day, members: this.#count(which),
      series: scenario.series.map((_, series) => ({ series, interval: interval(this.#days(series, which, day)), week: interval(this.#week(series, which, day)).q50 })),
      ways: scenario.ways.map((_, way) => ({ way, mean: mean(this.#each(which, (days) => days.ways[way * DAYS + day] ?? 0)) })),
    };
  }

  async answer(which: "base" | "changed"): Promise<Answer> {
    if (which === "changed" && !this.#changed) throw new Stale();
    const { scenario, sentences } = this.#world(which);
    const line = (series: number): AnswerLine => {
      const one = scenario.series[series]!;
      const known = this.#observed(series).find((report) => report.day > REFERENCE);
      return {
        series, target: one.target, location: one.location,
        quantiles: scenario.horizons.map(({ day }) => { const sorted = sort(this.#days(series, which, day)); return LEVELS.map((level) => at(sorted, level)); }),
        reportedLater: known ? { date: dateOf(known.day), implied: [known.low, known.high], agrees: known.agrees ?? false } : null,
      };
    };
    const stranded = scenario.series.flatMap((one, series) => (one.target === "stranded" ? [{
      location: one.location, now: low(this.#days(series, which, REFERENCE)), end: low(this.#days(series, which, DAYS - 1)),
      peak: low(this.#each(which, (days) => Math.max(...days.series.subarray(series * DAYS + REFERENCE, (series + 1) * DAYS)))),
    }] : []));
    const comparisons = scenario.series.flatMap((one, series) => this.#observed(series).filter((report) => report.agrees !== null).map((report) => ({
      series: `${one.target} ${one.location}`, target: one.target, location: one.location, since: one.cumulative ? dateOf(REFERENCE) : null, date: dateOf(report.day),
      known: report.known, usage: "score" as const, reported: report.reported, implied: [report.low, report.high] as [number, number],
      ensemble: low(this.#days(series, which, report.day)), agrees: report.agrees!,
    })));
    return {
      which, members: this.#count(which), digest: draw(which, sentences.join()).toString(16).slice(2).padEnd(16, "0").slice(0, 16), seed: this.#seed,
      edits: which === "changed" ? sentences : [], headline: scenario.headline.map(line), stranded,
      internal: scenario.series.flatMap((one, series) => (one.target === "stock" && one.of === "place" ? [line(series)] : [])).slice(0, 4), comparisons,
      agreement: [true, false].map((known) => ({ known, usage: "score" as const, agree: comparisons.filter((one) => one.known === known && one.agrees).length, all: comparisons.filter((one) => one.known === known).length })),
      conserved: true,
    };
  }

  async differences(): Promise<Differences> {
    if (!this.#changed) throw new Stale();
    const { scenario } = this.#changed;
    const series = scenario.series.map((one, series): Difference => {
      const visible = Array.from({ length: DAYS }, (_, day) => day).find((day) => { const { q05, q95 } = interval(this.#days(series, "difference", day)); return q05 > 0 || q95 < 0; });
      return {
        series, target: one.target, location: one.location, headline: scenario.headline.includes(series), visible: visible === undefined ? null : dateOf(visible),
        at: scenario.horizons.map(({ day, date, days }) => {
          const [base, changed] = [this.#days(series, "base", day), this.#days(series, "changed", day)];
          const differs = this.#days(series, "difference", day);
          return { day, date, days, base: interval(base), changed: interval(changed), above: share(differs, (value) => value > 0), below: share(differs, (value) => value < 0), difference: interval(differs) };
        }),
      };
    });
    const measure = (name: Harm["measure"], unit: Harm["unit"], location: string | null, of: (days: Days) => number): Harm => {
      const differs = this.#each("difference", of);
      return { measure: name, unit, location, km: null, base: interval(this.#each("base", of)), changed: interval(this.#each("changed", of)), above: share(differs, (value) => value > 0), difference: interval(differs) };
    };
    const stranded = scenario.series.flatMap((one, number) => (one.target === "stranded" ? [{ ...one, number }] : []));
    const part = (days: Days, number: number): Float32Array => days.series.subarray(number * DAYS, (number + 1) * DAYS);
    return {
      members: this.#count("changed"),
      sameMembers: this.#each("changed", (days) => days.everybody[0]!).filter((_, member) => this.#runs.changed[member]!.series.every((value, cell) => value === this.#runs.base[member]!.series[cell])).length,
      series,
      harm: [
        ...stranded.map(({ location, number }) => measure("stranded_peak", "people", location, (days) => Math.max(...part(days, number)))),
        measure("waiting_days", "person-days", null, (days) => stranded.reduce((sum, { number }) => sum + part(days, number).reduce((all, value) => all + value, 0), 0)),
        measure("kilometres", "person-km", null, (days) => scenario.ways.reduce((sum, { km }, way) => sum + km * days.ways.subarray(way * DAYS, (way + 1) * DAYS).reduce((all, value) => all + value, 0), 0)),
      ],
    };
  }

  async explain(location: string, day: number, which: "base" | "changed", member: number): Promise<Explanation> {
    const { scenario, rules } = this.#world(which);
    const here = scenario.places.findIndex((place) => place.key === location);
    const now = (key: string, fighting: boolean): number | undefined => rules.findLast((rule) => rule.key === key && (rule.state === "fighting") === fighting && rule.from <= day && day < (rule.until ?? DAYS))?.value;
    const intensity = now(location, true) ?? 0;
    const raw = scenario.ways.filter((way) => way.from === here).map((way) => {
      const to = scenario.places[way.to]!;
      const [distance, openness, safety] = [100 / (50 + way.km), now(to.key, false) ?? 1, 1 - (now(to.key, true) ?? 0)];
      return { to: to.key, by: to.key, km: way.km, distance, openness, safety, room: 1, pull: 0.5 + draw(member, to.key), weight: distance * (0.1 + openness) * safety };
    });
    const all = raw.reduce((sum, choice) => sum + choice.weight, 0) || 1;
    const choices = raw.map(({ weight, ...choice }) => ({ ...choice, share: weight / all }));
    return {
      location, day, member, intensity,
      groups: [
        { profile: "displaced", documented: false, share: 0.8, flees: 0.0016 * intensity, leaves: 0.4, choices },
        { profile: "displaced", documented: true, share: 0.2, flees: 0.0016 * intensity, leaves: 0.4, choices: [...choices].reverse() },
      ],
    };
  }

  async originDestination(day: number, which: "base" | "changed"): Promise<OriginDestination> {
    const { scenario } = this.#world(which);
    const pairs = ["anhara", "dorv"].flatMap((from, index) => scenario.series.flatMap((one, series) => {
      const people = mean(this.#days(series, which, day)) * (index ? 0.4 : 0.6);
      return one.target === "stock" && one.of === "place" && one.location !== from && people >= 1 ? [{ from, to: one.location, people }] : [];
    }));
    return { day: Math.min(7 * Math.round(day / 7), DAYS - 1), members: this.#count(which), pairs };
  }

  async write(output: Output, which: "base" | "changed"): Promise<Uint8Array> {
    return new TextEncoder().encode(output.endsWith("json") ? '{"type":"FeatureCollection","features":[]}\n' : `invented,${which},${output}\n`);
  }

  close(): void {
    this.#generation += 1;
    this.#listeners.clear();
  }
}
