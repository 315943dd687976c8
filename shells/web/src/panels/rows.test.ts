import { expect, it } from "vitest";
import { filtered, sorted, type Row } from "./rows";

const row = (name: string, middle: number | null): Row => ({ id: name, selects: { of: "place", key: name }, cells: { name, middle } });
const all = [row("Quetta", 900), row("Chaman", 1200), row("Spin Bóldak", null), row("camp 10", -5), row("Camp 9", 1200)];
const names = (rows: readonly Row[]) => rows.map((each) => each.id);

it("sorts numbers as numbers, and keeps the order of equals", () => {
  expect(names(sorted(all, { column: "middle", down: true }))).toEqual(["Chaman", "Camp 9", "Quetta", "camp 10", "Spin Bóldak"]);
  expect(names(sorted(all, { column: "middle", down: false }))).toEqual(["camp 10", "Quetta", "Chaman", "Camp 9", "Spin Bóldak"]);
});

it("sorts names as people do", () =>
  expect(names(sorted(all, { column: "name", down: false }))).toEqual(["Camp 9", "camp 10", "Chaman", "Quetta", "Spin Bóldak"]));

it("does not touch what it is given", () => {
  sorted(all, { column: "name", down: false });
  expect(all[0]!.id).toBe("Quetta");
});

it("finds names without their accents", () => {
  expect(names(filtered(all, " boldak "))).toEqual(["Spin Bóldak"]);
  expect(names(filtered(all, "CAMP"))).toEqual(["camp 10", "Camp 9"]);
  expect(filtered(all, "").length).toBe(5);
  expect(filtered(all, "nowhere")).toEqual([]);
});
