// What another panel is asked to show: a fact in Sources. The panel scrolls to it and marks it.
import { view } from "./view.svelte";

class Focus {
  /** Id of the fact to show, newest request last. */
  fact = $state<string | null>(null);
  /** Key of the place or country whose facts and rows are to be shown. */
  location = $state<string | null>(null);
  /** Grows with each request, so that the same one can be asked for twice. */
  turn = $state(0);
}

export const focus = new Focus();

/** Opens a fact in Sources. */
export function focusFact(id: string): void {
  focus.fact = id;
  focus.location = null;
  focus.turn += 1;
  view.panel = "sources";
}

/** Opens Sources with what is known of a place or country. */
export function focusLocation(key: string): void {
  focus.fact = null;
  focus.location = key;
  focus.turn += 1;
  view.panel = "sources";
}
