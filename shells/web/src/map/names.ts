// Names, numbers and signs above the flows, on a canvas of their own: the browser shapes every script, right to left too, with
// the fonts that the machine has.
import type { Which } from "../engine/protocol";
import { change, fewer, people as whole } from "../lib/format";
import type { Selected } from "../state/view.svelte";
import { words } from "../words";
import type { Atlas } from "./atlas";
import { at, curve } from "./curve";
import type { Day, Mark } from "./day";
import { place as placed, Spots, type Box, type Label, type Placed } from "./labels";
import { fightingOffset, fightingSize, radiiOf, symbolOf, symbolSize, trimsOf, CROWDED, type Scales } from "./look";
import { worldX, worldY, type Screen } from "./mercator";
import type { Network } from "./network";
import type { Palette } from "./palette";
import { NOBODY, rooted } from "./scales";

/** A name and where it belongs, in the square world. */
export type Named = Omit<Label, "x" | "y"> & { wx: number; wy: number; of?: Selected; sign?: "+" | "−"; radius: number; keep: number; star?: { offset: [number, number]; half: number } };

export function namesOf(
  network: Network, day: Day, which: Which, scales: Scales, selected: Selected | null, atlas: Atlas | null,
): Named[] {
  const { scenario, world } = network;
  const names: Named[] = [];
  const crowded = scenario.places.length > CROWDED;
  for (const mark of day.marks) {
    const place = scenario.places[mark.place]!;
    const radius = rooted(scales.people, mark.people) || 0;
    const symbol = symbolSize(symbolOf(network, mark), crowded) / 2;
    const chosen = selected?.of === "place" ? selected.key === place.key : selected?.of === "way" && (selected.from === place.key || selected.to === place.key);
    names.push({
      text: place.name, more: more(mark, which, place.kind === "crossing"), wx: world[mark.place * 2]!, wy: world[mark.place * 2 + 1]!,
      away: Math.max(radius, symbol), rank: chosen ? 1e4 : rank(mark, place.kind, place.population),
      look: "place", strong: chosen, of: { of: "place", key: place.key }, radius,
      sign: which === "difference" && Math.abs(mark.people) >= NOBODY ? (mark.people > 0 ? "+" : "−") : undefined,
      keep: mark.gate ? symbol + 1 : Math.max(crowded ? 0 : 4, Math.min(radius * 0.7, 14)), star: mark.fighting ? { offset: fightingOffset(mark, scales), half: fightingSize(mark.fighting) / 2 - 2 } : undefined,
    });
  }
  const named = new Set<string>();
  scenario.countries.forEach((country, number) => {
    if (!Number.isFinite(country.latitude ?? NaN) || !Number.isFinite(country.longitude ?? NaN)) return;
    const arrived = day.arrivals[number]!;
    const told = Math.abs(arrived) >= NOBODY;
    named.add(country.key);
    names.push({
      text: country.key, more: told ? (which === "difference" ? change(arrived) : words.map.arrived(whole(arrived))) : undefined,
      wx: worldX(country.longitude), wy: worldY(country.latitude), away: 14, rank: 470 + (told ? 60 : 0), look: "country",
      of: { of: "country", key: country.key }, strong: selected?.of === "country" && selected.key === country.key, radius: 0, keep: 0,
    });
  });
  for (const exit of network.exits) {
    const flow = day.flows.find(({ way }) => way === exit.way);
    const place = scenario.places[exit.place]!;
    if (flow) names.push({ text: place.name, wx: worldX(exit.longitude), wy: worldY(exit.latitude), away: 9, rank: 480, look: "place", of: { of: "place", key: place.key }, radius: 0, keep: 9 });
  }
  for (const { name, longitude, latitude, area } of atlas?.names ?? [])
    if (!named.has(name)) names.push({ text: name, wx: worldX(longitude), wy: worldY(latitude), away: 0, rank: 20 + area * 100, look: "land", radius: 0, keep: 0 });
  return names;
}

function rank({ people, gate, fighting, capacity }: Mark, kind: string, population: number): number {
  const here = Math.abs(people) >= NOBODY ? Math.log10(Math.abs(people) + 1) : 0;
  const base = { crossing: 300, airport: 150, camp: 330, idp_site: 260, town: 120, hub: 160, exit: 300, waypoint: 20 }[kind] ?? 100;
  return base + here * 45 + (fighting ? 60 : 0) + (gate && gate !== "open" ? 30 : 0) + (capacity ? 30 : 0) + Math.log10(population + 1) * 8;
}

function more({ people, gate }: Mark, which: Which, waits: boolean): string | undefined {
  const some = Math.abs(people) >= NOBODY;
  if (which === "difference") return some ? change(people) : undefined;
  const count = people < 1000 ? whole(people) : fewer(people);
  const number = some ? (waits ? words.map.waiting(count) : count) : undefined;
  if (!gate) return number;
  return number ? `${words.map.gates[gate]} · ${number}` : words.map.gates[gate];
}

const SIZE = { place: 12, sign: 12, country: 15, land: 12 } as const;
const fontOf = ({ look, strong }: Pick<Label, "look" | "strong">, font: string): string =>
  `${strong ? 700 : look === "country" ? 650 : look === "place" ? 550 : 400} ${SIZE[look]}px ${font}`;
const MORE = 11;

let measurer: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();
function widthOf(text: string, font: string): number {
  const key = `${font}\n${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    measurer ??= document.createElement("canvas").getContext("2d")!;
    measurer.font = font;
    width = measurer.measureText(text).width;
    if (widths.size > 20_000) widths.clear();
    widths.set(key, width);
  }
  return width;
}

/** So many marks are kept free of names. */
const KEPT = 150;

/** The names that have room on a screen; `keep` is what they must not cover. */
export function arrange(names: Named[], screen: Screen, font: string, keep: Box[], spots: Spots): (Placed & Named)[] {
  const seen: (Label & Named)[] = [];
  for (const name of names) {
    const x = name.wx * screen.scale + screen.dx, y = name.wy * screen.scale + screen.dy;
    if (x < 0 || y < 0 || x > screen.width || y > screen.height) continue;
    if (name.look === "land" && screen.scale * Math.sqrt((name.rank - 20) / 100) < 150) continue;
    seen.push({ ...name, x, y });
  }
  seen.sort((a, b) => b.rank - a.rank);
  // Among thousands of places, the names of the large ones may cover small ones.
  const boxes = [...keep];
  for (const { x, y, star, keep: half } of seen.slice(0, KEPT)) {
    if (star) {
      const sx = x + star.offset[0], sy = y + star.offset[1];
      boxes.push({ left: sx - star.half, right: sx + star.half, top: sy - star.half, bottom: sy + star.half });
    }
    if (half > 3) boxes.push({ left: x - half, right: x + half, top: y - half, bottom: y + half });
  }
  const most = Math.max(14, Math.min(90, Math.round((screen.width * screen.height) / 11_000)));
  const measure = (label: Label): [number, number] => [
    Math.max(widthOf(label.text, fontOf(label, font)), label.more ? widthOf(label.more, `400 ${MORE}px ${font}`) : 0),
    SIZE[label.look] + 3 + (label.more ? MORE + 2 : 0),
  ];
  return placed(seen.slice(0, 400), measure, screen, boxes, most, spots) as (Placed & Named)[];
}

/** Where flows go, so that names stay beside them. */
export function spotsOf(network: Network, day: Day, scales: Scales, screen: Screen): Spots {
  const spots = new Spots();
  const radii = radiiOf(network, day, scales);
  const px = (value: number) => value * screen.scale + screen.dx, py = (value: number) => value * screen.scale + screen.dy;
  // The largest are last; of thousands the small ones are hairlines.
  for (const { way, people } of day.flows.slice(-400)) {
    const ends = network.wayWorld.subarray(way * 4, way * 4 + 4);
    const [x0, y0, x1, y1] = [px(ends[0]!), py(ends[1]!), px(ends[2]!), py(ends[3]!)];
    if (Math.max(x0, x1) < 0 || Math.max(y0, y1) < 0 || Math.min(x0, x1) > screen.width || Math.min(y0, y1) > screen.height) continue;
    const shape = curve({ x0, y0, x1, y1, width: rooted(scales.flow, people), trims: trimsOf(network, radii, way) });
    if (!shape) continue;
    const steps = Math.min(40, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 10));
    for (let step = 0; step <= steps; step++) spots.add(...at(shape, shape.begin + ((shape.tip - shape.begin) * step) / steps));
  }
  return spots;
}

/** Signs of a difference, in the middle of their circles: of those alone in which there is room. */
export const signsOf = (names: Named[], screen: Screen): { x: number; y: number; sign: "+" | "−" }[] =>
  names.flatMap(({ sign, wx, wy, radius }) => {
    const x = wx * screen.scale + screen.dx, y = wy * screen.scale + screen.dy;
    return sign && radius >= 4 && x > 0 && y > 0 && x < screen.width && y < screen.height ? [{ x, y, sign }] : [];
  });

/** Where the two lines of a label begin, and in which font. */
export function linesOf(label: Placed, font: string): { text: string; x: number; y: number; font: string; quiet: boolean }[] {
  const lines = [{ text: label.text, font: fontOf(label, font), quiet: label.look === "land", y: label.top + SIZE[label.look] }];
  if (label.more) lines.push({ text: label.more, font: `400 ${MORE}px ${font}`, quiet: true, y: label.top + SIZE[label.look] + MORE + 2 });
  return lines.map((line) => {
    const width = widthOf(line.text, line.font);
    const x = label.side === "right" ? label.left : label.side === "left" ? label.left + label.width - width : label.left + (label.width - width) / 2;
    return { ...line, x };
  });
}

export function paint(canvas: HTMLCanvasElement, screen: Screen, ratio: number, labels: Placed[], signs: ReturnType<typeof signsOf>, palette: Palette, font: string): void {
  const width = Math.round(screen.width * ratio), height = Math.round(screen.height * ratio);
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext("2d")!;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, screen.width, screen.height);
  pen.lineJoin = "round";
  pen.textAlign = "left";
  pen.strokeStyle = palette.halo;
  for (const label of labels)
    for (const { text, x, y, font: face, quiet } of linesOf(label, font)) {
      pen.font = face;
      pen.lineWidth = 3.2;
      pen.strokeText(text, x, y);
      pen.fillStyle = quiet ? palette.quiet : palette.text;
      pen.fillText(text, x, y);
    }
  pen.textAlign = "center";
  pen.font = `700 15px ${font}`;
  for (const { x, y, sign } of signs) {
    pen.lineWidth = 3;
    pen.strokeText(sign, x, y + 5);
    pen.fillStyle = palette.text;
    pen.fillText(sign, x, y + 5);
  }
}
