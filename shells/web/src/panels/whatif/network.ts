// Who borders on whom, for the choices of the forms.
import type { Place, Route, Scenario } from "../../engine/protocol";

/** Countries that a crossing or a route joins with one, by name. */
export function neighbours(scenario: Scenario, country: string): string[] {
  const of = new Map(scenario.places.map((place) => [place.key, place.country]));
  const found = new Set<string>();
  const join = (one: string | null | undefined, other: string | null | undefined): void => {
    if (one === country && other && other !== country) found.add(other);
    if (other === country && one && one !== country) found.add(one);
  };
  for (const place of scenario.places) join(place.country, place.toCountry);
  for (const route of scenario.routes) join(of.get(route.from), of.get(route.to));
  return [...found].sort((a, b) => a.localeCompare(b));
}

/** Routes at a place, and where each leads from there. */
export function routesAt(scenario: Scenario, key: string): { route: Route; to: string }[] {
  return scenario.routes
    .filter((route) => route.from === key || route.to === key)
    .map((route) => ({ route, to: route.from === key ? route.to : route.from }));
}

/** Countries that a place may lie in which is near another: of a crossing either side. */
export const sides = (place: Place): string[] => (place.toCountry ? [place.country, place.toCountry] : [place.country]);

/** Whether somebody can be there, so that there is room. */
export const receives = (place: Place): boolean => !["crossing", "airport", "waypoint"].includes(place.kind);
