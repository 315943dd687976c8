// What one can do to a place, host or route from its card, with the edit that it makes. Everything else is under What if.
import type { Country, Place, Scenario } from "../engine/protocol";
import { admit, close, closeRoute, open, openRoute, refuse, type Span } from "../lib/edits";
import type { Selected } from "../state/view.svelte";
import { words } from "../words";
import { on } from "./statuses";

export interface Quick {
  label: string;
  edit: string;
}

/** Buttons for what is selected, as it stands on the day; from that day on, to the end of the period. */
export function quick(scenario: Scenario, selected: Selected, day: number, date: string): Quick[] {
  const span: Span = { from: date, until: "never" };
  if (selected.of === "way")
    return [
      { label: words.card.closeIt, edit: closeRoute(selected.from, selected.to, span) },
      { label: words.card.openIt, edit: openRoute(selected.from, selected.to, span) },
    ];
  const find = <T extends Place | Country>(all: readonly T[]) => all.find((each) => each.key === selected.key);
  const states = (of: Place | Country) => on(of.statuses, day).map((status) => status.state);
  if (selected.of === "country") {
    const country = find(scenario.countries);
    if (country === undefined || country.key === scenario.origin) return [];
    return states(country).includes("refuses")
      ? [{ label: words.card.admitIt, edit: admit(country.key, span) }]
      : [{ label: words.card.refuseIt, edit: refuse(country.key, span) }];
  }
  const place = find(scenario.places);
  if (place === undefined || !["crossing", "airport", "camp", "idp_site"].includes(place.kind)) return [];
  const now = states(place).filter((state) => ["open", "closed", "restricted", "documented", "returns_only"].includes(state));
  const all = (state: string) => now.length > 0 && now.every((each) => each === state);
  const offers: Quick[] = [];
  // Closed, but nobody said until when: each member draws an end, which an edit takes away.
  const mayOpen = on(place.statuses, day).some((status) => status.state === "closed" && status.end !== "never" && !status.edit);
  if (!all("closed")) offers.push({ label: words.card.closeIt, edit: close(place.key, span) });
  else if (mayOpen) offers.push({ label: words.card.keepClosed, edit: close(place.key, span) });
  if (now.length > 0 && !all("open")) offers.push({ label: words.card.openIt, edit: open(place.key, span) });
  return offers;
}
