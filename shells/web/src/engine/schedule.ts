// Which member is run next, and by whom. First of all the what-if of members whose base has run, by whoever ran it: that runner
// has kept where it stood before the change. Then the rest of the base, each member followed by its what-if.
import type { Job } from "./orders";

type State = "waiting" | "given" | "taken" | "failed";

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

  /** The edits stay as they were, but what was given out of them was dropped. */
  again(): void {
    this.#changed = this.#changed.map((state) => (state === "given" ? "waiting" : state));
  }

  /** The next member for this runner, which is then its own; null if there is none. */
  next(runner: number): Pick<Job, "member" | "changed"> | null {
    const mine = this.#changed.findIndex((state, member) => state === "waiting" && this.#owner[member] === runner && this.#base[member] !== "waiting");
    if (mine >= 0) {
      this.#changed[mine] = "given";
      return { member: mine, changed: true };
    }
    const member = this.#base.indexOf("waiting");
    if (member < 0) return null;
    this.#base[member] = "given";
    this.#owner[member] = runner;
    return { member, changed: false };
  }

  taken({ member, changed }: Pick<Job, "member" | "changed">): void {
    (changed ? this.#changed : this.#base)[member] = "taken";
  }

  /** It has not run, and is wanted still. */
  dropped({ member, changed }: Pick<Job, "member" | "changed">): void {
    const states = changed ? this.#changed : this.#base;
    if (states[member] === "given") states[member] = "waiting";
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
