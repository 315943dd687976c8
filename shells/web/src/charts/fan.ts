// What a fan chart draws and what it says in words, out of a `Fan` of the engine.
import { area, line } from "d3-shape";
import { isoDate, longDate } from "../lib/format";
import type { Fan, Observed, Scenario } from "../engine/protocol";
import { words } from "../words";
import { changes, counted, range, rounded, signed } from "./numbers";

/** Places of levels in `Fan.levels`. */
const BANDS = [
  { percent: 95, low: 0, high: 8 },
  { percent: 80, low: 2, high: 6 },
  { percent: 50, low: 3, high: 5 },
] as const;
const [P05, P25, MEDIAN, P75, P95] = [1, 3, 4, 5, 7] as const;

type Scale = (value: number) => number;

const tenths = (value: number) => Math.round(value * 10) / 10;

/** The bands, the widest first: what is narrower lies on top. */
export const bands = (fan: Fan, x: Scale, y: Scale): { percent: number; path: string }[] =>
  BANDS.map(({ percent, low, high }) => ({ percent, path: between(fan, low, high, x, y) }));

/** The outline of the 90 % interval, for a base beside a what-if. */
export const outline = (fan: Fan, x: Scale, y: Scale): string =>
  [P05, P95].map((level) => along(fan, level, x, y)).join("");

export const median = (fan: Fan, x: Scale, y: Scale): string => along(fan, MEDIAN, x, y);

/** Single members. */
export const members = (fan: Fan, x: Scale, y: Scale): string[] =>
  fan.lines.map(({ values }) => path(values, fan.first, x, y));

/** The band of nine in ten members. */
export const nineInTen = (fan: Fan, x: Scale, y: Scale): string => between(fan, P05, P95, x, y);

function between(fan: Fan, low: number, high: number, x: Scale, y: Scale): string {
  const shape = area<number[]>()
    .x((_, index) => tenths(x(fan.first + index)))
    .y0((at) => tenths(y(at[low] ?? 0)))
    .y1((at) => tenths(y(at[high] ?? 0)));
  return shape(fan.quantiles) ?? "";
}

const along = (fan: Fan, level: number, x: Scale, y: Scale): string =>
  path(fan.quantiles.map((at) => at[level] ?? 0), fan.first, x, y);

function path(values: number[], first: number, x: Scale, y: Scale): string {
  const shape = line<number>()
    .x((_, index) => tenths(x(first + index)))
    .y((value) => tenths(y(value)));
  return shape(values) ?? "";
}

/** The last day that a fan has. */
export const lastDay = (fan: Fan): number => fan.first + fan.quantiles.length - 1;

/** "90 % 12,000–43,000 · half 20,000–30,000 · median 26,000"; null of a day that it has not. */
export function reading(fan: Fan, day: number): string | null {
  const at = fan.quantiles[day - fan.first];
  if (!at) return null;
  const [q05 = 0, q25 = 0, q50 = 0, q75 = 0, q95 = 0] = [P05, P25, MEDIAN, P75, P95].map((level) => at[level]);
  return fan.which === "difference"
    ? words.charts.reading(changes(q05, q95), changes(q25, q75), signed(q50))
    : words.charts.reading(range(q05, q95), range(q25, q75), rounded(q50));
}

/** A report in words. */
export const report = ({ low, high }: Observed): string => range(low, high);

/** The chart for those who do not see it. */
export function summary(title: string, fan: Fan, start: string, reports: Observed[]): string {
  const last = lastDay(fan);
  const date = (day: number) => longDate(isoDate(start, day));
  return words.charts.summary(title, date(fan.first), date(last), reading(fan, last) ?? "", reports.length);
}

export interface Row {
  day: number;
  date: string;
  /** At each level of `Fan.levels`. */
  values: string[];
  base: string | null;
  /** Reports since the row before. */
  observed: string[];
}

/** A row a week, and the reference date, the horizons and the last day. */
export function rows(fan: Fan, base: Fan | null, scenario: Pick<Scenario, "start" | "reference" | "horizons">): Row[] {
  const write = fan.which === "difference" ? signed : rounded;
  const told = new Set([scenario.reference, lastDay(fan), ...scenario.horizons.map(({ day }) => day)]);
  const kept = fan.quantiles.map((_, index) => fan.first + index).filter((day) => (day - fan.first) % 7 === 0 || told.has(day));
  return kept.map((day, index) => {
    const since = kept[index - 1] ?? -Infinity;
    const reports = fan.observed.filter((at) => at.day > since && at.day <= day);
    const middle = base?.quantiles[day - base.first]?.[MEDIAN];
    return {
      day,
      date: isoDate(scenario.start, day),
      values: (fan.quantiles[day - fan.first] ?? []).map(write),
      base: middle === undefined ? null : rounded(middle),
      observed: reports.map((at) => words.charts.reportOn(report(at), counted(at.reported), longDate(isoDate(scenario.start, at.day)), at)),
    };
  });
}
