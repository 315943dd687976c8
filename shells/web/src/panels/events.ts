// The flags on the slider: events by day, and days in columns wide enough to be hit.
import type { Event } from "../engine/protocol";

export type EventKind = Event["kind"];

/** The rows of marks, from above. Two kinds that are each other's end share a row. */
export const lanes: readonly (readonly EventKind[])[] = [["fighting", "calm"], ["closure", "opening"], ["policy"], ["camp"], ["edit"]];

/** The marks, around 0 in a square from -5 to 5. What ends something is hollow: told apart by shape, not by colour. */
export const shapes: Record<EventKind, { path: string; hollow: boolean }> = {
  fighting: { path: "M0-5 1.5-1.5 5 0 1.5 1.5 0 5-1.5 1.5-5 0-1.5-1.5Z", hollow: false },
  calm: { path: "M0-4.5 1.5-1.5 4.5 0 1.5 1.5 0 4.5-1.5 1.5-4.5 0-1.5-1.5Z", hollow: true },
  closure: { path: "M-4-4H4V4H-4Z", hollow: false },
  opening: { path: "M-3.5-3.5H3.5V3.5H-3.5Z", hollow: true },
  policy: { path: "M0-5 5 0 0 5-5 0Z", hollow: false },
  camp: { path: "M0-4.5 5 4H-5Z", hollow: false },
  edit: { path: "M-1.5-5H1.5V-1.5H5V1.5H1.5V5H-1.5V1.5H-5V-1.5H-1.5Z", hollow: false },
};

/** Events by day, in the order in which they are given. */
export function byDay(events: readonly Event[]): Map<number, Event[]> {
  const days = new Map<number, Event[]>();
  for (const event of events) {
    const day = days.get(event.day);
    if (day === undefined) days.set(event.day, [event]);
    else day.push(event);
  }
  return days;
}

/** Days next to each other whose events share a mark of each kind. */
export interface Column {
  /** First and last day that has an event. */
  first: number;
  last: number;
  kinds: EventKind[];
  events: Event[];
}

/** Columns of the days from `first` to `last`, at most `most` of them. */
export function columns(days: ReadonlyMap<number, Event[]>, first: number, last: number, most: number): Column[] {
  const width = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, most)));
  const found: Column[] = [];
  for (let start = first; start <= last; start += width) {
    const events: Event[] = [];
    for (let day = start; day < start + width && day <= last; day++) events.push(...(days.get(day) ?? []));
    if (events.length === 0) continue;
    const kinds = lanes.flat().filter((kind) => events.some((event) => event.kind === kind));
    found.push({ first: events[0]!.day, last: events[events.length - 1]!.day, kinds, events });
  }
  return found;
}

/** The day of the next event after (`step` 1) or before (-1) a day; null if there is none between `first` and `last`. */
export function nextEvent(days: ReadonlyMap<number, Event[]>, from: number, step: 1 | -1, first: number, last: number): number | null {
  for (let day = from + step; day >= first && day <= last; day += step) if (days.has(day)) return day;
  return null;
}
