// A small invented world for the tests of the map.
import type { Picture, Place, Scenario, Series, Status, Way } from "../engine/protocol";

export const status = (state: Status["state"], from: number, until: number | null = null, more: Partial<Status> = {}): Status => ({
  state, into: null, from, until, end: until === null ? "unknown" : "date", text: "", source: "", available: "2030-01-01", edit: false, facts: [], ...more,
});

export const site = (key: string, more: Partial<Place> = {}): Place => ({
  key, name: key, kind: "town", country: "A", toCountry: null, latitude: 10, longitude: 20, population: 100, capacity: [], statuses: [],
  series: [], source: "", ...more,
});

/** Town, crossing, camp in a row, and an exit that is nowhere. */
export function small(): { scenario: Scenario; picture: Picture } {
  const places = [
    site("town", { latitude: 10, longitude: 20, statuses: [status("fighting", 1, 2, { text: "intensity 0.4" })] }),
    site("gate", { kind: "crossing", toCountry: "B", latitude: 10, longitude: 21, statuses: [status("open", 0, 1), status("closed", 1)] }),
    site("camp", { kind: "camp", country: "B", latitude: 10, longitude: 22, capacity: [[0, 50], [2, 80]] }),
    site("away", { kind: "exit", country: "elsewhere", latitude: null as unknown as number, longitude: null as unknown as number }),
  ];
  const way = (from: number, to: number): Way => ({ from, to, mode: "road", km: 100 });
  const ways = [way(0, 1), way(1, 0), way(1, 2), way(2, 1), way(0, 3)];
  const series: Series[] = [
    { target: "stock", location: "town", of: "place", cumulative: false },
    { target: "stranded", location: "gate", of: "crossing", cumulative: false },
    { target: "stock", location: "camp", of: "place", cumulative: false },
    { target: "arrivals", location: "B", of: "country", cumulative: true },
  ];
  const days = 3;
  const scenario: Scenario = {
    name: "small", title: "Small", start: "2030-01-01", days, reference: 0, hindcast: false, horizons: [], origin: "A", places,
    countries: [{ key: "A", latitude: 10, longitude: 20, statuses: [], series: [] }, { key: "B", latitude: 10, longitude: 22, statuses: [], series: [3] }],
    routes: [], ways, series, headline: [], events: [], facts: [], whatIfs: [], compiledBy: "", licence: "", attribution: [], hash: "", version: "0",
  };
  const picture: Picture = {
    which: "base", members: 2, days, clear: new Uint8Array(), everybody: new Float32Array(days),
    series: Float32Array.from([100, 90, 80, /**/ 0, 30, 40, /**/ 0, 60, 70, /**/ 0, 60, 70]),
    ways: Float32Array.from([40, 9, 0, /**/ 0, 2, 0, /**/ 60, 0.4, 0, /**/ 0, 0, 0, /**/ 1, 5, 0]),
  };
  return { scenario, picture };
}
