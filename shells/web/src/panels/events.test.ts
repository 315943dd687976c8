import { expect, it } from "vitest";
import type { Event } from "../engine/protocol";
import { byDay, columns, lanes, nextEvent, shapes } from "./events";

const event = (day: number, kind: Event["kind"] = "closure", location = "x_chaman"): Event => ({ day, kind, location, text: kind });
const days = byDay([event(3), event(3, "fighting", "anaba"), event(3), event(10, "opening"), event(11, "camp"), event(40, "edit")]);

it("groups by day", () => {
  expect([...days.keys()]).toEqual([3, 10, 11, 40]);
  expect(days.get(3)?.length).toBe(3);
});

it("has a lane and a shape for every kind", () => {
  expect(lanes.flat().sort()).toEqual(Object.keys(shapes).sort());
});

it("a column a day where there is room", () => {
  const found = columns(days, 0, 49, 50);
  expect(found.map((column) => [column.first, column.last, column.kinds])).toEqual([
    [3, 3, ["fighting", "closure"]],
    [10, 10, ["opening"]],
    [11, 11, ["camp"]],
    [40, 40, ["edit"]],
  ]);
});

it("days share a column where there is not, and lose no event", () => {
  const found = columns(days, 0, 49, 5);
  expect(found.map((column) => [column.first, column.last])).toEqual([[3, 3], [10, 11], [40, 40]]);
  expect(found.flatMap((column) => column.events).length).toBe(6);
});

it("leaves out what the brush leaves out", () => {
  expect(columns(days, 5, 39, 100).flatMap((column) => column.events).length).toBe(2);
  expect(columns(days, 12, 20, 0)).toEqual([]);
});

it("finds the event before and after", () => {
  expect(nextEvent(days, 3, 1, 0, 49)).toBe(10);
  expect(nextEvent(days, 3, -1, 0, 49)).toBeNull();
  expect(nextEvent(days, 30, -1, 0, 49)).toBe(11);
  expect(nextEvent(days, 11, 1, 0, 20)).toBeNull();
});
