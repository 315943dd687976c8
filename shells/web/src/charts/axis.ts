// Scales of a chart: from where to where, and which marks. They are drawing; no number of them is a result.
import { scaleLinear } from "d3-scale";
import type { Fan, Observed } from "../engine/protocol";
import { dayMonth, month, monthYear, year } from "./dates";
import { tick } from "./numbers";

export interface Mark {
  at: number;
  label: string;
}

/** Reports that a chart draws: those that are meant to be compared, on days that it has. */
export function drawn(fan: Fan): Observed[] {
  const last = fan.first + fan.quantiles.length - 1;
  const compared = ({ usage }: Observed) => usage === "score" || usage === "soft";
  return fan.observed.filter((at) => compared(at) && at.day >= fan.first && at.day <= last);
}

/** How far a report may stretch a chart beyond what the members say, before its range ends in an arrow. */
const STRETCH = 1.5;

/**
 * From which number of people to which. All that the members say fits, and of every report at least the near end: where
 * the two disagree one sees it. Stocks that hardly change do not begin at 0, or nothing would be seen.
 */
export function domain(fan: Fan, base: Fan | null = null): [number, number] {
  const values = [fan, ...(base ? [base] : [])].flatMap((one) =>
    one.quantiles.flatMap((at) => [at[0] ?? 0, at.at(-1) ?? 0]).concat(one.lines.flatMap((line) => line.values)),
  );
  let [least, most] = ends(values);
  if (fan.which === "difference") return least === most && least === 0 ? [-1, 1] : [Math.min(0, least), Math.max(0, most)];
  const reports = drawn(fan);
  least = ends([least, ...reports.map(({ low }) => low)], least)[0];
  most = ends([most, ...reports.map(({ low }) => low)])[1];
  const stretched = most * STRETCH;
  most = ends([most, ...reports.map(({ high }) => Math.min(high, stretched))])[1];
  if (least < 0.6 * most) least = 0;
  return most <= 0 ? [0, 1] : least === most ? [0, most] : [least, most];
}

/** Marks of people, whole ones, and the domain stretched to round numbers. */
export function people([least, most]: [number, number], count: number, sign: boolean): { domain: [number, number]; marks: Mark[] } {
  const scale = scaleLinear().domain([least, most]).nice(count);
  const marks = scale.ticks(count).filter(Number.isInteger);
  const [low = least, high = most] = scale.domain();
  return { domain: [low, high], marks: marks.map((at) => ({ at, label: tick(at, sign) })) };
}

/** Marks of days, at most so many: some days or weeks apart, or first days of months where a period is long. */
export function days(start: string, first: number, last: number, most: number): Mark[] {
  const origin = Date.parse(`${start}T00:00:00Z`);
  const date = (day: number) => new Date(origin + day * DAY);
  for (const step of [1, 2, 7, 14]) {
    const count = Math.floor((last - first) / step) + 1;
    if (count <= most) return Array.from({ length: count }, (_, index) => first + index * step).map((at) => ({ at, label: dayMonth(date(at)) }));
  }
  for (const step of [1, 2, 3, 6, 12, 24, 60, 120]) {
    const marks = firstDays(date(first), date(last), step).map((at) => ({ date: at, at: Math.round((at.getTime() - origin) / DAY) }));
    if (marks.length > most) continue;
    // The year is said where it begins, and at the first mark.
    const label = (at: Date, index: number) => (step >= 12 ? year(at) : index === 0 || at.getUTCMonth() === 0 ? monthYear(at) : month(at));
    return marks.map((mark, index) => ({ at: mark.at, label: label(mark.date, index) }));
  }
  return [];
}

/** First days of every so manieth month of a year, from a date to another. */
function firstDays(from: Date, to: Date, step: number): Date[] {
  const found: Date[] = [];
  for (let month = from.getUTCFullYear() * 12 + from.getUTCMonth(); ; month++) {
    const at = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));
    if (at > to) return found;
    if (month % step === 0 && at >= from) found.push(at);
  }
}

const DAY = 86_400_000;

function ends(values: number[], fallback = 0): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least > most ? [fallback, fallback] : [least, most];
}
