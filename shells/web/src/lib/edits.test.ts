import { describe, expect, it } from "vitest";
import * as edits from "./edits";

const span = { from: "2021-09-02", until: "never" };

// Each of these sentences was given to `corridor compare afghanistan-2021 --edit`, which made it; `redirect` it read, and told that
// this scenario has no use for it.
describe("sentences", () => {
  it.each([
    [edits.close("x_chaman", span), "close x_chaman from 2021-09-02 until never"],
    [edits.close("x_chaman", { from: "2021-09-02", until: "unknown" }, { into: "Pakistan" }),
      "close x_chaman into Pakistan from 2021-09-02 until unknown"],
    [edits.open("x_chaman", { from: "2021-09-02", until: "2021-10-01" }, { perDay: 200 }),
      "open x_chaman 200 a day from 2021-09-02 until 2021-10-01"],
    [edits.restrict("x_chaman", 0.1 + 0.2, span, { into: "Pakistan", perDay: 50 }),
      "restrict x_chaman to 0.3 50 a day into Pakistan from 2021-09-02 until never"],
    [edits.documented("x_chaman", span), "documented x_chaman from 2021-09-02 until never"],
    [edits.returnsOnly("x_chaman", span, { into: "Afghanistan" }),
      "returns-only x_chaman into Afghanistan from 2021-09-02 until never"],
    [edits.closeRoute("kabul", "jalalabad", span), "close kabul to jalalabad from 2021-09-02 until never"],
    [edits.openRoute("kabul", "jalalabad", span), "open kabul to jalalabad from 2021-09-02 until never"],
    [edits.closeBorder("Afghanistan", "Pakistan", span), "close border Afghanistan and Pakistan from 2021-09-02 until never"],
    [edits.openBorder("Afghanistan", "Pakistan", span), "open border Afghanistan and Pakistan from 2021-09-02 until never"],
    [edits.capacity("kabul_parks", 5000, span), "capacity kabul_parks 5000 from 2021-09-02 until never"],
    [edits.cap("Tajikistan", 50000, span), "cap Tajikistan 50000 from 2021-09-02 until never"],
    [edits.admit("Tajikistan", span), "admit Tajikistan from 2021-09-02 until never"],
    [edits.refuse("Pakistan", span), "refuse Pakistan from 2021-09-02 until never"],
    [edits.pledge("Tajikistan", 100000, "outside \"help\" if it's asked for", 0.5, span),
      "pledge Tajikistan 100000 if 'outside \"help\" if it’s asked for' 0.5 from 2021-09-02 until never"],
    [edits.pushBack("Iran", 0.25, span), "push-back Iran 0.25 from 2021-09-02 until never"],
    [edits.forcedReturn("Iran", 500, span), "return Iran 500 from 2021-09-02 until never"],
    [edits.fighting("bazarak", 0.8, span), "fighting bazarak 0.8 from 2021-09-02 until never"],
    [edits.departures("kabul", 1.5, span), "departures of kabul x 1.5 from 2021-09-02 until never"],
    [edits.departures("Afghanistan", 2, span), "departures of Afghanistan x 2 from 2021-09-02 until never"],
    [edits.departures(null, 0.5, span), "departures x 0.5 from 2021-09-02 until never"],
    [edits.newRoute("kabul", "kunduz", 250, "foot", span), "new route kabul to kunduz 250 km by foot from 2021-09-02 until never"],
    [edits.newPlace({ kind: "camp", name: "Site 9", near: "kunduz", km: 40, mode: "road", capacity: 5000 }, span),
      'new camp "Site 9" near kunduz 40 km by road for 5000 from 2021-09-02 until never'],
    [edits.newPlace({ kind: "hub", name: "Chez \"Ali\" from X", near: "x_chaman", km: 12.5, mode: "track", country: "Pakistan",
      at: [30.9, 66.41234], capacity: null }, span),
      "new hub 'Chez \"Ali\" from X' near x_chaman 12.5 km by track in Pakistan at 30.9,66.4123 from 2021-09-02 until never"],
    [edits.newPlace({ kind: "site", name: "of", near: "kabul", km: 3, mode: "foot", capacity: 0 }, span),
      'new site "of" near kabul 3 km by foot for 0 from 2021-09-02 until never'],
    [edits.redirect("kabul", "jalalabad", span), "redirect kabul to jalalabad from 2021-09-02 until never"],
  ])("%s", (made, expected) => expect(made).toBe(expected));
});

describe("names", () => {
  it.each([
    ["kabul", "kabul"],
    ["كابل", "كابل"],
    ["Sar-e Pul", '"Sar-e Pul"'],
    ["until", '"until"'],
    ["12", '"12"'],
    ["N'Djamena", '"N\'Djamena"'],
    ["Big \"Camp\"", "'Big \"Camp\"'"],
    ["two\nlines", '"two lines"'],
  ])("%s", (name, expected) => expect(edits.quoted(name)).toBe(expected));
});
