// What is known of a place or host on a day.
import type { State, Status } from "../engine/protocol";

/** States that answer the same question: the later one ends the earlier. */
const families: readonly (readonly State[])[] = [
  ["open", "closed", "restricted", "documented", "returns_only"],
  ["fighting", "calm"],
  ["room", "full", "not_yet_open"],
  ["admits", "refuses"],
];
const family = (state: State): string => String(families.findIndex((states) => states.includes(state)) + 1 || state);

const covers = (status: Status, day: number): boolean =>
  status.from <= day && (status.until === null || day < status.until);

/** The newest of each family and direction on the day; those that begin together are all told (either may be so). */
export function on(statuses: readonly Status[], day: number): Status[] {
  const newest = new Map<string, Status[]>();
  for (const status of statuses) {
    if (!covers(status, day)) continue;
    const subject = `${family(status.state)} ${status.into ?? ""}`;
    const known = newest.get(subject)?.[0];
    if (known === undefined || status.from > known.from || (status.edit && !known.edit)) newest.set(subject, [status]);
    else if (status.from === known.from && status.edit === known.edit) newest.get(subject)!.push(status);
  }
  return [...newest.values()].flat();
}

/** Room on a day, of places that have a limit. */
export function roomOn(capacity: readonly [number, number][], day: number): number | null {
  let room: number | null = null;
  for (const [from, people] of capacity) if (from <= day) room = people;
  return room;
}
