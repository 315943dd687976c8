import { expect, test } from "vitest";
import type { Difference, Differences, Interval, Scenario } from "../engine/protocol";
import { atHorizon, clearest, direction, isNone, measure, ordered, sentence } from "./differences";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const interval = (q05: number, q50: number, q95: number): Interval => ({ q05, q25: q05, q50, q75: q95, q95, mean: q50 });
const scenario = {
  places: [{ key: "x_chaman", name: "Chaman" }, { key: "zabol", name: "Zabol" }],
} as Scenario;

function one(location: string, difference: Interval, above: number, below: number, more: Partial<Difference> = {}): Difference {
  const at = (days: number, date: string) => ({ day: 124 + days, date, days, base: interval(0, 9, 20), changed: interval(0, 9, 20), difference, above, below });
  return { series: 0, target: "arrivals", location, headline: true, at: [at(30, "2021-10-02"), at(120, "2021-12-31")], visible: null, ...more };
}
const all = (...series: Difference[]): Differences => ({ members: 100, sameMembers: 3, series, harm: [] });

const iran = one("Iran", interval(16_500, 99_000, 280_000), 0.97, 0, { series: 1, visible: "2021-12-10" });
const chaman = one("x_chaman", interval(-16_700, -8500, -1480), 0, 1, { series: 2, visible: "2021-12-10" });
const turkey = one("Turkey", interval(-10, 3, 40), 0.55, 0.2, { series: 3 });
const zabol = one("zabol", interval(1, 90_000, 99_999), 1, 0, { series: 4, headline: false });

test("the clearest of the headline is told, whichever way it goes, never by which is better", () => {
  expect(clearest(all(turkey, iran, chaman, zabol))?.location).toBe("x_chaman");
  expect(clearest(all(turkey, iran))?.location).toBe("Iran");
  expect(clearest(all(zabol))?.location).toBe("zabol");
  expect(clearest(all())).toBe(null);
  const larger = { ...chaman, location: "Iran", at: chaman.at.map((at) => ({ ...at, difference: interval(-99_999, -50_000, -1) })) };
  expect(clearest(all(chaman, larger))?.location).toBe("Iran");
});

test("the sentence has the interval, the median and the probability", () => {
  expect(plain(sentence(all(turkey, iran), scenario))).toBe(
    "Iran: arrivals, by 31 Dec 2021: 16,500–280,000 more than in the base in nine of ten members (median 99,000 more); above zero in 97 % of members, below in 0 %.",
  );
  expect(plain(sentence(all(chaman), scenario))).toBe(
    "Chaman: arrivals, by 31 Dec 2021: 1,480–16,700 fewer than in the base in nine of ten members (median 8,500 fewer); above zero in 0 % of members, below in 100 %.",
  );
});

test("what is not clear of chance is said to be that, and nothing to be nothing", () => {
  expect(plain(sentence(all(turkey), scenario))).toBe(
    "No headline difference is clear of chance. The clearest is Turkey: arrivals, by 31 Dec 2021: −10 to +40 in nine of ten members (median +3); above zero in 55 % of members.",
  );
  const none = one("Iran", interval(0, 0, 0), 0, 0);
  expect(isNone(none)).toBe(true);
  expect(sentence(all(none), scenario)).toContain("Nothing changes");
  expect(sentence(all(none, zabol), scenario)).toContain("hardly any difference");
  expect(sentence(all(), scenario)).toContain("Nothing changes");
});

test("the headline stays first in whatever order", () => {
  const names = (column: Parameters<typeof ordered>[1]["column"], down: boolean) =>
    ordered(all(zabol, turkey, iran, chaman).series, { column, down }, null, scenario).map(({ location }) => location);
  expect(names(null, true)).toEqual(["Turkey", "Iran", "x_chaman", "zabol"]);
  expect(names("difference", true)).toEqual(["Iran", "Turkey", "x_chaman", "zabol"]);
  expect(names("difference", false)).toEqual(["x_chaman", "Turkey", "Iran", "zabol"]);
  expect(names("location", false)).toEqual(["x_chaman", "Iran", "Turkey", "zabol"]);
  expect(names("visible", false).slice(0, 3)).toEqual(["Iran", "x_chaman", "Turkey"]);
});

test("a horizon that is not there is the last one", () => {
  expect(atHorizon(iran, 154)?.days).toBe(30);
  expect(atHorizon(iran, 1)?.days).toBe(120);
  expect(atHorizon({ ...iran, at: [] }, null)).toBe(undefined);
});

test("signs are words too", () => {
  expect(direction(interval(1, 5, 9))).toEqual({ sign: "▲", text: "more" });
  expect(direction(interval(-9, -5, -1))).toEqual({ sign: "▼", text: "fewer" });
  expect(direction(interval(-1, 5, 9)).text).toBe("not clear of chance");
  expect(direction(interval(0, 0, 0.2)).text).toBe("the same");
});

test("harm says of what and where", () => {
  const harm = { measure: "crowding_peak", unit: "people", location: "zabol", km: 123.4, base: interval(0, 0, 0), changed: interval(0, 0, 0), difference: interval(0, 0, 0), above: 0 } as const;
  expect(measure(harm, scenario)).toBe("most people at Zabol, 123 km away");
  expect(measure({ ...harm, measure: "waiting_days", location: null, km: null }, scenario)).toBe("days of waiting");
});
