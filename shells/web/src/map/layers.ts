// A day as layers of deck.gl. Ground to top: the network, shut routes, flows, circles, rings,
// symbols, fighting, what is chosen.
import type { Layer } from "@deck.gl/core";
import { IconLayer, LineLayer, ScatterplotLayer } from "@deck.gl/layers";
import { FlowmapLayer } from "@flowmap.gl/layers";
import type { OriginDestination } from "../engine/protocol";
import { CircleLayer, type CircleData } from "./CircleLayer";
import type { Mark } from "./day";
import { FlowLayer, type FlowData } from "./FlowLayer";
import type { Network } from "./network";
import {
  arcData, circleLook, fightingOffset, fightingSize, radiiOf, shutOrNot, symbolOf, symbolSize, trimsOf, CROWDED, type Dash, type Pair,
  type Scene, type Spot,
} from "./look";
import { colour } from "./palette";
import { rooted } from "./scales";

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
