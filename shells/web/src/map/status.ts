// What holds at a place on a day: whether one may cross, whether there is fighting, how much room there is.
import type { Place, State, Status } from "../engine/protocol";

export type Gate = Extract<State, "open" | "closed" | "restricted" | "documented" | "returns_only">;
const GATES: readonly string[] = ["open", "closed", "restricted", "documented", "returns_only"] satisfies Gate[];
const isGate = (state: State): state is Gate => GATES.includes(state);

const holds = (status: Status, day: number): boolean =>
  status.from <= day && (status.until === null || day < status.until);

/** The status that says whether one may go into a country (or anywhere, if null): the last that holds. */
export function gateInto(place: Place, country: string | null, day: number): Status | null {
  let found: Status | null = null;
  for (const status of place.statuses) {
    if (!isGate(status.state) || !holds(status, day)) continue;
    if (status.into === null || country === null || status.into === country) found = status;
  }
  return found;
}

export const gate = (status: Status | null): Gate | null => (status && isGate(status.state) ? status.state : null);

/** One word for both directions, seen from the country of the crossing: who may leave, or else who may come back. */
export function crossingOn(place: Place, day: number): { gate: Gate; status: Status } | null {
  const out = gateInto(place, place.toCountry, day);
  const back = gateInto(place, place.country, day);
  const outward = gate(out);
  if (!out || !outward) return null;
  if (outward === "closed" && back && gate(back) !== "closed" && back !== out) return { gate: "returns_only", status: back };
  return { gate: outward, status: out };
}

/** Whether nobody may go from one place to the next. At a crossing only the step across is shut: up to it one can go. */
export function shut(from: Place, to: Place, day: number): boolean {
  if (from.kind === "crossing" && from.country === to.country) return false;
  if (gate(gateInto(from, to.country, day)) === "closed") return true;
  return to.kind !== "crossing" && gate(gateInto(to, to.country, day)) === "closed";
}

/** 0 without fighting; else how hard, up to 1: as the text has it, or 1 if it does not say. */
export function fightingOn(place: Place, day: number): number {
  let last: Status | null = null;
  for (const status of place.statuses)
    if ((status.state === "fighting" || status.state === "calm") && holds(status, day)) last = status;
  if (last?.state !== "fighting") return 0;
  const told = /\d+(\.\d+)?/.exec(last.text);
  const value = told ? Number(told[0]) : 1;
  return Math.max(0.1, Math.min(1, value));
}

/** Room on the day; null without a limit. */
export function capacityOn(place: Place, day: number): number | null {
  let room: number | null = null;
  for (const [from, people] of place.capacity) if (from <= day) room = people;
  return room;
}
