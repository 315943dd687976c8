import { expect, test } from "vitest";
import type { Fan } from "../engine/protocol";
import { bands, lastDay, median, members, reading, rows, summary } from "./fan";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const same = (value: number) => value;
const fan: Fan = {
  series: 0, which: "base", members: 40, first: 40, levels: [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975],
  quantiles: Array.from({ length: 30 }, (_, index) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => level * 100 * (index + 1))),
  mean: [], lines: [{ member: 0, values: [1, 2] }],
  observed: [
    { day: 43, low: 1000, high: 2000, reported: [500, 500], known: false, usage: "score", source: "", agrees: false },
    { day: 55, low: 10, high: 10, reported: [10, 10], known: true, usage: "soft", source: "", agrees: null },
  ],
};
const scenario = { start: "2021-09-01", reference: 40, horizons: [{ days: 10, day: 50, date: "2021-10-21" }] };

test("a day is read as intervals before its median; of days without numbers nothing is said", () => {
  expect(reading(fan, 40)).toBe("90 %: 200–800 · 50 %: 400–600 · median 500");
  expect(reading({ ...fan, which: "difference" }, 40)).toBe("90 %: +200 to +800 · 50 %: +400 to +600 · median +500");
  expect([reading(fan, 39), reading(fan, 70)]).toEqual([null, null]);
});

test("the table has a row a week, the reference date, the horizons, the last day, and each report once", () => {
  const table = rows(fan, null, scenario);
  expect(table.map(({ day }) => day)).toEqual([40, 47, 50, 54, 61, 68, 69]);
  expect(table[0]).toMatchObject({ date: "2021-10-11", base: null, observed: [] });
  expect(table[0]?.values.slice(0, 5)).toEqual(["100", "200", "300", "400", "500"]);
  expect(table.map(({ observed }) => observed.length)).toEqual([0, 1, 0, 0, 1, 0, 0]);
  expect(table[1]?.observed[0]).toBe("1,000–2,000 (reported 500), 14 Oct 2021, reported later, score ✗ outside the 90 % range");
});

test("the base's median stands beside the same day", () => {
  const base: Fan = { ...fan, first: 0, quantiles: Array.from({ length: 60 }, (_, day) => Array<number>(9).fill(day)) };
  expect(rows(fan, base, scenario).map(({ base }) => base)).toEqual(["40", "47", "50", "54", null, null, null]);
});

test("the drawing is of the numbers: bands from wide to narrow, lines from the first day on", () => {
  const drawn = bands(fan, same, same);
  expect(drawn.map(({ percent }) => percent)).toEqual([95, 80, 50]);
  expect(drawn[0]?.path.startsWith("M40,900L41,1800")).toBe(true);
  expect(median(fan, same, same).startsWith("M40,500L41,1000")).toBe(true);
  expect(members(fan, same, same)).toEqual(["M40,1L41,2"]);
  expect(lastDay(fan)).toBe(69);
});

test("the chart can be read without seeing it", () => {
  expect(plain(summary("Iran: arrivals", fan, scenario.start, fan.observed))).toBe(
    "Iran: arrivals. From 11 Oct 2021 to 9 Nov 2021. On the last day: 90 %: 6,000–24,000 · 50 %: 12,000–18,000 · median 15,000. Reported figures: 2. All numbers are in the table below.",
  );
});
