// What people call a place, and which series speaks of it first.
import type { Scenario, Series, Target } from "../engine/protocol";
import { words } from "../words";

const names = new WeakMap<Scenario, Map<string, string>>();

/** The name of a place; of a country its key, which is its name. */
export function nameOf(scenario: Scenario, key: string): string {
  let known = names.get(scenario);
  if (!known) names.set(scenario, (known = new Map(scenario.places.map((place) => [place.key, place.name]))));
  return known.get(key) ?? key;
}

/** "Iran: arrivals" */
export const titleOf = (scenario: Scenario, { location, target }: Pick<Series, "location" | "target">): string =>
  words.charts.title(nameOf(scenario, location), words.charts.targets[target]);

/** Numbers of the series of a place or country. */
export function seriesOf(scenario: Scenario, key: string): number[] {
  const at = scenario.places.find((place) => place.key === key) ?? scenario.countries.find((country) => country.key === key);
  return at?.series ?? [];
}

/** What is asked first, by what a place is. */
const FIRST: Record<string, Target[]> = {
  crossing: ["stranded", "arrivals"],
  camp: ["stock", "arrivals"],
  idp_site: ["stock", "arrivals"],
  exit: ["evacuated"],
  airport: ["stranded", "evacuated", "stock"],
  town: ["stock", "arrivals", "displaced"],
  origin: ["displaced", "idp_returns", "stock"],
  country: ["arrivals", "evacuated", "stock"],
};

/** The series of a place or country that is shown first: one of the headline, else by what it is; null if it has none. */
export function mainSeries(scenario: Scenario, key: string): number | null {
  const own = seriesOf(scenario, key);
  const told = own.find((number) => scenario.headline.includes(number));
  if (told !== undefined) return told;
  const kind = scenario.places.find((place) => place.key === key)?.kind;
  const wanted = FIRST[kind ?? (key === scenario.origin ? "origin" : "country")] ?? FIRST.town ?? [];
  for (const target of wanted) {
    const found = own.find((number) => scenario.series[number]?.target === target);
    if (found !== undefined) return found;
  }
  return own[0] ?? null;
}

/** The same series in another scenario, whose network may differ; null if it is not there. */
export function sameSeries(from: Scenario, number: number, to: Scenario): number | null {
  const wanted = from.series[number];
  if (!wanted) return null;
  const same = (series: Series | undefined) => series?.target === wanted.target && series.location === wanted.location;
  if (same(to.series[number])) return number;
  const found = to.series.findIndex(same);
  return found < 0 ? null : found;
}
