import { expect, it } from "vitest";
import { Clock, within } from "./play";

it("counts days by speed, not by frames", () => {
  const clock = new Clock();
  let days = 0;
  for (let frame = 0; frame < 120; frame++) days += clock.tick(1000 / 60, 4);
  expect(days).toBeGreaterThanOrEqual(7);
  expect(days).toBeLessThanOrEqual(8);
});

it("does not jump after a pause", () => expect(new Clock().tick(60_000, 4)).toBe(1));

it("keeps to the period", () => {
  expect(within(-3, 0, 244)).toBe(0);
  expect(within(300, 0, 244)).toBe(244);
  expect(within(12, 0, 244)).toBe(12);
});
