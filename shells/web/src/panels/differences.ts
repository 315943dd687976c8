// Which difference is told first, how it is said, and in which order the table has the others.
import type { Difference, Differences, Harm, Interval, Scenario } from "../engine/protocol";
import { nameOf, titleOf } from "../charts/names";
import { changes, chance, isClear, isNothing, range, rounded, signed } from "../charts/numbers";
import { longDate } from "../lib/format";
import { words } from "../words";

export type At = Difference["at"][number];

/** What a difference says at a horizon; of a horizon that it has not, at the last that it has. */
export const atHorizon = (one: Difference, day: number | null): At | undefined =>
  one.at.find((at) => at.day === day) ?? one.at.at(-1);

/** How sure its sign is: the share of members on the side of most. */
const sure = ({ above, below }: At): number => Math.max(above, below);

/** Whether nine in ten members differ by less than a person at each horizon, and it never becomes visible. */
export const isNone = (one: Difference): boolean => one.visible === null && one.at.every(({ difference }) => isNothing(difference));

/** The clearest of the headline at the last horizon; of equally clear ones the largest. Without a headline, of all. */
export function clearest(differences: Differences): Difference | null {
  const told = differences.series.filter(({ headline }) => headline);
  let best: Difference | null = null;
  for (const one of told.length ? told : differences.series) {
    const [at, before] = [one.at.at(-1), best?.at.at(-1)];
    if (!at) continue;
    if (!before || ahead(at, before)) best = one;
  }
  return best;
}

function ahead(one: At, other: At): boolean {
  const clear = [one, other].map(({ difference }) => isClear(difference));
  if (clear[0] !== clear[1]) return clear[0] === true;
  if (sure(one) !== sure(other)) return sure(one) > sure(other);
  return Math.abs(one.difference.q50) > Math.abs(other.difference.q50);
}

/** The answer in one sentence: the interval, the median, the probability. */
export function sentence(differences: Differences, scenario: Scenario): string {
  const one = clearest(differences);
  const at = one?.at.at(-1);
  if (!one || !at || (isNothing(at.difference) && differences.series.every(isNone))) return words.differences.nothing;
  const title = titleOf(scenario, one);
  const { q05, q50, q95 } = at.difference;
  const date = longDate(at.date);
  if (isNothing(at.difference)) return words.differences.hardly(title, date);
  if (!isClear(at.difference)) return words.differences.unclear(title, date, changes(q05, q95), signed(q50), chance(at.above));
  // The smaller end of what there is less of is the one nearer to 0.
  const ends: [number, number] = q05 > 0 ? [q05, q95] : [-q95, -q05];
  return words.differences.clear(title, date, range(...ends), q05 > 0, rounded(Math.abs(q50)), chance(at.above), chance(at.below));
}

export type Column = "location" | "base" | "changed" | "difference" | "above" | "below" | "visible";
export interface Order {
  column: Column | null;
  down: boolean;
}

/** Headline first; within and after it in the engine's order, or by a column. */
export function ordered(series: Difference[], order: Order, day: number | null, scenario: Scenario): Difference[] {
  const { column } = order;
  const sign = order.down ? -1 : 1;
  const value = (one: Difference): string | number => {
    const at = atHorizon(one, day);
    switch (column) {
      case null: return 0;
      case "location": return nameOf(scenario, one.location);
      case "base": return at?.base.q50 ?? 0;
      case "changed": return at?.changed.q50 ?? 0;
      case "difference": return at?.difference.q50 ?? 0;
      case "above": return at?.above ?? 0;
      case "below": return at?.below ?? 0;
      // Those that never become visible come last, upwards.
      case "visible": return one.visible ?? "9999";
    }
  };
  return series.toSorted((a, b) => {
    if (a.headline !== b.headline) return a.headline ? -1 : 1;
    const [x, y] = [value(a), value(b)];
    if (typeof x === "string" && typeof y === "string") return sign * x.localeCompare(y, "en");
    return sign * (Number(x) - Number(y));
  });
}

/** "more", "less" or "not clear of chance", with a sign that does not need colour. */
export function direction(difference: Interval): { sign: string; text: string } {
  if (isNothing(difference)) return { sign: "=", text: words.differences.same };
  if (!isClear(difference)) return { sign: "?", text: words.differences.chance };
  return difference.q05 > 0 ? { sign: "▲", text: words.differences.more } : { sign: "▼", text: words.differences.less };
}

/** What is measured, and where. */
export function measure(harm: Harm, scenario: Scenario): string {
  const what = words.differences.measures[harm.measure];
  if (harm.location === null) return what;
  const place = nameOf(scenario, harm.location);
  return words.differences.measureAt(what, place, harm.km === null ? null : rounded(harm.km));
}
