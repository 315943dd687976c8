import { expect, it } from "vitest";
import type { Answer, AnswerLine, Picture, Scenario } from "../engine/protocol";
import { sayDay, sayResults } from "./said";

const scenario = {
  start: "2021-05-01", places: [{ key: "x_chaman", name: "Chaman" }],
  horizons: [{ days: 30, day: 154, date: "2021-10-02" }],
} as unknown as Scenario;
const picture = { which: "base", members: 40, everybody: new Float32Array([1000, 2500]) } as unknown as Picture;
const line = (location: string, middle: number): AnswerLine => ({
  series: 0, target: "arrivals", location, quantiles: [[0, 0, middle - 10, 0, middle, 0, 0, middle + 10, 0]], reportedLater: null,
});
const answer = (members: number, headline: AnswerLine[]) => ({ members, headline }) as unknown as Answer;

it("tells the day, everybody, and what happens", () => {
  expect(sayDay(scenario, picture, 1, [])).toBe("2 May 2021: 2,500 people displaced, the median of 40 members.");
  const closes = { day: 1, kind: "closure", location: "x_chaman", text: "Chaman closes" } as const;
  expect(sayDay(scenario, null, 1, [closes, closes, closes])).toBe("2 May 2021. Chaman closes, and 2 more.");
});

it("tells the figure that an edit moves most", () => {
  const base = answer(100, [line("Iran", 500), line("x_chaman", 900)]);
  const changed = answer(40, [line("Iran", 520), line("x_chaman", 100)]);
  expect(sayResults(scenario, base, changed, 100)).toBe(
    "With the edits, 40 of 100 members: Chaman, arrivals by 2 Oct 2021: 90 to 110 (90 %), median 100; base 890 to 910 (90 %), median 900.",
  );
});

it("says nothing where there is nothing to say", () => expect(sayResults(scenario, answer(4, []), answer(4, []), 9)).toBeNull());
