// What the legend says of a scene: only what can be on the map now. `Swatch.svelte` draws each row's sample.
import { fewer } from "../lib/format";
import { words } from "../words";
import type { Scene } from "./look";
import { rooted, samples } from "./scales";
import type { Symbol } from "./symbols";

export type Sample =
  | { is: "flows"; widths: number[]; hue: "flow" | "more" | "fewer" }
  | { is: "circles"; radii: number[]; hue: "stock" | "more" | "fewer"; hollow?: boolean; sign?: "+" | "−" }
  | { is: "ring" }
  | { is: "waiting" }
  | { is: "route" }
  | { is: "symbol"; symbol: Symbol };

export interface Row {
  sample: Sample;
  text: string;
  /** Beside the parts of the sample, from small to large. */
  values?: string[];
  height: number;
}

export function legendOf({ network, day, which, scales, arcs }: Scene, dateOf: (day: number) => string): Row[] {
  const say = words.map.legend;
  const { places, countries } = network.scenario;
  const rows: Row[] = [];
  const has = (test: (place: (typeof places)[number]) => boolean) => places.some(test);
  const symbol = (name: Symbol, text: string) => rows.push({ sample: { is: "symbol", symbol: name }, text, height: 24 });
  if (arcs) {
    const most = arcs.pairs.reduce((largest, { from, to, people }) => (from === to ? largest : Math.max(largest, people)), 0);
    if (most > 0) rows.push({ sample: { is: "flows", widths: [12], hue: "flow" }, text: say.arcs(dateOf(arcs.day)), values: [fewer(most)], height: 42 });
  } else {
    const values = samples(scales.flow).reverse();
    const widths = values.map((value) => rooted(scales.flow, value));
    const texts = values.map(fewer);
    if (which === "difference") {
      rows.push({ sample: { is: "flows", widths, hue: "more" }, text: say.flowsDifference, values: texts, height: 42 });
      rows.push({ sample: { is: "flows", widths: [widths.at(-2) ?? widths.at(-1)!], hue: "fewer" }, text: say.fewer, height: 24 });
    } else rows.push({ sample: { is: "flows", widths, hue: "flow" }, text: say.flows, values: texts, height: 42 });
    // Of circles that are small, those alone whose numbers have room.
    const all = samples(scales.people).reverse();
    const sizes = all.filter((value, at) => at === all.length - 1 || 2 * (rooted(scales.people, all[at + 1]!) - rooted(scales.people, value)) >= 12);
    const radii = sizes.map((value) => rooted(scales.people, value));
    const height = 2 * radii.at(-1)! + 8;
    if (which === "difference") {
      rows.push({ sample: { is: "circles", radii, hue: "more", sign: "+" }, text: say.circlesDifference, values: sizes.map(fewer), height });
      rows.push({ sample: { is: "circles", radii: [9], hue: "more", sign: "+" }, text: say.more, height: 24 });
      rows.push({ sample: { is: "circles", radii: [9], hue: "fewer", sign: "−" }, text: say.fewer, height: 24 });
      rows.push({ sample: { is: "circles", radii: [9], hue: "more", hollow: true, sign: "+" }, text: say.hollow, height: 24 });
    } else {
      rows.push({ sample: { is: "circles", radii, hue: "stock" }, text: say.circles, values: sizes.map(fewer), height });
      if (has(({ capacity }) => capacity.length > 0)) rows.push({ sample: { is: "ring" }, text: say.capacity, height: 30 });
      if (has(({ kind }) => kind === "crossing")) rows.push({ sample: { is: "waiting" }, text: say.waiting, height: 26 });
    }
    rows.push({ sample: { is: "route" }, text: say.quiet, height: 20 });
  }
  const gates = new Set(day.marks.flatMap(({ gate }) => (gate ? [gate] : [])));
  for (const gate of ["open", "restricted", "documented", "returns_only", "closed"] as const)
    if (gates.has(gate)) symbol(gate, words.map.gates[gate]);
  if (has(({ kind }) => kind === "airport")) symbol("air_open", say.air);
  if (arcs) return rows;
  if (day.shut.size) symbol("shut", say.shut);
  if (day.marks.some(({ fighting }) => fighting > 0)) symbol("fighting", say.fighting);
  for (const kind of ["camp", "idp_site", "hub", "town", "waypoint"] as const) if (has((place) => place.kind === kind)) symbol(kind, say[kind]);
  if (network.exits.length) symbol("exit", say.exit);
  if (countries.length && network.arrivals.some((series) => series >= 0))
    rows.push({ sample: { is: "symbol", symbol: "waypoint" }, text: say.arrived, height: 0 });
  return rows;
}
