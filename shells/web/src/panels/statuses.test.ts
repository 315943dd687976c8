import { expect, it } from "vitest";
import type { Status } from "../engine/protocol";
import { on, roomOn } from "./statuses";

const status = (state: Status["state"], from: number, until: number | null, more: Partial<Status> = {}): Status => ({
  state, into: null, from, until, end: until === null ? "unknown" : "date", text: state, source: "", available: "2021-05-01",
  edit: false, facts: [], ...more,
});
const states = (statuses: Status[], day: number) => on(statuses, day).map((each) => each.state);

const crossing = [
  status("open", 0, 40),
  status("fighting", 10, 20),
  status("closed", 40, null, { into: "Pakistan" }),
  status("returns_only", 40, null, { into: "Afghanistan" }),
];

it("tells what holds, each direction by itself", () => {
  expect(states(crossing, 5)).toEqual(["open"]);
  expect(states(crossing, 10)).toEqual(["open", "fighting"]);
  expect(states(crossing, 20)).toEqual(["open"]);
  expect(states(crossing, 39)).toEqual(["open"]);
  expect(states(crossing, 40)).toEqual(["closed", "returns_only"]);
});

it("room goes by the last limit", () => {
  const capacity: [number, number][] = [[0, 100], [30, 500]];
  expect(roomOn(capacity, 29)).toBe(100);
  expect(roomOn(capacity, 30)).toBe(500);
  expect(roomOn([], 3)).toBeNull();
});
