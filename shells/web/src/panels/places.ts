// Places to choose from.
import type { Place, Scenario } from "../engine/protocol";
import type { Selected } from "../state/view.svelte";

/** Places by country, the country of origin first, each list by name: those with a text in their names, so many at most. */
export function byCountry(scenario: Scenario, text: string, most: number): { country: string; places: Place[] }[] {
  const first = (country: string) => (country === scenario.origin ? 0 : 1);
  const wanted = text.trim().toLowerCase();
  const places = scenario.places
    // Nobody decides at an exit.
    .filter(({ kind, name, key }) => kind !== "exit" && (name.toLowerCase().includes(wanted) || key.toLowerCase().includes(wanted)))
    .toSorted((a, b) => first(a.country) - first(b.country) || compare(a.country, b.country) || compare(a.name, b.name));
  const groups = new Map<string, Place[]>();
  for (const place of places.slice(0, most)) groups.set(place.country, [...(groups.get(place.country) ?? []), place]);
  return [...groups].map(([country, places]) => ({ country, places }));
}

/** A collator is some hundred times as quick as `localeCompare`. */
const { compare } = new Intl.Collator("en");

/** The place of a selection: of a way the one where it sets out; of a country none. */
export function startOf(scenario: Scenario, selected: Selected | null): string | null {
  const key = selected === null || selected.of === "country" ? null : selected.of === "place" ? selected.key : selected.from;
  return scenario.places.some((place) => place.key === key && place.kind !== "exit") ? key : null;
}
