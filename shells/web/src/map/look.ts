// How things look, apart from what draws them: sizes, colours, patterns and symbols, for WebGL and SVG alike.
import type { OriginDestination, Which } from "../engine/protocol";
import type { Selected } from "../state/view.svelte";
import type { Day, Extent, Mark } from "./day";
import type { Screen } from "./mercator";
import type { Network } from "./network";
import { colour, type Colour, type Palette } from "./palette";
import { rooted, type RootScale } from "./scales";
import type { atlas, Symbol } from "./symbols";

export const PLAIN = 0, HATCHED = 1, DOTTED = 2;

export interface Scales {
  people: RootScale;
  flow: RootScale;
}

/** 1 where there is room; less where thousands of places are on the screen, in steps, so that it seldom changes. */
export function room({ world }: Network, { scale, dx, dy, width, height }: Screen): number {
  let seen = 0;
  for (let at = 0; at < world.length; at += 2) {
    const x = world[at]! * scale + dx, y = world[at + 1]! * scale + dy;
    if (x > 0 && y > 0 && x < width && y < height) seen++;
  }
  const part = Math.sqrt(((width * height) / 4000) / Math.max(1, seen));
  return Math.max(0.25, Math.min(1, 2 ** (Math.floor(Math.log2(part) * 2) / 2)));
}

export const scalesOf = (extent: Extent, width: number, room = 1): Scales => {
  const part = Math.max(0.7, Math.min(1.4, width / 1000)) * room;
  return {
    people: { most: extent.people, pixels: 34 * part, least: Math.min(2.5, 3 * part) },
    flow: { most: extent.flow, pixels: 15 * part, least: Math.min(1.1, 1.5 * part) },
  };
};

export interface Scene {
  network: Network;
  day: Day;
  which: Which;
  scales: Scales;
  palette: Palette;
  icons: ReturnType<typeof atlas>;
  selected: Selected | null;
  /** Arcs instead of routes. */
  arcs: OriginDestination | null;
}

/** How much of a circle's sign: more or fewer, and whether chance is left out. */
export function circleLook(mark: Mark, which: Which, gated: boolean, palette: Palette): { fill: Colour; edge: Colour; pattern: [number, number] } {
  if (which === "difference") {
    const hue = mark.people > 0 ? palette.more : palette.fewer;
    return { fill: colour(hue, mark.clear ? 0.75 : 0.06), edge: colour(hue), pattern: [PLAIN, 0] };
  }
  if (gated) return { fill: colour(palette.waiting, 0.45), edge: colour(palette.waitingEdge), pattern: [DOTTED, 0] };
  const over = mark.capacity !== null && mark.people > mark.capacity;
  return {
    fill: colour(palette.stock, 0.55), edge: colour(palette.stockEdge),
    // From the ring outward, and never too narrow to be seen.
    pattern: over ? [HATCHED, Math.min(Math.sqrt(mark.capacity! / mark.people), 0.75)] : [PLAIN, 0],
  };
}

/** The symbol of a place on the day; null for places that a circle or nothing shows. */
export function symbolOf(network: Network, mark: Mark): Symbol {
  const { kind } = network.scenario.places[mark.place]!;
  if (kind === "crossing") return mark.gate ?? "unknown";
  if (kind === "airport") return mark.gate ? `air_${mark.gate}` : "air_open";
  return kind;
}

/** Pixels across. */
export const symbolSize = (symbol: Symbol, crowded: boolean): number => {
  if (symbol === "town" || symbol === "waypoint") return crowded ? 6 : 9;
  if (symbol === "hub") return crowded ? 7 : 10;
  if (symbol === "camp" || symbol === "idp_site") return 15;
  return crowded ? 14 : 20;
};

export const CROWDED = 600;

const DASHES = 9;
export type Dash = [number, number, number, number];
/** The same lists as long as the same routes are shut: then deck.gl has nothing to do. */
const kept = new WeakMap<Network, { key: string; open: Network["routes"]; dashes: Dash[]; shut: number[] }>();
export function shutOrNot(network: Network, day: Day) {
  const key = [...day.shut].join();
  const before = kept.get(network);
  if (before?.key === key) return before;
  const dashes: Dash[] = [];
  for (const route of day.shut) {
    const way = network.routes[route]!.there * 4;
    const [a, b, c, d] = network.wayLonLat.subarray(way, way + 4) as unknown as Dash;
    for (let dash = 0; dash < DASHES; dash++) {
      const from = (dash + 0.2) / DASHES, to = (dash + 0.8) / DASHES;
      dashes.push([a + (c - a) * from, b + (d - b) * from, a + (c - a) * to, b + (d - b) * to]);
    }
  }
  const now = { key, dashes, shut: [...day.shut], open: network.routes.filter((_, at) => !day.shut.has(at)) };
  kept.set(network, now);
  return now;
}

/** Of the circle or symbol of each place, in pixels. */
export function radiiOf(network: Network, day: Day, scales: Scales): Float32Array {
  const radii = new Float32Array(network.scenario.places.length).fill(4);
  for (const mark of day.marks) radii[mark.place] = Math.max(mark.gate ? 8 : 4, rooted(scales.people, mark.people) || 0);
  return radii;
}
export function trimsOf({ scenario }: Network, radii: Float32Array, way: number): [number, number] {
  const { from, to } = scenario.ways[way]!;
  return [radii[from]! * 0.6, radii[to]! + 1];
}

export const fightingSize = (hard: number): number => 12 + 16 * hard;
/** At the upper left of the circle, so that neither hides the other. */
export function fightingOffset({ people, fighting: hard }: Mark, scales: Scales): [number, number] {
  const away = (Math.max(4, rooted(scales.people, people) || 0) + fightingSize(hard) * 0.3) * 0.71;
  return [-away, -away];
}

export interface Spot { id: string; name: string; longitude: number; latitude: number }
export interface Pair { from: string; to: string; people: number }

const arcsKept = new WeakMap<OriginDestination, { locations: Spot[]; flows: Pair[] }>();
export function arcData({ scenario }: Network, arcs: OriginDestination): { locations: Spot[]; flows: Pair[] } {
  const before = arcsKept.get(arcs);
  if (before) return before;
  const spots = new Map<string, Spot>();
  const all = [...scenario.countries.map((country) => ({ ...country, name: country.key })), ...scenario.places];
  for (const { key, name, longitude, latitude } of all)
    if (longitude !== null && latitude !== null) spots.set(key, { id: key, name, longitude, latitude });
  const flows = arcs.pairs.filter(({ from, to, people }) => people >= 0.5 && from !== to && spots.has(from) && spots.has(to));
  const used = new Set(flows.flatMap(({ from, to }) => [from, to]));
  const data = { locations: [...spots.values()].filter(({ id }) => used.has(id)), flows };
  arcsKept.set(arcs, data);
  return data;
}
