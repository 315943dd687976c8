import { expect, test } from "vitest";
import type { Answer } from "../engine/protocol";
import { at, shortWhen, tiers } from "./answer";

test("the interval is picked among the levels of a fan", () => {
  expect(at([1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual({ q05: 2, q25: 4, q50: 5, q75: 6, q95: 8 });
  expect(at(undefined)).toEqual({ q05: 0, q25: 0, q50: 0, q75: 0, q95: 0 });
});

test("a horizon is a date and so many days", () => {
  expect(shortWhen({ date: "2021-10-02", days: 30 }, { hindcast: false })).toBe("2 Oct (30 days)");
});

test("what the run did not see is told first, scored before soft; empty tiers are not told", () => {
  const figure = (known: boolean, usage: "score" | "soft") => ({ known, usage });
  const answer = {
    agreement: [
      { known: true, usage: "soft", agree: 1, all: 2 }, { known: true, usage: "score", agree: 1, all: 1 },
      { known: false, usage: "soft", agree: 0, all: 0 }, { known: false, usage: "score", agree: 3, all: 4 },
    ],
    comparisons: [figure(true, "soft"), figure(false, "score"), figure(true, "soft"), figure(true, "score")],
  } as unknown as Answer;
  expect(tiers(answer).map(({ tally, figures }) => [tally.known, tally.usage, figures.length])).toEqual([
    [false, "score", 1], [true, "score", 1], [true, "soft", 2],
  ]);
});
