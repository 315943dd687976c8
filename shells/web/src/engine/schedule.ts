// Which member is run next, and by whom. First of all the what-if of members whose base has run, by whoever ran it: that runner
// has kept where it stood before the change. Then the rest of the base, each member followed by its what-if.
import type { Job } from "./orders";

type State = "waiting" | "given" | "ran" | "taken" | "failed";
const HAS_RUN: readonly State[] = ["ran", "taken"];

export class Schedule {
  #base: State[] = [];
  /** Without edits: empty. */
  #changed: State[] = [];
  /** Who has run the base of a member, or is about to. */
  #owner: (number | null)[] = [];

  /** Another scenario, or the same from the start. */
  restart(members: number, edits: boolean): void {
    this.#base = Array<State>(members).fill("waiting");
    this.#owner = Array<number | null>(members).fill(null);
    this.change(edits);
  }

  /** Other edits: the base keeps what it has. */
  change(edits: boolean): void {
    this.#changed = edits ? this.#base.map((state) => (state === "failed" ? "failed" : "waiting")) : [];
  }

  /** The edits stay as they were, but what was given out of them and not taken was dropped. */
  again(): void {
    this.#changed = this.#changed.map((state) => (state === "given" || state === "ran" ? "waiting" : state));
  }

  /** The next member for this runner, which is then its own; null if there is none. */
  next(runner: number, changed: boolean): number | null {
    const member = changed
      ? this.#changed.findIndex((state, one) => state === "waiting" && this.#owner[one] === runner && HAS_RUN.includes(this.#base[one]!))
      : this.#base.indexOf("waiting");
    if (member < 0) return null;
    (changed ? this.#changed : this.#base)[member] = "given";
    if (!changed) this.#owner[member] = runner;
    return member;
  }

  ran({ member, changed }: Pick<Job, "member" | "changed">): void {
    const states = changed ? this.#changed : this.#base;
    if (states[member] === "given") states[member] = "ran";
  }

  taken({ member, changed }: Pick<Job, "member" | "changed">): void {
    (changed ? this.#changed : this.#base)[member] = "taken";
  }

  /** It has not run, and is wanted still. */
  dropped({ member, changed }: Pick<Job, "member" | "changed">): void {
    const states = changed ? this.#changed : this.#base;
    if (states[member] !== "taken") states[member] = "waiting";
  }

  /** It cannot be run; nor can then its what-if. */
  failed({ member, changed }: Pick<Job, "member" | "changed">): void {
    if (!changed) this.#base[member] = "failed";
    if (this.#changed[member]) this.#changed[member] = "failed";
  }

  /** Whether nothing is left to be run or taken. */
  get done(): boolean {
    return [this.#base, this.#changed].every((states) => states.every((state) => state === "taken" || state === "failed"));
  }
}
