import { expect, test } from "vitest";
import { largest, rooted, roundUp, samples } from "./scales";

test("rounded up to 1, 2 or 5 times a power of ten", () => {
  expect([0, 0.3, 1, 1.1, 20, 21, 4999, 5001, NaN].map(roundUp)).toEqual([1, 0.5, 1, 2, 20, 50, 5000, 10_000, 1]);
});

test("four times the people: twice the radius, whatever the sign; nobody: nothing", () => {
  const scale = { most: 1000, pixels: 40, least: 2 };
  expect(rooted(scale, 1000)).toBe(40);
  expect(rooted(scale, -250)).toBe(20);
  expect(rooted(scale, 0.5)).toBe(2);
  expect(rooted(scale, 0)).toBe(0);
  expect(rooted(scale, NaN)).toBe(0);
  expect(samples(scale)).toEqual([1000, 200, 20]);
});

test("the largest, without what is no number", () => {
  expect(largest([1, -7, NaN, Infinity, 3])).toBe(7);
  expect(largest([9, 1, 2, 9], 1, 3)).toBe(2);
});
