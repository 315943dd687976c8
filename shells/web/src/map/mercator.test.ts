import { expect, test } from "vitest";
import { boundsOf, fit, latitudeOf, longitudeOf, screenOf, worldX, worldY } from "./mercator";

test("there and back", () => {
  for (const [longitude, latitude] of [[0, 0], [69.2, 34.5], [-120, -55]] as const) {
    expect(longitudeOf(worldX(longitude))).toBeCloseTo(longitude, 9);
    expect(latitudeOf(worldY(latitude))).toBeCloseTo(latitude, 9);
  }
});

test("a camera that fits shows all of it", () => {
  const camera = fit([60, 29, 75, 39], 900, 700, 40);
  const [west, south, east, north] = boundsOf(screenOf(camera, 900, 700));
  expect(west).toBeLessThan(60);
  expect(south).toBeLessThan(29);
  expect(east).toBeGreaterThan(75);
  expect(north).toBeGreaterThan(39);
});

test("one place alone, or a screen of no size, gives a camera too", () => {
  expect(fit([20, 10, 20, 10], 800, 600, 50)[2]).toBe(9);
  expect(fit([20, 10, 21, 11], 0, 0, 50).every(Number.isFinite)).toBe(true);
});

test("what is covered at one side is left free", () => {
  const [west] = boundsOf(screenOf(fit([60, 29, 75, 39], 900, 700, 40, 300), 900, 700));
  const [, , east] = boundsOf(screenOf(fit([60, 29, 75, 39], 900, 700, 40, -300), 900, 700));
  expect(60 - west).toBeGreaterThan(7);
  expect(east - 75).toBeGreaterThan(7);
});
