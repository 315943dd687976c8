// Going from day to day, and from one thing shown to the next: what buttons and keys do.
import { tick } from "svelte";
import type { Which } from "../engine/protocol";
import type { Command } from "../lib/keys";
import { model } from "../state/model.svelte";
import { view, type Panel } from "../state/view.svelte";
import { byDay, nextEvent } from "./events";
import { scenarioOf } from "./shown";
import { within } from "./play";

/** First and last day that the slider shows; the period if no part of it was chosen. */
export function shown(): [number, number] {
  const days = model.base?.days ?? 1;
  const [first, last] = view.brush ?? [0, days - 1];
  return [within(first, 0, days - 1), within(last, 0, days - 1)];
}

export function go(day: number): void {
  view.day = within(Math.round(day), ...shown());
}

/** The day of the next event (1) or the one before (-1); null if there is none in the part shown. */
export function eventFrom(step: 1 | -1): number | null {
  const events = scenarioOf(view.which)?.events ?? [];
  return nextEvent(byDay(events), view.day, step, ...shown());
}

export function play(): void {
  const [first, last] = shown();
  // At the end, playing begins again.
  if (!view.playing && view.day >= last) view.day = first;
  view.playing = !view.playing;
}

/** Opens a panel and goes there: on a phone it is far below what asked for it, and a screen reader does not see it change. */
export async function openPanel(panel: Panel): Promise<void> {
  view.panel = panel;
  await tick();
  document.getElementById("panel")?.focus();
}

/** What there is to show: without edits the base alone. */
export const hasEdits = (): boolean => model.edits.length > 0;

const order: Which[] = ["base", "changed", "difference"];

/** What a key asks for. "help" is the page's own. */
export function act(command: Exclude<Command, "help">): void {
  const [first, last] = shown();
  const event = (step: 1 | -1) => go(eventFrom(step) ?? view.day);
  switch (command) {
    case "play": return play();
    case "day-back": return go(view.day - 1);
    case "day-on": return go(view.day + 1);
    case "week-back": return go(view.day - 7);
    case "week-on": return go(view.day + 7);
    case "event-back": return event(-1);
    case "event-on": return event(1);
    case "first": return go(first);
    case "last": return go(last);
    case "which":
      if (hasEdits()) view.which = order[(order.indexOf(view.which) + 1) % order.length]!;
      return;
    case "split":
      if (hasEdits()) view.split = !view.split;
  }
}
