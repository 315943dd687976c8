// Which facts are listed, and which belong to a place.
import type { Fact, Scenario, Status } from "../engine/protocol";
import { nameOf } from "../charts/names";

export interface Filter {
  text: string;
  modality: Fact["modality"] | "";
  kind: string;
}

/** Facts in which every word of the search stands somewhere. */
export function found(facts: Fact[], { text, modality, kind }: Filter): Fact[] {
  const wanted = plain(text).split(/\s+/).filter(Boolean);
  return facts.filter((fact) => {
    if ((modality && fact.modality !== modality) || (kind && fact.kind !== kind)) return false;
    if (wanted.length === 0) return true;
    const all = plain(everything(fact));
    return wanted.every((word) => all.includes(word));
  });
}

const everything = (fact: Fact): string =>
  [
    fact.id, fact.kind, fact.summary, fact.modality, fact.condition, fact.speaker, fact.channel, fact.when, fact.quantity,
    fact.evidence.url, fact.crossCheck, ...fact.where.flatMap(({ name, key }) => [name, key]),
    ...fact.sets.flatMap(({ row, now }) => [row, ...now]),
  ].filter(Boolean).join(" ");

/** Without accents and capitals. */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Kinds of facts, each once, by name. */
export const kinds = (facts: Fact[]): string[] => [...new Set(facts.map(({ kind }) => kind))].toSorted();

/** "host.forced_return" → "host: forced return" */
export const kindInWords = (kind: string): string => kind.replace(/\./g, ": ").replaceAll("_", " ");

/** Facts that speak of a place or country, or set what holds there. */
export function factsOf(scenario: Scenario, key: string): Fact[] {
  const setting = new Set(statusesOf(scenario, key).flatMap(({ facts }) => facts));
  return scenario.facts.filter((fact) => setting.has(fact.id) || fact.where.some((at) => at.key === key));
}

/** What holds at a place or country, by day. */
export function statusesOf(scenario: Scenario, key: string): Status[] {
  const at = scenario.places.find((place) => place.key === key) ?? scenario.countries.find((country) => country.key === key);
  return at?.statuses ?? [];
}

/** Statuses of both directions as one where they say the same, with the countries into which they hold. */
export function bothWays(statuses: Status[]): { status: Status; into: string[] }[] {
  const found = new Map<string, { status: Status; into: string[] }>();
  for (const status of statuses) {
    const { into, ...rest } = status;
    const key = JSON.stringify([rest, into === null]);
    const one = found.get(key) ?? { status, into: [] };
    if (into !== null) one.into.push(into);
    found.set(key, one);
  }
  return [...found.values()];
}

/** Whether it holds on a day, unless it has ended on a day that nobody said. */
export const holdsOn = ({ from, until }: Status, day: number): boolean => from <= day && (until === null || day < until);

/** What the user's edits set, wherever it is. */
export function setByEdits(scenario: Scenario): { name: string; status: Status }[] {
  return [...scenario.places, ...scenario.countries].flatMap(({ key, statuses }) =>
    statuses.filter(({ edit }) => edit).map((status) => ({ name: nameOf(scenario, key), status })),
  );
}
