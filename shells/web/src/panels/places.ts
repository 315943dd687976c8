// Places to choose from.
import type { Place, Scenario } from "../engine/protocol";
import type { Selected } from "../state/view.svelte";

/** Places by country, the country of origin first, each list by name. Nobody decides at an exit. */
export function byCountry(scenario: Scenario): { country: string; places: Place[] }[] {
  const groups = new Map<string, Place[]>();
  for (const place of scenario.places) {
    if (place.kind === "exit") continue;
    const group = groups.get(place.country);
    if (group) group.push(place);
    else groups.set(place.country, [place]);
  }
  const first = (country: string) => (country === scenario.origin ? 0 : 1);
  return [...groups]
    .map(([country, places]) => ({ country, places: places.toSorted((a, b) => a.name.localeCompare(b.name, "en")) }))
    .toSorted((a, b) => first(a.country) - first(b.country) || a.country.localeCompare(b.country, "en"));
}

/** The place of a selection: of a way the one where it sets out; of a country none. */
export function startOf(scenario: Scenario, selected: Selected | null): string | null {
  const key = selected === null || selected.of === "country" ? null : selected.of === "place" ? selected.key : selected.from;
  return scenario.places.some((place) => place.key === key && place.kind !== "exit") ? key : null;
}
