// A day as layers of deck.gl. Ground to top: the network, shut routes, flows, circles, rings,
// symbols, fighting, what is chosen.
import type { Layer } from "@deck.gl/core";
import { IconLayer, LineLayer, ScatterplotLayer } from "@deck.gl/layers";
import { FlowmapLayer } from "@flowmap.gl/layers";
import type { OriginDestination, Which } from "../engine/protocol";
import type { Selected } from "../state/view.svelte";
import { CircleLayer, DOTTED, HATCHED, PLAIN, type CircleData } from "./CircleLayer";
import type { Day, Extent, Mark } from "./day";
import { FlowLayer, type FlowData } from "./FlowLayer";
import type { Network } from "./network";
import { colour, type Colour, type Palette } from "./palette";
import { rooted, type RootScale } from "./scales";
import type { atlas, Symbol } from "./symbols";

export interface Scales {
  people: RootScale;
  flow: RootScale;
}

export const scalesOf = (extent: Extent, width: number): Scales => {
  const part = Math.max(0.7, Math.min(1.4, width / 1000));
  return {
    people: { most: extent.people, pixels: 34 * part, least: 2.5 },
    flow: { most: extent.flow, pixels: 15 * part, least: 1.1 },
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

export function layersOf(scene: Scene): Layer[] {
  const { network, day, arcs } = scene;
  const crowded = network.scenario.places.length > CROWDED;
  if (arcs) return [arcLayer(scene, arcs), symbols(scene, day.marks.filter(({ gate }) => gate), crowded), ...chosen(scene)];
  return [
    ...roads(scene), flows(scene), circles(scene), rings(scene),
    symbols(scene, day.marks, crowded), fighting(scene), exits(scene), ...chosen(scene),
  ];
}

const at = ({ lonLat }: Network, place: number): [number, number] => [lonLat[place * 2]!, lonLat[place * 2 + 1]!];

/** Thin lines where one may go; dashes and a mark where one may not. */
function roads({ network, day, palette, icons }: Scene): Layer[] {
  const { routes, wayLonLat } = network;
  const shown = shutOrNot(network, day);
  return [
    new LineLayer<Network["routes"][number]>({
      id: "routes", data: shown.open, widthUnits: "pixels", getWidth: ({ air }) => (air ? 0.5 : 1),
      getColor: colour(palette.route, 0.9), updateTriggers: { getColor: palette },
      getSourcePosition: ({ there }) => [wayLonLat[there * 4]!, wayLonLat[there * 4 + 1]!],
      getTargetPosition: ({ there }) => [wayLonLat[there * 4 + 2]!, wayLonLat[there * 4 + 3]!],
    }),
    new LineLayer<Dash>({
      id: "shut", data: shown.dashes, widthUnits: "pixels", getWidth: 1.8, getColor: colour(palette.shut),
      updateTriggers: { getColor: palette },
      getSourcePosition: ([x, y]) => [x, y], getTargetPosition: ([, , x, y]) => [x, y],
    }),
    new IconLayer<number>({
      id: "shut-marks", data: shown.shut, iconAtlas: icons.image, iconMapping: icons.mapping, getIcon: () => "shut",
      sizeUnits: "pixels", getSize: 13,
      getPosition: (route) => {
        const way = routes[route]!.there * 4;
        return [(wayLonLat[way]! + wayLonLat[way + 2]!) / 2, (wayLonLat[way + 1]! + wayLonLat[way + 3]!) / 2];
      },
    }),
  ];
}

const DASHES = 9;
type Dash = [number, number, number, number];
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

function flows({ network, day, which, scales, palette }: Scene): Layer {
  const count = day.flows.length;
  const source = new Float64Array(count * 2), target = new Float64Array(count * 2);
  const width = new Float32Array(count), trim = new Float32Array(count * 2), dash = new Float32Array(count);
  const colours = new Uint8Array(count * 4);
  const [usual, more, fewer] = [colour(palette.flow, 0.9), colour(palette.more, 0.95), colour(palette.fewer, 0.95)];
  const radii = radiiOf(network, day, scales);
  day.flows.forEach(({ way, people }, flow) => {
    source.set(network.wayLonLat.subarray(way * 4, way * 4 + 2), flow * 2);
    target.set(network.wayLonLat.subarray(way * 4 + 2, way * 4 + 4), flow * 2);
    width[flow] = rooted(scales.flow, people);
    trim.set(trimsOf(network, radii, way), flow * 2);
    const fewerThan = which === "difference" && people < 0;
    dash[flow] = fewerThan ? 1 : 0;
    colours.set(which === "difference" ? (fewerThan ? fewer : more) : usual, flow * 4);
  });
  const data: FlowData = {
    length: count,
    attributes: {
      getSourcePosition: { value: source, size: 2 }, getTargetPosition: { value: target, size: 2 },
      getWidth: { value: width, size: 1 }, getTrim: { value: trim, size: 2 }, getDash: { value: dash, size: 1 },
      getColor: { value: colours, size: 4, normalized: true },
    },
  };
  return new FlowLayer({ id: "flows", data, casing: colour(palette.casing, 0.85), edge: 1.2 });
}

function fighting({ network, day, icons, scales }: Scene): Layer {
  return new IconLayer<Mark>({
    id: "fighting", data: day.marks.filter(({ fighting: hard }) => hard > 0), iconAtlas: icons.image, iconMapping: icons.mapping,
    getIcon: () => "fighting", sizeUnits: "pixels", getSize: ({ fighting: hard }) => fightingSize(hard),
    getPosition: ({ place }) => at(network, place), getPixelOffset: (mark) => fightingOffset(mark, scales),
    updateTriggers: { getPixelOffset: scales },
  });
}
export const fightingSize = (hard: number): number => 12 + 16 * hard;
/** At the upper left of the circle, so that neither hides the other. */
export function fightingOffset({ people, fighting: hard }: Mark, scales: Scales): [number, number] {
  const away = (Math.max(4, rooted(scales.people, people) || 0) + fightingSize(hard) * 0.3) * 0.71;
  return [-away, -away];
}

function symbols({ network, icons, palette }: Scene, marks: Mark[], crowded: boolean): Layer {
  return new IconLayer<Mark>({
    id: "symbols", data: marks, iconAtlas: icons.image, iconMapping: icons.mapping, sizeUnits: "pixels",
    getIcon: (mark) => symbolOf(network, mark), getSize: (mark) => symbolSize(symbolOf(network, mark), crowded),
    getPosition: ({ place }) => at(network, place), updateTriggers: { getIcon: palette },
  });
}

function circles({ network, day, which, scales, palette }: Scene): Layer {
  // Large ones below, so that small ones can be seen and chosen.
  const shown = day.marks.filter(({ people }) => Math.abs(people) >= 0.5).sort((a, b) => Math.abs(b.people) - Math.abs(a.people));
  const count = shown.length;
  const position = new Float64Array(count * 2), radius = new Float32Array(count), pattern = new Float32Array(count * 2);
  const fill = new Uint8Array(count * 4), edge = new Uint8Array(count * 4);
  shown.forEach((mark, circle) => {
    const look = circleLook(mark, which, network.scenario.places[mark.place]!.kind === "crossing", palette);
    position.set(at(network, mark.place), circle * 2);
    radius[circle] = rooted(scales.people, mark.people);
    fill.set(look.fill, circle * 4);
    edge.set(look.edge, circle * 4);
    pattern.set(look.pattern, circle * 2);
  });
  const data: CircleData = {
    length: count,
    attributes: {
      getPosition: { value: position, size: 2 }, getRadius: { value: radius, size: 1 }, getPattern: { value: pattern, size: 2 },
      getFillColor: { value: fill, size: 4, normalized: true }, getLineColor: { value: edge, size: 4, normalized: true },
    },
  };
  return new CircleLayer({
    id: "circles", data, radiusUnits: "pixels", stroked: true, filled: true, lineWidthUnits: "pixels", getLineWidth: 1.4, billboard: true,
  });
}

/** As large as the circle of as many people as there is room for. */
function rings({ network, day, which, scales, palette }: Scene): Layer {
  return new ScatterplotLayer<Mark>({
    id: "rings", data: which === "difference" ? [] : day.marks.filter(({ capacity }) => capacity !== null && capacity > 0),
    filled: false, stroked: true, radiusUnits: "pixels", lineWidthUnits: "pixels", getLineWidth: 1.6, billboard: true,
    getPosition: ({ place }) => at(network, place), getRadius: ({ capacity }) => rooted(scales.people, capacity!),
    getLineColor: colour(palette.capacity), updateTriggers: { getLineColor: palette, getRadius: scales },
  });
}

function exits({ network, day, icons }: Scene): Layer {
  const used = new Set(day.flows.map(({ way }) => way));
  return new IconLayer<Network["exits"][number]>({
    id: "exits", data: network.exits.filter(({ way }) => used.has(way)), iconAtlas: icons.image, iconMapping: icons.mapping,
    getIcon: () => "exit", sizeUnits: "pixels", getSize: 18, getPosition: ({ longitude, latitude }) => [longitude, latitude],
  });
}

/** Two rings, dark and light, around what is chosen, so that one of them stands out on any ground. */
function chosen({ network, day, selected, scales, palette }: Scene): Layer[] {
  let spots: { position: [number, number]; radius: number }[] = [];
  if (selected?.of === "place") {
    const place = network.number.get(selected.key);
    const mark = place === undefined ? undefined : day.marks.find((one) => one.place === place);
    if (mark) spots = [{ position: at(network, mark.place), radius: Math.max(12, (rooted(scales.people, mark.people) || 0) + 5) }];
  } else if (selected?.of === "country") {
    const country = network.scenario.countries.find(({ key }) => key === selected.key);
    if (country) spots = [{ position: [country.longitude, country.latitude], radius: 26 }];
  } else if (selected?.of === "way")
    spots = [selected.from, selected.to].flatMap((key) => {
      const place = network.number.get(key);
      return place === undefined || Number.isNaN(network.lonLat[place * 2]!) ? [] : [{ position: at(network, place), radius: 12 }];
    });
  const ring = (id: string, hue: string, more: number, width: number) =>
    new ScatterplotLayer<(typeof spots)[number]>({
      id, data: spots, filled: false, stroked: true, radiusUnits: "pixels", lineWidthUnits: "pixels", getLineWidth: width, billboard: true,
      getPosition: ({ position }) => position, getRadius: ({ radius }) => radius + more, getLineColor: colour(hue),
      updateTriggers: { getLineColor: hue },
    });
  return [ring("chosen-halo", palette.casing, 0, 6), ring("chosen", palette.focus, 0, 3)];
}

interface Spot { id: string; name: string; longitude: number; latitude: number }
interface Pair { from: string; to: string; people: number }

/** From home to where people are: the sixty largest. */
function arcLayer({ network, palette }: Scene, arcs: OriginDestination): Layer {
  return new FlowmapLayer<Spot, Pair>({
    id: "arcs", data: arcData(network, arcs), flowLinesRenderingMode: "curved", maxTopFlowsDisplayNum: 60,
    locationsEnabled: true, locationTotalsEnabled: true, locationLabelsEnabled: false, clusteringEnabled: false,
    adaptiveScalesEnabled: false, fadeEnabled: false,
    darkMode: Number.parseInt(palette.land.slice(1, 3), 16) < 128,
    colorScheme: [palette.flow, palette.flow], highlightColor: palette.waiting, pickable: false,
    getLocationId: ({ id }) => id, getLocationName: ({ name }) => name,
    getLocationLat: ({ latitude }) => latitude, getLocationLon: ({ longitude }) => longitude,
    getFlowOriginId: ({ from }) => from, getFlowDestId: ({ to }) => to, getFlowMagnitude: ({ people }) => people,
  }) as unknown as Layer;
}

const arcsKept = new WeakMap<OriginDestination, { locations: Spot[]; flows: Pair[] }>();
export function arcData({ scenario }: Network, arcs: OriginDestination): { locations: Spot[]; flows: Pair[] } {
  const before = arcsKept.get(arcs);
  if (before) return before;
  const spots = new Map<string, Spot>();
  for (const { key, longitude, latitude } of scenario.countries) spots.set(key, { id: key, name: key, longitude, latitude });
  for (const { key, name, longitude, latitude } of scenario.places) spots.set(key, { id: key, name, longitude, latitude });
  for (const [key, { longitude, latitude }] of spots) if (!Number.isFinite(longitude ?? NaN) || !Number.isFinite(latitude ?? NaN)) spots.delete(key);
  const flows = arcs.pairs.filter(({ from, to, people }) => people >= 0.5 && from !== to && spots.has(from) && spots.has(to));
  const used = new Set(flows.flatMap(({ from, to }) => [from, to]));
  const data = { locations: [...spots.values()].filter(({ id }) => used.has(id)), flows };
  arcsKept.set(arcs, data);
  return data;
}
