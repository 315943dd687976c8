import { expect, test } from "vitest";
import { capacityOn, crossingOn, fightingOn, shut } from "./status";
import { site, status } from "./testing";

const gate = (...statuses: Parameters<typeof status>[]) =>
  site("gate", { kind: "crossing", country: "A", toCountry: "B", statuses: statuses.map((one) => status(...one)) });

test("the last status that holds is the one of the day", () => {
  const place = gate(["open", 0], ["closed", 5, 8], ["restricted", 10]);
  expect([4, 5, 7, 8, 10].map((day) => crossingOn(place, day)?.gate)).toEqual(["open", "closed", "closed", "open", "restricted"]);
  expect(crossingOn(gate(["open", 3]), 2)).toBeNull();
});

test("closed to those who leave, open to those who come back: returns only", () => {
  const place = gate(["open", 0, null, { into: "A" }], ["closed", 0, null, { into: "B" }]);
  expect(crossingOn(place, 1)?.gate).toBe("returns_only");
  expect(crossingOn(gate(["closed", 0]), 1)?.gate).toBe("closed");
});

test("a closed crossing shuts the step across it, not the way to it", () => {
  const [home, camp] = [site("home"), site("camp", { country: "B" })];
  const place = gate(["closed", 0, null, { into: "B" }]);
  expect([shut(home, place, 0), shut(place, camp, 0), shut(camp, place, 0), shut(place, home, 0)]).toEqual([false, true, false, false]);
  const closed = site("closed", { statuses: [status("closed", 2)] });
  expect([shut(home, closed, 1), shut(home, closed, 2), shut(closed, home, 2)]).toEqual([false, true, true]);
});

test("fighting is as hard as its text says, until it is calm", () => {
  const place = site("town", { statuses: [status("fighting", 1, null, { text: "intensity 0.4" }), status("calm", 3)] });
  expect([0, 1, 2, 3].map((day) => fightingOn(place, day))).toEqual([0, 0.4, 0.4, 0]);
  expect(fightingOn(site("town", { statuses: [status("fighting", 0)] }), 0)).toBe(1);
});

test("room is that of the last day on which it changed", () => {
  const place = site("camp", { capacity: [[2, 50], [4, 80]] });
  expect([1, 2, 3, 4].map((day) => capacityOn(place, day))).toEqual([null, 50, 50, 80]);
});
