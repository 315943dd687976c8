// What lies under the pointer: nearest marks first, then flows, circles, names, and at last thin routes. By arithmetic on the
// day's arrays: reading the picture back from the graphics card would make the page wait.
import type { Selected } from "../state/view.svelte";
import { curve, distance } from "./curve";
import type { Day } from "./day";
import { radiiOf, symbolOf, symbolSize, trimsOf, CROWDED, type Scales } from "./look";
import type { Screen } from "./mercator";
import type { Placed } from "./labels";
import type { Named } from "./names";
import type { Network } from "./network";
import { rooted } from "./scales";

export function pick(
  network: Network, day: Day, scales: Scales, screen: Screen, labels: (Placed & Named)[], x: number, y: number, slack: number,
): Selected | null {
  const { scenario, world, wayWorld } = network;
  const px = (value: number) => value * screen.scale + screen.dx, py = (value: number) => value * screen.scale + screen.dy;
  let nearest: { key: string; away: number } | null = null;
  let inside: { key: string; radius: number } | null = null;
  const crowded = scenario.places.length > CROWDED;
  for (const mark of day.marks) {
    const away = Math.hypot(px(world[mark.place * 2]!) - x, py(world[mark.place * 2 + 1]!) - y);
    if (away > 60) continue;
    const { key } = scenario.places[mark.place]!;
    if (away <= symbolSize(symbolOf(network, mark), crowded) / 2 + slack && away < (nearest?.away ?? Infinity)) nearest = { key, away };
    const radius = rooted(scales.people, mark.people) || 0;
    if (away <= radius + 1 && radius < (inside?.radius ?? Infinity)) inside = { key, radius };
  }
  if (nearest) return { of: "place", key: nearest.key };
  for (const { place, longitude, latitude } of network.exits) {
    const at = [((longitude / 360 + 0.5) * screen.scale + screen.dx), latitude];
    if (Math.abs(at[0]! - x) < 9 + slack && labels.some((label) => label.of?.of === "place" && label.of.key === scenario.places[place]!.key && Math.hypot(label.x - x, label.y - y) < 9 + slack))
      return { of: "place", key: scenario.places[place]!.key };
  }
  const ends = (way: number) => ({
    x0: px(wayWorld[way * 4]!), y0: py(wayWorld[way * 4 + 1]!), x1: px(wayWorld[way * 4 + 2]!), y1: py(wayWorld[way * 4 + 3]!),
  });
  const chosen = (way: number): Selected => {
    const { from, to } = scenario.ways[way]!;
    return { of: "way", from: scenario.places[from]!.key, to: scenario.places[to]!.key };
  };
  const radii = radiiOf(network, day, scales);
  let flow: { way: number; away: number } | null = null;
  for (const { way, people } of day.flows) {
    const at = ends(way);
    const reach = Math.hypot(at.x1 - at.x0, at.y1 - at.y0) * 0.3 + 20;
    if (x < Math.min(at.x0, at.x1) - reach || x > Math.max(at.x0, at.x1) + reach || y < Math.min(at.y0, at.y1) - reach || y > Math.max(at.y0, at.y1) + reach) continue;
    const width = rooted(scales.flow, people);
    const shape = curve({ ...at, width, trims: trimsOf(network, radii, way) });
    const away = shape ? distance(shape, x, y) - width / 2 : Infinity;
    if (away <= 2 + slack / 2 && away < (flow?.away ?? Infinity)) flow = { way, away };
  }
  if (flow) return chosen(flow.way);
  if (inside) return { of: "place", key: inside.key };
  for (const label of labels)
    if (label.of && x >= label.left && x <= label.left + label.width && y >= label.top && y <= label.top + label.height) return label.of;
  for (const { there } of network.routes) {
    const { x0, y0, x1, y1 } = ends(there);
    if (x < Math.min(x0, x1) - 5 || x > Math.max(x0, x1) + 5 || y < Math.min(y0, y1) - 5 || y > Math.max(y0, y1) + 5) continue;
    const ux = x1 - x0, uy = y1 - y0;
    const part = Math.max(0, Math.min(1, ((x - x0) * ux + (y - y0) * uy) / (ux * ux + uy * uy || 1)));
    if (Math.hypot(x0 + ux * part - x, y0 + uy * part - y) <= 2 + slack / 2) return chosen(there);
  }
  return null;
}
