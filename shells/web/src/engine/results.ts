// How many members have been taken, and when that is worth telling: telling makes the page ask, and asking is work.
import type { Progress } from "./protocol";

/** Whether a picture of so many members is worth making: the first, 4, 8, 16, … and all. Of a what-if the first is of 4. */
export function isStep(members: number, changed: boolean, all: number): boolean {
  return members === all || (members === 1 && !changed) || (members >= 4 && (members & (members - 1)) === 0);
}

export class Results {
  #listeners = new Set<(progress: Progress) => void>();
  #counts = { base: 0, changed: 0 };
  #members = 0;
  #edits = false;
  #version = 0;
  #changedAt = 0;
  #firstAnswer: number | null = null;

  listen(listener: (progress: Progress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  restart(members: number, edits: boolean): void {
    this.#members = members;
    this.#counts = { base: 0, changed: 0 };
    this.change(edits, performance.now());
  }

  /** Other edits, asked for at a time. */
  change(edits: boolean, began: number): void {
    this.#counts.changed = 0;
    this.#edits = edits;
    this.#firstAnswer = null;
    this.#changedAt = began;
  }

  /** The teller has taken another member, of the base or of the what-if. With edits it is the what-if that people wait for. */
  taken(counts: { base: number; changed: number }, changed: boolean, done: boolean): void {
    this.#counts = counts;
    const step = changed === this.#edits && isStep(counts[changed ? "changed" : "base"], changed, this.#members);
    if (step || (!changed && counts.base === 1) || done) this.report();
  }

  /** The what-if has been pictured. */
  pictured(): void {
    if (this.#firstAnswer !== null) return;
    this.#firstAnswer = performance.now() - this.#changedAt;
    this.#tell();
  }

  report(): void {
    this.#version += 1;
    this.#tell();
  }

  close(): void {
    this.#listeners.clear();
  }

  #tell(): void {
    const progress: Progress = { ...this.#counts, members: this.#members, firstAnswer: this.#edits ? this.#firstAnswer : null, version: this.#version };
    for (const listener of this.#listeners) listener(progress);
  }
}
