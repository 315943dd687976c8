// The sentences of the live region: what a day shows, what an edit changes. Numbers are picked from what the engine said.
import { nameOf } from "../charts/names";
import type { Answer, Event, Picture, Scenario } from "../engine/protocol";
import { isoDate, longDate, people } from "../lib/format";
import { words } from "../words";

/** "2 Sept 2021: 3,400,000 people displaced, the median of 100 members. Chaman closes, and 2 more." */
export function sayDay(scenario: Scenario, picture: Picture | null, day: number, events: readonly Event[]): string {
  const date = longDate(isoDate(scenario.start, day));
  const everybody = picture?.everybody[day];
  const what =
    picture && picture.which !== "difference" && everybody !== undefined
      ? words.app.said.day(date, people(everybody), picture.members)
      : words.app.said.dayAlone(date);
  const first = events[0];
  return first ? `${what} ${words.app.said.events(first.text, events.length - 1)}` : what;
}

/** The headline figure whose median the edits move most at the last horizon, beside that of the base. */
export function sayResults(scenario: Scenario, base: Answer, changed: Answer, all: number): string | null {
  const horizon = scenario.horizons.length - 1;
  const date = scenario.horizons[horizon]?.date;
  if (date === undefined) return null;
  const at = (answer: Answer, target: string, location: string) =>
    answer.headline.find((line) => line.target === target && line.location === location)?.quantiles[horizon];
  const figure = (levels: readonly number[]) =>
    // Levels as in `Fan.levels`: 0.05, 0.5 and 0.95.
    words.card.interval(people(levels[4]!), people(levels[2]!), people(levels[7]!));
  const moved = (line: { target: string; location: string }) => {
    const [one, other] = [at(changed, line.target, line.location), at(base, line.target, line.location)];
    return one && other ? Math.abs(one[4]! - other[4]!) : -1;
  };
  const line = [...changed.headline].sort((a, b) => moved(b) - moved(a))[0];
  const [now, before] = line ? [at(changed, line.target, line.location), at(base, line.target, line.location)] : [];
  if (!line || !now || !before) return null;
  const what = `${nameOf(scenario, line.location)}, ${words.charts.targets[line.target]}`;
  return words.app.said.results(changed.members, all, words.app.said.line(what, longDate(date), figure(now), figure(before)));
}
