// Members of the invented world: people walk away from fighting, by open gates, a road a day. Whole, and nobody is lost.
import { DAYS, REFERENCE, type World } from "./world";

/** The days of one member, row major. */
export interface Days {
  series: Float32Array;
  ways: Float32Array;
  everybody: Float32Array;
}

/** A fraction for an address: the same for the same words. */
export function draw(...address: (number | string)[]): number {
  let hash = 2166136261;
  for (const char of address.join("/")) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** What is the same for all members: gates and fighting by place and day (none: NaN), and how far each place is from safety. */
interface Course {
  gate: Float32Array[];
  fighting: Float32Array[];
  goal: number[][];
}
const courses = new WeakMap<World, Course>();

function course(world: World): Course {
  const { scenario: { places, ways }, rules } = world;
  const rows = (of: (state: string) => boolean): Float32Array[] => places.map(({ key }) => {
    const row = new Float32Array(DAYS).fill(NaN);
    for (const rule of rules) if (rule.key === key && of(rule.state)) row.fill(rule.value, Math.max(rule.from, 0), rule.until ?? DAYS);
    return row;
  });
  const gate = rows((state) => state !== "fighting");
  const goal = Array.from({ length: DAYS }, (_, day) => {
    // In roads. A shut gate is far.
    const far = places.map<number>(({ country, kind }, number) =>
      kind === "camp" || kind === "exit" || country === "Oltania" || kind === "idp_site" ? 0
      : kind === "crossing" ? (gate[number]![day] === 0 ? 7 : 1) : 20);
    for (let round = 0; round < 6; round++) for (const { from, to } of ways) if (places[from]!.kind !== "crossing") far[from] = Math.min(far[from]!, far[to]! + 1);
    return far;
  });
  return { gate, fighting: rows((state) => state === "fighting"), goal };
}

export function live(world: World, seed: number, member: number, days = DAYS): Days {
  const { scenario: { places, ways, series }, room } = world;
  const { gate, fighting, goal: goals } = courses.get(world) ?? course(world);
  courses.set(world, { gate, fighting, goal: goals });
  const count = places.map(() => 0);
  const arrived: Record<string, number> = {};
  const out: Days = { series: new Float32Array(series.length * days), ways: new Float32Array(ways.length * days), everybody: new Float32Array(days) };
  const taste = ways.map((_, way) => 0.7 + 0.6 * draw(seed, member, "taste", way));
  const from = places.map((_, place) => ways.flatMap((way, index) => (way.from === place ? [{ ...way, index }] : [])));
  const located = series.map(({ location }) => places.findIndex(({ key }) => key === location));
  const open = (place: number, day: number): number => { const value = gate[place]![day]!; return Number.isNaN(value) ? 1 : value; };
  const drift = 0.6 + 0.8 * draw(seed, member, "outlook");
  let fled = 0, gone = 0, dead = 0, home = 0;
  for (let day = 0; day < days; day++) {
    places.forEach((place, number) => {
      const intensity = fighting[number]![day]! || 0;
      const leave = Math.round(place.population * intensity * 0.0016 * drift * (0.5 + draw(seed, member, day, place.key)));
      count[number]! += leave;
      fled += leave;
      const lost = Math.min(count[number]!, Math.floor(intensity * 2 * draw(seed, member, day, place.key, "death")));
      count[number]! -= lost;
      dead += lost;
    });
    const morning = [...count];
    const goal = goals[day]!;
    places.forEach((place, number) => {
      if (goal[number] === 0 || morning[number] === 0) return;
      const onward = from[number]!.filter(({ to }) => goal[to]! <= goal[number]!);
      const weights = onward.map(({ to, km, mode, index }) => {
        const next = places[to]!;
        const pass = next.kind === "crossing" ? 0.15 + 0.85 * open(to, day) : place.kind === "crossing" ? open(number, day) : 1;
        const limit = room[next.key];
        const full = limit !== undefined && morning[to]! > limit ? 0.3 : 1;
        return (mode === "air" ? 0.02 : 1) * pass * full * taste[index]! / (50 + km);
      });
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      const setOut = Math.floor(morning[number]! * 0.4 * Math.min(place.kind === "crossing" ? open(number, day) : 1, 1));
      onward.forEach(({ to, index }, which) => {
        const people = all > 0 ? Math.floor((setOut * weights[which]!) / all) : 0;
        count[number]! -= people;
        if (places[to]!.kind === "exit") gone += day >= REFERENCE ? people : 0;
        else count[to]! += people;
        out.ways[index * days + day] = people;
        if (place.kind === "crossing" && day >= REFERENCE) {
          arrived[place.key] = (arrived[place.key] ?? 0) + people;
          arrived[place.toCountry!] = (arrived[place.toCountry!] ?? 0) + people;
        }
      });
    });
    if (day >= REFERENCE) home += Math.floor(3 * draw(seed, member, day, "home"));
    series.forEach((one, number) => {
      const inside = (country: string): number => places.reduce((sum, place, at) => sum + (place.country === country ? count[at]! : 0), 0);
      const at = located[number]!;
      const value =
        one.target === "arrivals" ? (arrived[one.location] ?? 0)
        : one.target === "stock" ? (at < 0 ? inside(one.location) : count[at]!)
        : one.target === "stranded" ? (places[at]!.kind === "crossing" ? count[at]! : 0)
        : one.target === "displaced" ? inside("Taravia")
        : one.target === "evacuated" ? gone
        : one.target === "deaths" ? dead
        : home;
      out.series[number * days + day] = value;
    });
    out.everybody[day] = fled - dead;
  }
  return out;
}
