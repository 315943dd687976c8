// Where people of each home are, asked of the engine at most once a week of the period, and again when members have come in.
import type { OriginDestination, Picture, Which } from "../engine/protocol";
import { model } from "../state/model.svelte";

export class Arcs {
  /** The last answer. */
  of = $state.raw<OriginDestination | null>(null);
  private asked = "";
  private busy = false;
  private next: (() => void) | null = null;

  ask(which: Which | null, day: number, picture: Picture | null): void {
    if (which === null || which === "difference" || !model.engine || !picture) {
      if (this.asked) this.of = null;
      this.asked = "";
      return;
    }
    const key = `${which} ${Math.floor(day / 7)} ${picture.members} ${model.edits.join(";")}`;
    if (key === this.asked) return;
    this.asked = key;
    const engine = model.engine;
    const run = () => {
      this.busy = true;
      engine.originDestination(day, which).then(
        (answer) => key === this.asked && (this.of = answer),
        // Out of date: the next result asks again.
        () => undefined,
      ).finally(() => {
        this.busy = false;
        const { next } = this;
        this.next = null;
        next?.();
      });
    };
    // One question at a time; of those that wait, the last.
    if (this.busy) this.next = run;
    else run();
  }
}
