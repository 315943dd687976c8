import { expect, test } from "vitest";
import { chance, changes, counted, factor, isClear, isNothing, probability, range, rounded, signed, tick } from "./numbers";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("people are rounded as the terminal rounds them", () => {
  const cases: [number, string][] = [
    [0, "0"], [7.4, "7"], [99, "99"], [149, "149"], [204, "200"], [1234, "1,230"], [12_345, "12,300"],
    [22_345, "22,000"], [998, "1,000"], [999_600, "1.00 M"], [1_234_567, "1.23 M"], [4_321_000, "4.3 M"],
    [33_210_000, "33 M"], [-7123, "−7,100"], [-0.2, "0"],
  ];
  for (const [people, expected] of cases) expect(plain(rounded(people)), String(people)).toBe(expected);
});

test("a range is said once where its ends look the same, a change has a sign", () => {
  expect(range(5, 5)).toBe("5");
  expect(range(22_345, 73_001)).toBe("22,000–73,000");
  expect(changes(-7123, 31)).toBe("−7,100 to +31");
  expect([signed(0.2), signed(-0.2), signed(3)]).toEqual(["0", "0", "+3"]);
  expect(counted([6337, 18_390])).toBe("6,337–18,390");
});

test("a chance is not rounded to never or always", () => {
  expect([0, 0.001, 0.97, 0.999, 1].map(chance).map(plain)).toEqual(["0 %", "1 %", "97 %", "99 %", "100 %"]);
  expect([0, 0.000043, 0.003, 0.57, 1, 1e-9].map(probability).map(plain)).toEqual([
    "0 %", "0.0043 %", "0.3 %", "57 %", "100 %", "under 0.0001 %",
  ]);
});

test("axes, factors, and what counts as nothing", () => {
  expect([tick(12_000), tick(-3500), tick(200, true), tick(0, true)]).toEqual(["12K", "−3.5K", "+200", "0"]);
  expect([0, 0.0487, 28.9, 1, 0.00004].map(factor)).toEqual(["0", "0.0487", "28.9", "1", "4.0e-5"]);
  expect(isNothing({ q05: -0.3, q95: 0.4 })).toBe(true);
  expect([isClear({ q05: 0, q95: 9 }), isClear({ q05: 1, q95: 9 }), isClear({ q05: -3, q95: -1 })]).toEqual([false, true, true]);
});
