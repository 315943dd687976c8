// The table of a day as rows for a spreadsheet: what the engine says, with names.
import type { Scenario, Table } from "../../engine/protocol";
import type { Cell } from "../../lib/csv";
import { isoDate } from "../../lib/format";
import { words } from "../../words";

export function viewRows(scenario: Scenario, table: Table): Cell[][] {
  const c = words.files.columns;
  const date = isoDate(scenario.start, table.day);
  const names = new Map(scenario.places.map(({ key, name }) => [key, name]));
  const head: Cell[] = [c.date, c.run, c.members, c.what, c.location, c.name, c.to, c.toName, c.mode, c.km, "q05", "q25", "q50", "q75", "q95", c.mean, c.week];
  const first: Cell[] = [date, table.which, table.members];
  const series = table.series.flatMap(({ series, interval, week }): Cell[][] => {
    const one = scenario.series[series];
    if (!one) return [];
    const { q05, q25, q50, q75, q95, mean } = interval;
    return [[...first, one.target, one.location, names.get(one.location) ?? one.location, null, null, null, null, q05, q25, q50, q75, q95, mean, week]];
  });
  const ways = table.ways.flatMap(({ way, mean }): Cell[][] => {
    const one = scenario.ways[way];
    const [from, to] = [one && scenario.places[one.from], one && scenario.places[one.to]];
    if (!one || !from || !to) return [];
    return [[...first, "setting_out", from.key, from.name, to.key, to.name, one.mode, one.km, null, null, null, null, null, mean, null]];
  });
  return [head, ...series, ...ways];
}
