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

export function live({ scenario, rules, room }: World, seed: number, member: number, days = DAYS): Days {
  const { places, ways, series } = scenario;
  const count = places.map(() => 0);
  const arrived: Record<string, number> = {};
  const out: Days = { series: new Float32Array(series.length * days), ways: new Float32Array(ways.length * days), everybody: new Float32Array(days) };
  const rule = (key: string, day: number, fighting: boolean): number | null =>
    rules.findLast((one) => one.key === key && (one.state === "fighting") === fighting && one.from <= day && day < (one.until ?? DAYS))?.value ?? null;
  // Towards the border: how far each place is from safety, in roads. A shut gate is far.
  const goals = (day: number): number[] => {
    const goal = places.map<number>(({ key, country, kind }) =>
      kind === "camp" || kind === "exit" || country === "Oltania" || kind === "idp_site" ? 0
      : kind === "crossing" ? ((rule(key, day, false) ?? 1) > 0 ? 1 : 7) : 20);
    for (let round = 0; round < 6; round++) for (const { from, to } of ways) if (places[from]!.kind !== "crossing") goal[from] = Math.min(goal[from]!, goal[to]! + 1);
    return goal;
  };
  const drift = 0.6 + 0.8 * draw(seed, member, "outlook");
  let fled = 0, gone = 0, dead = 0, home = 0;
  for (let day = 0; day < days; day++) {
    places.forEach((place, number) => {
      const intensity = rule(place.key, day, true) ?? 0;
      const leave = Math.round(place.population * intensity * 0.0016 * drift * (0.5 + draw(seed, member, day, place.key)));
      count[number]! += leave;
      fled += leave;
      const lost = Math.min(count[number]!, Math.floor(intensity * 2 * draw(seed, member, day, place.key, "death")));
      count[number]! -= lost;
      dead += lost;
    });
    const morning = [...count];
    const goal = goals(day);
    places.forEach((place, number) => {
      if (goal[number] === 0 || morning[number] === 0) return;
      const onward = ways.flatMap((way, index) => (way.from === number && goal[way.to]! <= goal[number]! ? [{ ...way, index }] : []));
      const weights = onward.map(({ to, km, mode, index }) => {
        const next = places[to]!;
        const gate = next.kind === "crossing" ? 0.15 + 0.85 * (rule(next.key, day, false) ?? 1) : place.kind === "crossing" ? (rule(place.key, day, false) ?? 1) : 1;
        const limit = room[next.key];
        const full = limit !== undefined && morning[to]! > limit ? 0.3 : 1;
        return (mode === "air" ? 0.02 : 1) * gate * full * (0.7 + 0.6 * draw(seed, member, "taste", index)) / (50 + km);
      });
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      const open = place.kind === "crossing" ? (rule(place.key, day, false) ?? 1) : 1;
      const setOut = Math.floor(morning[number]! * 0.4 * Math.min(open, 1));
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
      const at = places.findIndex((place) => place.key === one.location);
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
