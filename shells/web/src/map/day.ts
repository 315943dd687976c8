// One day of a picture: how many are at each place, how many go each way, what holds where. Numbers are picked, never made.
import type { Picture, Place } from "../engine/protocol";
import type { Network } from "./network";
import { largest, NOBODY, roundUp } from "./scales";
import { capacityOn, crossingOn, fightingOn, shut, type Gate } from "./status";

export interface Extent {
  /** Full value of the circles and of the flows, over all days. */
  people: number;
  flow: number;
}

/** Largest values of the whole period, rounded up: the scales stay while days go by and members come in. */
export function extent(network: Network, picture: Picture): Extent {
  let people = 0;
  for (const series of network.people)
    if (series >= 0) people = Math.max(people, largest(picture.series, series * picture.days, (series + 1) * picture.days));
  return { people: roundUp(people), flow: roundUp(largest(picture.ways)) };
}

/** Base and what-if stand side by side: one scale for both. */
export const joined = (a: Extent, b: Extent): Extent => ({ people: Math.max(a.people, b.people), flow: Math.max(a.flow, b.flow) });

export interface Mark {
  place: number;
  /** People there; of a difference the difference; not a number where nothing is known. */
  people: number;
  /** Of a difference: whether chance is left out. */
  clear: boolean;
  capacity: number | null;
  gate: Gate | null;
  fighting: number;
}

export interface Going {
  way: number;
  people: number;
}

export interface Day {
  day: number;
  marks: Mark[];
  /** Largest last, so that it is drawn above. */
  flows: Going[];
  /** Routes on which nobody may go, in one direction at least. */
  shut: Set<number>;
  /** People who arrived, by country; not a number where it is not counted. */
  arrivals: Float64Array;
}

/** No more flows are drawn at a time: below that they are the smallest of thousands. */
export const MOST_FLOWS = 3000;

export function markOf(network: Network, picture: Picture | null, place: Place, at: number, day: number): Mark {
  const series = network.people[at]!;
  const cell = series >= 0 && picture && day < picture.days ? series * picture.days + day : -1;
  const gated = place.kind === "crossing" || place.kind === "airport";
  return {
    place: at,
    people: cell >= 0 ? picture!.series[cell]! : NaN,
    clear: picture?.which !== "difference" || picture.clear[cell] === 1,
    capacity: place.capacity.length ? capacityOn(place, day) : null,
    gate: gated && place.statuses.length ? (crossingOn(place, day)?.gate ?? null) : null,
    fighting: place.statuses.length ? fightingOn(place, day) : 0,
  };
}

export function dayOf(network: Network, picture: Picture | null, day: number): Day {
  const { scenario, lonLat, routes } = network;
  const marks: Mark[] = [];
  scenario.places.forEach((place, at) => {
    if (!Number.isNaN(lonLat[at * 2]!)) marks.push(markOf(network, picture, place, at, day));
  });

  const flows: Going[] = [];
  if (picture && day < picture.days)
    for (let way = 0; way < scenario.ways.length; way++) {
      const people = picture.ways[way * picture.days + day]!;
      if (Math.abs(people) >= NOBODY && !Number.isNaN(network.wayWorld[way * 4]!)) flows.push({ way, people });
    }
  flows.sort((a, b) => Math.abs(a.people) - Math.abs(b.people));
  if (flows.length > MOST_FLOWS) flows.splice(0, flows.length - MOST_FLOWS);

  const closed = new Set<number>();
  routes.forEach(({ there, back }, at) => {
    const { from, to } = scenario.ways[there]!;
    const a = scenario.places[from]!, b = scenario.places[to]!;
    if (!a.statuses.length && !b.statuses.length) return;
    if (shut(a, b, day) || (back >= 0 && shut(b, a, day))) closed.add(at);
  });

  const arrivals = new Float64Array(scenario.countries.length).fill(NaN);
  network.arrivals.forEach((series, at) => {
    if (series >= 0 && picture && day < picture.days) arrivals[at] = picture.series[series * picture.days + day]!;
  });
  return { day, marks, flows, shut: closed, arrivals };
}
