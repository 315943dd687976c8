import { expect, test } from "vitest";
import { place, Spots, type Label } from "./labels";

const screen = { width: 400, height: 300 };
const label = (text: string, x: number, y: number, rank: number): Label => ({ text, x, y, rank, away: 5, look: "place" });
const measure = (): [number, number] => [60, 15];

test("no name covers another or what is to be kept free, and the most important ones stand", () => {
  const labels = Array.from({ length: 200 }, (_, at) => label(`n${at}`, (at * 37) % 400, (at * 53) % 300, at));
  const keep = [{ left: 0, top: 0, right: 120, bottom: 120 }];
  const placed = place(labels, measure, screen, keep, 100);
  expect(placed.length).toBeGreaterThan(20);
  expect(placed.some(({ text }) => text === "n199")).toBe(true);
  const boxes = [...placed.map(({ left, top, width, height }) => ({ left, top, right: left + width, bottom: top + height })), ...keep];
  boxes.forEach((a, at) => boxes.slice(at + 1).forEach((b) =>
    expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false)));
});

test("a name goes to the side where no flow is", () => {
  const spots = new Spots();
  for (let x = 216; x < 300; x += 5) spots.add(x, 150);
  expect(place([label("right is taken", 200, 150, 1)], measure, screen, [], 10, spots)[0]!.side).toBe("left");
  expect(place([label("free", 200, 50, 1)], measure, screen, [], 10, spots)[0]!.side).toBe("right");
});

test("names outside the screen are left out, and no more than asked for are placed", () => {
  expect(place([label("out", -5, 10, 1)], measure, screen)).toEqual([]);
  expect(place(Array.from({ length: 20 }, (_, at) => label(`${at}`, 100, at * 16, at)), measure, screen, [], 3)).toHaveLength(3);
});
