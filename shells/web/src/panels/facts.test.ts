import { expect, test } from "vitest";
import type { Fact, Place, Scenario, Status } from "../engine/protocol";
import { mainSeries, sameSeries } from "../charts/names";
import { bothWays, factsOf, found, holdsOn, kindInWords, kinds, setByEdits } from "./facts";
import { byCountry, startOf } from "./places";

const fact = (id: string, more: Partial<Fact> = {}): Fact => ({
  id, kind: "crossing.closed", summary: "Chaman is shut.", modality: "asserted", condition: null, speaker: "Sheikh Rashīd", channel: "Twitter",
  when: "", quantity: null, where: [], evidence: { url: "", start: 0, end: 0 }, sets: [], crossCheck: "", ...more,
});
const status = (edit: boolean, facts: string[] = []) => ({ edit, facts, text: "closed", from: 0, until: null, end: "never" }) as unknown as Status;
const place = (key: string, kind: Place["kind"], country: string, series: number[], statuses: Status[] = []) =>
  ({ key, name: key.toUpperCase(), kind, country, series, statuses }) as Place;
const facts = [fact("F1"), fact("F2", { kind: "host.pledge", modality: "conditional", where: [{ role: "at", name: "B", key: "b" }] }), fact("F3")];
const scenario = {
  facts, origin: "Home", headline: [1],
  places: [place("b", "town", "Host", [0, 1]), place("a", "crossing", "Home", [2, 3], [status(true), status(false, ["F3"])]), place("e", "exit", "Host", [])],
  countries: [{ key: "Home", statuses: [], series: [4, 5] }],
  series: [
    { target: "stock", location: "b" }, { target: "arrivals", location: "b" }, { target: "arrivals", location: "a" },
    { target: "stranded", location: "a" }, { target: "arrivals", location: "Home" }, { target: "displaced", location: "Home" },
  ],
} as unknown as Scenario;

test("a search finds every word, whatever its accents and case, within what is chosen", () => {
  const search = (text: string, more = {}) => found(facts, { text, modality: "", kind: "", ...more }).map(({ id }) => id);
  expect(search("")).toEqual(["F1", "F2", "F3"]);
  expect(search("rashid CHAMAN")).toEqual(["F1", "F2", "F3"]);
  expect(search("rashid spin")).toEqual([]);
  expect(search("", { modality: "conditional" })).toEqual(["F2"]);
  expect(search("chaman", { kind: "crossing.closed" })).toEqual(["F1", "F3"]);
  expect(kinds(facts)).toEqual(["crossing.closed", "host.pledge"]);
  expect(kindInWords("movement.forced_return")).toBe("movement: forced return");
});

test("facts of a place are those that name it and those that set what holds there", () => {
  expect(factsOf(scenario, "b").map(({ id }) => id)).toEqual(["F2"]);
  expect(factsOf(scenario, "a").map(({ id }) => id)).toEqual(["F3"]);
  expect(setByEdits(scenario).map(({ name }) => name)).toEqual(["A"]);
});

test("a status of both directions is said once, and holds until the day before its end", () => {
  const shut = (into: string | null, from: number, until: number | null) => ({ ...status(false), into, from, until }) as Status;
  const rows = bothWays([shut("Home", 3, 9), shut("Host", 3, 9), shut("Home", 9, null), shut(null, 9, null)]);
  expect(rows.map(({ into, status }) => [status.from, into])).toEqual([[3, ["Home", "Host"]], [9, ["Home"]], [9, []]]);
  expect([2, 3, 8, 9].map((day) => holdsOn(shut(null, 3, 9), day))).toEqual([false, true, true, false]);
  expect(holdsOn(shut(null, 3, null), 99)).toBe(true);
});

test("the first series of a place is the headline's, else what its kind asks", () => {
  expect(["b", "a", "Home", "e", "nowhere"].map((key) => mainSeries(scenario, key))).toEqual([1, 3, 5, null, null]);
  const other = { ...scenario, series: scenario.series.toReversed() };
  expect([sameSeries(scenario, 1, other), sameSeries(scenario, 1, scenario), sameSeries(scenario, 99, other)]).toEqual([4, 1, null]);
});

test("places to choose from begin with the country of origin; nobody decides at an exit", () => {
  expect(byCountry(scenario, "", 9).map(({ country, places }) => [country, places.map(({ key }) => key)])).toEqual([["Home", ["a"]], ["Host", ["b"]]]);
  expect(byCountry(scenario, "B", 9).map(({ country }) => country)).toEqual(["Host"]);
  expect(byCountry(scenario, "", 1).flatMap(({ places }) => places)).toHaveLength(1);
  expect(startOf(scenario, { of: "way", from: "a", to: "b" })).toBe("a");
  expect([startOf(scenario, { of: "place", key: "e" }), startOf(scenario, { of: "country", key: "Home" }), startOf(scenario, null)]).toEqual([null, null, null]);
});
