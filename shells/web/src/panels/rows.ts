// The rows of the table: picked from what the engine says, sorted and filtered.
import type { Scenario, Table, Target } from "../engine/protocol";
import type { Selected } from "../state/view.svelte";
import { nameOf } from "../charts/names";
import { on, roomOn } from "./statuses";

export type Sort = "places" | "crossings" | "countries" | "ways";

/** A cell is text or a number; numbers know how they are written. */
export type Cell = string | number | null;

export interface Row {
  id: string;
  selects: Selected;
  cells: Record<string, Cell>;
}

export interface Order {
  column: string;
  down: boolean;
}

/** Which series belong to which kind of row. */
function sortOf(scenario: Scenario, number: number): Sort {
  const of = scenario.series[number]!.of;
  return of === "country" ? "countries" : of === "crossing" ? "crossings" : "places";
}

/** The figures that the engine follows of a kind of row, in the order of its series. */
export function measures(scenario: Scenario, sort: Sort): Target[] {
  const found = new Set<Target>();
  scenario.series.forEach((series, number) => {
    if (sortOf(scenario, number) === sort) found.add(series.target);
  });
  return [...found];
}

/** Words for states come from `words.card.states`. */
export function rows(
  scenario: Scenario, table: Table, sort: Sort, measure: Target | null, states: Record<string, string>, kinds: Record<string, string>,
): Row[] {
  if (sort === "ways") {
    return table.ways.flatMap(({ way: number, mean }) => {
      const way = scenario.ways[number];
      const from = way && scenario.places[way.from];
      const to = way && scenario.places[way.to];
      if (way === undefined || from === undefined || to === undefined) return [];
      return {
        id: `${from.key} ${to.key}`,
        selects: { of: "way", from: from.key, to: to.key } as const,
        cells: { name: from.name, to: to.name, mode: way.mode, km: way.km, mean },
      };
    });
  }
  const places = new Map(scenario.places.map((place) => [place.key, place]));
  const countries = new Map(scenario.countries.map((country) => [country.key, country]));
  return table.series.flatMap(({ series: number, interval, week }) => {
    const series = scenario.series[number];
    if (series === undefined || sortOf(scenario, number) !== sort || series.target !== measure) return [];
    const place = places.get(series.location);
    const holds = on((place ?? countries.get(series.location))?.statuses ?? [], table.day);
    return {
      id: series.location,
      selects: { of: sort === "countries" ? "country" : "place", key: series.location } as const,
      cells: {
        name: nameOf(scenario, series.location),
        kind: place === undefined ? null : (kinds[place.kind] ?? place.kind),
        country: place?.country ?? null,
        status: [...new Set(holds.map((status) => states[status.state] ?? status.state))].join(", "),
        low: interval.q05,
        middle: interval.q50,
        high: interval.q95,
        week,
        room: place === undefined ? null : roomOn(place.capacity, table.day),
      },
    };
  });
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Sorted by a column; what has no value comes last either way, what is equal stays as it was. */
export function sorted(all: readonly Row[], order: Order): Row[] {
  const sign = order.down ? -1 : 1;
  return [...all].sort((a, b) => {
    const [one, other] = [a.cells[order.column] ?? null, b.cells[order.column] ?? null];
    if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0);
    return sign * (typeof one === "number" && typeof other === "number" ? one - other : collator.compare(String(one), String(other)));
  });
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLocaleLowerCase();

/** Rows in any of whose words the text stands; accents do not matter. */
export function filtered(all: readonly Row[], text: string): readonly Row[] {
  const wanted = plain(text.trim());
  if (wanted === "") return all;
  return all.filter((row) => Object.values(row.cells).some((cell) => typeof cell === "string" && plain(cell).includes(wanted)));
}
