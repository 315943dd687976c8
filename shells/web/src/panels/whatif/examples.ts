// An edit of each kind that can be made in this very scenario.
import type { Scenario } from "../../engine/protocol";
import * as edits from "../../lib/edits";
import { isoDate } from "../../lib/format";
import { words } from "../../words";
import { receives } from "./network";

export function examples(scenario: Scenario): string[] {
  const from = isoDate(scenario.start, scenario.reference);
  const later = isoDate(scenario.start, Math.min(scenario.reference + 28, scenario.days - 1));
  const open = { from, until: "never" };
  const some = { from, until: later > from ? later : "never" };
  const crossing = scenario.places.find(({ kind }) => kind === "crossing");
  const town = scenario.places.find(({ kind }) => kind === "town");
  const camp = scenario.places.find(({ kind }) => kind === "camp" || kind === "idp_site") ?? scenario.places.find(receives);
  const host = scenario.countries.find(({ key }) => key !== scenario.origin) ?? scenario.countries[0];
  const route = scenario.routes[0];
  const name = words.whatif.newNameUsual(1);
  return [
    ...(crossing
      ? [
          edits.close(crossing.key, { from, until: "unknown" }),
          edits.open(crossing.key, open, { perDay: 200, into: crossing.toCountry }),
          edits.restrict(crossing.key, 0.3, some),
          edits.documented(crossing.key, open),
          edits.returnsOnly(crossing.key, some),
        ]
      : []),
    ...(route ? [edits.closeRoute(route.from, route.to, some)] : []),
    ...(host
      ? [
          edits.cap(host.key, 50_000, open),
          edits.pledge(host.key, 100_000, words.whatif.conditionUsual, 0.5, open),
          edits.admit(host.key, open),
          edits.refuse(host.key, some),
          edits.pushBack(host.key, 0.5, some),
          edits.forcedReturn(host.key, 500, some),
        ]
      : []),
    ...(camp ? [edits.capacity(camp.key, 5000, open)] : []),
    ...(town
      ? [
          edits.fighting(town.key, 0.8, some),
          edits.departures(town.key, 1.5, some),
          edits.newPlace({ kind: "camp", name, near: town.key, km: 40, mode: "road", capacity: 5000 }, open),
        ]
      : []),
    edits.departures(null, 1.5, open),
  ];
}
