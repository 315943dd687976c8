// What is known of a place or host on a day.
import type { Status } from "../engine/protocol";

/** All that holds on the day: of each timeline (a direction of a crossing, fighting, a closure, room) the engine tells one. */
export const on = (statuses: readonly Status[], day: number): Status[] =>
  statuses.filter((status) => status.from <= day && (status.until === null || day < status.until));

/** Room on a day, of places that have a limit. */
export function roomOn(capacity: readonly [number, number][], day: number): number | null {
  let room: number | null = null;
  for (const [from, people] of capacity) if (from <= day) room = people;
  return room;
}
