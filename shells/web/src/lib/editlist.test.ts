import { describe, expect, it } from "vitest";
import type { Place, Scenario, Status } from "../engine/protocol";
import { about, lines, of, subject, withEdit } from "./editlist";

const place = (key: string, name: string, kind: Place["kind"] = "town", statuses: Partial<Status>[] = []): Place => ({
  key, name, kind, country: "Afghanistan", toCountry: kind === "crossing" ? "Pakistan" : null, latitude: 0, longitude: 0,
  population: 0, capacity: [], series: [], source: "",
  statuses: statuses.map((status) => ({
    state: "open", into: null, from: 0, until: null, end: "never", text: "", source: "", available: "2021-05-01", edit: false,
    facts: [], ...status,
  })),
});
const base = {
  start: "2021-05-01",
  places: [
    place("kabul", "Kabul"), place("sar_e_pul", "Sar-e Pul"), place("spin_boldak", "Spin Boldak"),
    place("x_chaman", "Chaman - Spin Boldak crossing", "crossing"),
    place("x_torkham", "Torkham crossing", "crossing", [{ state: "documented", from: 10 }]),
    place("x_shut", "Shut", "crossing", [{ state: "closed", into: "Pakistan", from: 3, end: "unknown" }]),
  ],
  countries: [{ key: "Afghanistan" }, { key: "Pakistan" }],
} as unknown as Scenario;

describe("what an edit is about", () => {
  it.each([
    ["close chaman from 2021-09-02 until 2021-10-01", "close", ["x_chaman"], null],
    ["OPEN \"chaman - spin boldak crossing\" 200 a day into pakistan", "open", ["x_chaman"], "Pakistan"],
    ["restrict Torkham crossing to 0.3 50 per day", "restrict", ["x_torkham"], null],
    ["close kabul-spin_boldak", "close", ["kabul", "spin_boldak"], null],
    ["close Sar-e Pul to Kabul", "close", ["sar_e_pul", "kabul"], null],
    ["close border Afghanistan Pakistan", "close", ["Afghanistan", "Pakistan"], null],
    ["open border Afghanistan and Pakistan", "open", ["Afghanistan", "Pakistan"], null],
    ["cap pakistan at 50000 people", "cap", ["Pakistan"], null],
    ["pledge Pakistan 50000 people if \"help from abroad\" 0.5 from 2021-09-15", "pledge", ["Pakistan"], null],
    ["departures x 1.5", "departures", [], null],
    ["departures of kabul x1.5", "departures", ["kabul"], null],
    ["departures kabul by 2", "departures", ["kabul"], null],
    ["redirect kabul to sar_e_pul off", "redirect", ["kabul", "sar_e_pul"], null],
    ["new camp \"Site 9\" near kabul 40 km for 5000", "new camp", ["site9"], null],
    ["new route kabul to sar-e pul 250 km by road one way", "new route", ["kabul", "sar_e_pul"], null],
    ["push_back pakistan 0.5", "push-back", ["Pakistan"], null],
  ])("%s", (edit, verb, names, into) => expect(about(edit, base)).toMatchObject({ verb, names, into }));

  it.each(["", "   ", "nonsense", "close \"chaman", "new", "from from from"])("nothing is seen in: %s", (edit) =>
    expect(about(edit, base)).toBeNull());
  it("never throws", () => {
    for (const verb of ["close", "restrict", "departures", "new route", "new camp", "redirect", "cap", "open border"]) {
      for (const rest of ["", " x", " to", " a day", " km", " one way", " from", " \"\"", " border"]) about(verb + rest, base);
    }
  });
  it("is the same for all that can be said of a crossing, and for a route from either end", () => {
    expect(subject("close chaman", base)).toBe(subject("restrict x_chaman to 0.3 from 2021-09-02", base));
    expect(subject("close kabul to sar_e_pul", base)).toBe(subject("open sar_e_pul to kabul", base));
    expect(subject("cap pakistan 5", base)).toBe(subject("refuse pakistan", base));
    expect(subject("cap pakistan 5", base)).not.toBe(subject("push-back pakistan 0.5", base));
  });
});

describe("one more edit", () => {
  const closed = "close x_chaman from 2021-09-02 until never";
  it("takes the place of one about the same from the same day", () => {
    const edit = "restrict chaman to 0.3 from 2021-09-02 until 2021-10-01";
    expect(withEdit(["refuse Pakistan", closed], edit, base)).toEqual(["refuse Pakistan", edit]);
  });
  it("leaves one that began before it", () => {
    const edit = "open x_chaman from 2021-10-01 until never";
    expect(withEdit([closed], edit, base)).toEqual([closed, edit]);
  });
  it("takes the place of one that began later, unless it ends before that does", () => {
    const edit = "documented x_chaman from 2021-08-01 until";
    expect(withEdit([closed], `${edit} never`, base)).toEqual([`${edit} never`]);
    expect(withEdit([closed], `${edit} 2021-10-01`, base)).toEqual([closed, `${edit} 2021-10-01`]);
  });
  it("of one direction leaves one of both", () => {
    const edit = "open x_chaman into Pakistan from 2021-09-02 until never";
    expect(withEdit([closed], edit, base)).toEqual([closed, edit]);
    expect(withEdit([closed, edit], closed, base)).toEqual([closed]);
  });
  it("takes back what was said, where the scenario says the same", () => {
    expect(withEdit([closed], "open x_chaman from 2021-09-02 until never", base)).toEqual([]);
    // It was not said before.
    expect(withEdit([], "open x_chaman from 2021-09-02 until never", base)).toHaveLength(1);
    // The scenario says something else.
    const shut = "close x_shut from 2021-09-02 until never";
    expect(withEdit([shut], "open x_shut from 2021-09-02 until never", base)).toHaveLength(1);
    const papers = "documented x_torkham from 2021-09-02 until never";
    expect(withEdit(["close torkham from 2021-09-02"], papers, base)).toEqual([]);
    expect(withEdit(["close torkham from 2021-09-02"], "documented x_torkham 50 a day from 2021-09-02 until never", base))
      .toHaveLength(1);
  });
  it("is kept where nothing is known of it", () => {
    expect(withEdit(["x"], "x", null)).toEqual(["x", "x"]);
  });
});

it("finds the edits of a place or country", () => {
  const edits = ["close chaman", "refuse Pakistan", "close kabul to spin_boldak"];
  expect(of(edits, "x_chaman", base)).toEqual(["close chaman"]);
  expect(of(edits, "kabul", base)).toEqual(["close kabul to spin_boldak"]);
});

it("reads a file of edits", () => {
  expect(lines("# why\r\n\r\n  close chaman\nopen torkham\r")).toEqual(["close chaman", "open torkham"]);
});
