import { expect, test } from "vitest";
import { dayOf, extent } from "./day";
import { firstBounds, network } from "./network";
import { pick } from "./pick";
import { scalesOf } from "./look";
import { fit, screenOf } from "./mercator";
import { small } from "./testing";

const { scenario, picture } = small();
const net = network(scenario);

test("a day has the picture's numbers where they belong", () => {
  const day = dayOf(net, picture, 1);
  expect(day.marks.map(({ people, capacity, gate, fighting }) => [people, capacity, gate, fighting])).toEqual([
    [90, null, null, 0.4], [30, null, "closed", 0], [60, 50, null, 0],
  ]);
  // Smallest first; less than half a person is nobody.
  expect(day.flows.map(({ way, people }) => [way, people])).toEqual([[1, 2], [4, 5], [0, 9]]);
  expect([...day.arrivals]).toEqual([NaN, 60]);
  expect(net.routes.map(({ there, back }) => [there, back])).toEqual([[0, 1], [2, 3], [4, -1]]);
  expect([...day.shut]).toEqual([1]);
  expect([...dayOf(net, picture, 0).shut]).toEqual([]);
});

test("without a picture there are places and statuses, and no numbers", () => {
  const day = dayOf(net, null, 1);
  expect(day.marks.every(({ people }) => Number.isNaN(people))).toBe(true);
  expect(day.flows).toEqual([]);
});

test("the scales reach to the largest of all days", () => {
  expect(extent(net, picture)).toEqual({ people: 100, flow: 100 });
});

test("who leaves for nowhere leaves the map beside the place where they set out", () => {
  expect(net.exits).toHaveLength(1);
  expect(net.exits[0]!.longitude).toBeGreaterThan(20);
  expect(Number.isNaN(net.lonLat[6]!)).toBe(true);
  expect(firstBounds(net)).toEqual([20, 10, 22, 10]);
});

test("the pointer finds places before flows, and nothing where nothing is", () => {
  const screen = screenOf(fit(net.bounds, 800, 600, 50), 800, 600);
  const day = dayOf(net, picture, 1), scales = scalesOf(extent(net, picture), 800);
  const at = (place: number): [number, number] => [net.world[place * 2]! * screen.scale + screen.dx, net.world[place * 2 + 1]! * screen.scale + screen.dy];
  const [x, y] = at(1);
  expect(pick(net, day, scales, screen, [], x, y, 3)).toEqual({ of: "place", key: "gate" });
  const [left] = at(0);
  // Halfway from town to gate, on the side of those who go east: south of the line.
  expect(pick(net, day, scales, screen, [], (left + x) / 2, y + 0.08 * (x - left) + 3, 3)).toEqual({ of: "way", from: "town", to: "gate" });
  expect(pick(net, day, scales, screen, [], 400, 20, 3)).toBeNull();
});
