import { expect, test } from "vitest";
import type { Fan, Observed } from "../engine/protocol";
import { days, domain, drawn, people } from "./axis";

const observed = (day: number, low: number, high: number, usage: Observed["usage"] = "score"): Observed => ({
  day, low, high, reported: [low, high], known: false, usage, source: "", agrees: null,
});
const fan = (least: number, most: number, more: Partial<Fan> = {}): Fan => ({
  series: 0, which: "base", members: 4, first: 10, levels: [], mean: [], lines: [], observed: [],
  quantiles: Array.from({ length: 30 }, () => [least, least, least, least, (least + most) / 2, most, most, most, most]), ...more,
});

test("people begin at 0, but for stocks that hardly change", () => {
  expect(domain(fan(100, 900))).toEqual([0, 900]);
  expect(domain(fan(850_000, 890_000))).toEqual([850_000, 890_000]);
  expect(domain(fan(0, 0))).toEqual([0, 1]);
  expect(domain(fan(NaN, Infinity))).toEqual([0, 1]);
});

test("of a report at least the near end is in sight", () => {
  expect(domain(fan(0, 100, { observed: [observed(12, 60, 5000)] }))).toEqual([0, 150]);
  expect(domain(fan(0, 100, { observed: [observed(12, 400, 500)] }))).toEqual([0, 500]);
  expect(domain(fan(850, 890, { observed: [observed(12, 800, 820)] }))).toEqual([800, 890]);
});

test("reports that are not meant to be compared, or lie outside, are not drawn", () => {
  const all = [observed(12, 1, 2), observed(9, 1, 2), observed(40, 1, 2), observed(12, 1, 2, "context"), observed(39, 1, 2, "soft")];
  expect(drawn(fan(0, 1, { observed: all })).map(({ day }) => day)).toEqual([12, 39]);
});

test("a difference has 0 in it", () => {
  expect(domain(fan(-50, -10, { which: "difference" }))).toEqual([-50, 0]);
  expect(domain(fan(0, 0, { which: "difference" }))).toEqual([-1, 1]);
  expect(people([-50, 20], 4, true).marks.map(({ label }) => label)).toContain("+20");
});

test("a base beside a what-if and single members fit", () => {
  expect(domain(fan(0, 100), fan(0, 300))).toEqual([0, 300]);
  expect(domain(fan(0, 100, { lines: [{ member: 3, values: [5, 480] }] }))).toEqual([0, 480]);
});

test("people are marked whole", () => {
  expect(people([0, 1], 4, false).marks.map(({ label }) => label)).toEqual(["0", "1"]);
  expect(people([0, 25_000], 5, false).marks.map(({ label }) => label)).toEqual(["0", "5K", "10K", "15K", "20K", "25K"]);
});

test("days are marked as densely as there is room", () => {
  const labels = (first: number, last: number, most: number) => days("2021-05-01", first, last, most).map(({ label }) => label);
  expect(labels(124, 129, 6)).toEqual(["2 Sept", "3 Sept", "4 Sept", "5 Sept", "6 Sept", "7 Sept"]);
  expect(labels(124, 160, 6)).toEqual(["2 Sept", "9 Sept", "16 Sept", "23 Sept", "30 Sept", "7 Oct"]);
  expect(labels(0, 244, 9)).toEqual(["May 2021", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]);
  expect(labels(0, 600, 4)).toEqual(["Jul 2021", "Jan 2022", "Jul"]);
  expect(labels(0, 4000, 6)).toEqual(["2022", "2024", "2026", "2028", "2030", "2032"]);
  expect(days("2021-05-01", 0, 244, 9)[1]?.at).toBe(31);
  expect(labels(0, 0, 1)).toEqual(["1 May"]);
});
