import { expect, test } from "vitest";
import { Fake } from "./fake";
import type { Progress } from "./protocol";

async function ran(engine: Fake, act: () => Promise<unknown>): Promise<Progress> {
  return new Promise((resolve) => {
    const stop = engine.listen((progress) => {
      if (progress.base < progress.members) return;
      stop();
      resolve(progress);
    });
    void act();
  });
}
const options = { members: 12, seed: 0, asOf: null, hindcast: false, days: null };

test("closing a crossing of the invented country differs where one expects it, and people stay whole", async () => {
  const engine = new Fake(0);
  await ran(engine, () => engine.read([], options));
  const base = await engine.answer("base");
  expect(base.headline[0]!.quantiles.at(-1)![4]).toBeGreaterThan(100);
  await new Promise((resolve) => {
    engine.listen(({ changed }) => changed === 12 && resolve(0));
    void engine.change(["close x_south from 2031-04-12"]);
  });
  const { series, members } = await engine.differences();
  expect(members).toBe(12);
  const arrivals = series.find((one) => one.location === "x_south" && one.target === "arrivals")!;
  expect(arrivals.at.at(-1)!.below).toBe(1);
  expect(series.find((one) => one.location === "x_east" && one.target === "arrivals")!.at.at(-1)!.difference.q50).toBeGreaterThanOrEqual(0);
  expect((await engine.card("x_south", 90, "changed")).rows.length).toBe(2);
  expect((await engine.picture("difference")).clear.some((clear) => clear === 1)).toBe(true);
});

test("an edit that is none is told where it stands", async () => {
  const { diagnostics } = await new Fake(0).change(["close x_south from 2031-04-12", "shut it", "close nowhere"]);
  expect(diagnostics.map(({ line, code }) => [line, code])).toEqual([[2, "unknown-verb"], [3, "unknown-place"]]);
});
