// What of a scenario does not change from day to day, as flat arrays: where places are, where ways begin and end, and which
// series belongs to what.
import type { Scenario } from "../engine/protocol";
import { worldX, worldY, type Bounds } from "./mercator";

export interface Network {
  scenario: Scenario;
  days: number;
  number: Map<string, number>;
  /** Longitude and latitude of places; not a number for those that are nowhere on the map. */
  lonLat: Float64Array;
  /** The same in the square world. */
  world: Float64Array;
  /** Begin and end of each way: longitude and latitude twice, and in the square world. */
  wayLonLat: Float64Array;
  wayWorld: Float64Array;
  /** Number of the series of a place that says how many are there (waiting at a crossing); −1 without. */
  people: Int32Array;
  /** Number of the series of a country that counts who arrived; −1 without. */
  arrivals: Int32Array;
  /** Pairs of places with a route on land, once for both directions: numbers of the ways there and back (−1 without). */
  routes: { there: number; back: number; air: boolean }[];
  /** Exits that are nowhere: one end for each way that leads there. */
  exits: { place: number; way: number; longitude: number; latitude: number }[];
  bounds: Bounds;
}

const onMap = (longitude: number, latitude: number): boolean =>
  Number.isFinite(longitude) && Number.isFinite(latitude) && !(longitude === 0 && latitude === 0);

const made = new WeakMap<Scenario, Network>();

/** Made once, for all maps. */
export function network(scenario: Scenario): Network {
  let found = made.get(scenario);
  if (!found) made.set(scenario, (found = networkOf(scenario)));
  return found;
}

function networkOf(scenario: Scenario): Network {
  const { places, ways, series, countries } = scenario;
  const number = new Map(places.map((place, at) => [place.key, at]));
  const lonLat = new Float64Array(places.length * 2).fill(NaN);
  const world = new Float64Array(places.length * 2).fill(NaN);
  let west = 180, east = -180, south = 85, north = -85;
  places.forEach(({ longitude, latitude }, at) => {
    if (longitude === null || latitude === null || !onMap(longitude, latitude)) return;
    lonLat.set([longitude, latitude], at * 2);
    world.set([worldX(longitude), worldY(latitude)], at * 2);
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  });
  if (west > east) [west, south, east, north] = [-20, -35, 60, 60];

  const wayLonLat = new Float64Array(ways.length * 4).fill(NaN);
  const wayWorld = new Float64Array(ways.length * 4).fill(NaN);
  const exits: Network["exits"] = [];
  const reach = Math.max(0.5, Math.min(4, Math.hypot(east - west, north - south) / 12));
  ways.forEach(({ from, to }, at) => {
    const [a, b, c, d] = [lonLat[from * 2]!, lonLat[from * 2 + 1]!, lonLat[to * 2]!, lonLat[to * 2 + 1]!];
    const ends = [a, b, c, d];
    // Who leaves for a place that is nowhere leaves the map to the north-east; who comes from there comes from it.
    if (Number.isNaN(c) && !Number.isNaN(a)) {
      ends[2] = a + reach * 0.8;
      ends[3] = b + reach * 0.6;
      exits.push({ place: to, way: at, longitude: ends[2], latitude: ends[3] });
    } else if (Number.isNaN(a) && !Number.isNaN(c)) {
      ends[0] = c + reach * 0.8;
      ends[1] = d + reach * 0.6;
    }
    wayLonLat.set(ends, at * 4);
    wayWorld.set([worldX(ends[0]!), worldY(ends[1]!), worldX(ends[2]!), worldY(ends[3]!)], at * 4);
  });

  const people = new Int32Array(places.length).fill(-1);
  const arrivals = new Int32Array(countries.length).fill(-1);
  const country = new Map(countries.map(({ key }, at) => [key, at]));
  series.forEach(({ target, location, of }, at) => {
    if (of !== "country" && (target === "stock" || target === "stranded")) {
      const place = number.get(location);
      if (place === undefined) return;
      const waits = places[place]!.kind === "crossing";
      // At a crossing, people who wait; elsewhere, people who are there.
      if (people[place] === -1 || (target === "stranded") === waits) people[place] = at;
    } else if (of === "country" && target === "arrivals") arrivals[country.get(location) ?? -1] = at;
  });

  const seen = new Map<string, Network["routes"][number]>();
  ways.forEach(({ from, to, mode }, at) => {
    const back = seen.get(`${to} ${from} ${mode}`);
    if (back && back.back < 0) back.back = at;
    else seen.set(`${from} ${to} ${mode}`, { there: at, back: -1, air: mode === "air" });
  });
  return {
    scenario, days: scenario.days, number, lonLat, world, wayLonLat, wayWorld, people, arrivals,
    routes: [...seen.values()], exits, bounds: [west, south, east, north],
  };
}

/** What to look at first: where people are at home, and the places that a step leads to from there; all, if that is unknown. */
export function firstBounds({ scenario, lonLat, bounds }: Network): Bounds {
  const near = new Set<number>();
  const isHome = (at: number) => scenario.places[at]?.country === scenario.origin;
  scenario.places.forEach((_, at) => isHome(at) && near.add(at));
  for (const { from, to, mode } of scenario.ways) if (mode !== "air" && isHome(from)) near.add(to);
  let west = 180, east = -180, south = 85, north = -85, found = 0;
  for (const at of near) {
    const longitude = lonLat[at * 2]!, latitude = lonLat[at * 2 + 1]!;
    if (Number.isNaN(longitude)) continue;
    found++;
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return found > 1 ? [west, south, east, north] : bounds;
}
