import { expect, test } from "vitest";
import { at, curve, distance, outline, type Curve } from "./curve";

const bothWays = (length: number, width: number, back: number, angle: number): [Curve, Curve] => {
  const x = 500 + length * Math.cos(angle), y = 500 + length * Math.sin(angle);
  return [
    curve({ x0: 500, y0: 500, x1: x, y1: y, width, trims: [4, 5] })!, curve({ x0: x, y0: y, x1: 500, y1: 500, width: back, trims: [4, 5] })!,
  ];
};

test("both directions of a route keep to their own side, so no head is covered", () => {
  for (const length of [25, 60, 150, 600])
    for (const width of [1, 6, 16])
      for (const back of [1, 16])
        for (const angle of [0, 1, 2.5, 4]) {
          const [there, home] = bothWays(length, width, back, angle);
          // Right of (cos, sin) with y down is (-sin, cos): positive there, negative on the way home.
          const side = ([x, y]: [number, number]) => (x - 500) * -Math.sin(angle) + (y - 500) * Math.cos(angle);
          expect(Math.min(...outline(there).map(side))).toBeGreaterThan(-0.75);
          expect(Math.max(...outline(home).map(side))).toBeLessThan(0.75);
        }
});

test("the tip stops before the circle where the flow arrives", () => {
  const shape = curve({ x0: 0, y0: 0, x1: 300, y1: 0, width: 8, trims: [0, 40] })!;
  const [x] = at(shape, shape.tip);
  expect(300 - x).toBeGreaterThan(30);
});

test("a flow too short for a head has a smaller one; one without length is not drawn", () => {
  const shape = curve({ x0: 0, y0: 0, x1: 20, y1: 0, width: 16, trims: [5, 5] })!;
  expect(shape.neck).toBeGreaterThan(shape.begin);
  expect(shape.headHalf).toBeLessThan(6);
  expect(curve({ x0: 0, y0: 0, x1: 1, y1: 1, width: 4, trims: [0, 0] })).toBeNull();
  expect(curve({ x0: NaN, y0: 0, x1: 1, y1: 1, width: 4, trims: [0, 0] })).toBeNull();
});

test("distance is small on the curve and large away from it", () => {
  const shape = curve({ x0: 0, y0: 0, x1: 200, y1: 0, width: 8, trims: [0, 0] })!;
  expect(distance(shape, ...at(shape, 0.5))).toBeLessThan(1.5);
  expect(distance(shape, 100, -60)).toBeGreaterThan(50);
});
