// Asks the engine about an edit while it is typed.
import type { Diagnostic } from "../../engine/protocol";
import { model } from "../../state/model.svelte";

/** What is wrong with lines that are not made yet, after those that come before them. */
export class Check {
  /** By line, from 0; null while nothing has been asked. */
  found = $state.raw<Diagnostic[] | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  /** `after` a pause in typing. */
  ask(before: readonly string[], lines: readonly string[], after = 250): void {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    if (lines.length === 0) {
      this.found = null;
      return;
    }
    this.#timer = setTimeout(async () => {
      try {
        const told = await model.engine?.check([...before, ...lines]);
        if (turn === this.#turn && told)
          this.found = told.filter(({ line }) => line > before.length).map((one) => ({ ...one, line: one.line - before.length - 1 }));
      } catch {
        // Out of date: the next key asks again.
      }
    }, after);
  }

  forget(): void {
    this.ask([], []);
  }
}
