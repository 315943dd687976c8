// The edits as the user works on them: those that are made, those that could not be and why, and the way back.
import { untrack } from "svelte";
import { Stale } from "../engine/stale";
import type { Diagnostic } from "../engine/protocol";
import { withEdit } from "../lib/editlist";
import { model } from "./model.svelte";
import { makeEdits } from "./session";

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((edit, at) => edit === b[at]);
const MOST = 200;

class Desk {
  /** A list with which something is wrong: it is shown for mending, and what was made before still holds. */
  refused = $state.raw<{ edits: string[]; diagnostics: Diagnostic[] } | null>(null);
  /** Lists that were made before, and those taken back. */
  past = $state.raw<string[][]>([]);
  future = $state.raw<string[][]>([]);
  #known: string[] = [];
  #scenario: unknown = null;
  #jump: "undo" | "redo" | null = null;

  constructor() {
    // Edits are made by others, too: on the map, from the URL, from a file.
    $effect.root(() => {
      $effect(() => {
        const [edits, scenario] = [model.edits, model.base];
        untrack(() => this.#saw(edits, scenario));
      });
    });
  }

  /** What the user sees as the list. */
  get edits(): string[] {
    return this.refused?.edits ?? model.edits;
  }

  /** Makes these edits instead of those before; false if that cannot be done. */
  async put(edits: string[]): Promise<boolean> {
    try {
      const { diagnostics } = await makeEdits(edits);
      this.refused = diagnostics.some(({ severity }) => severity === "error") ? { edits, diagnostics } : null;
      return this.refused === null;
    } catch (error) {
      // A later list is on its way.
      if (error instanceof Stale) return false;
      model.trouble = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  /** One more, in the place of those that it makes meaningless. */
  add = (edit: string): Promise<boolean> => this.put(withEdit(this.edits, edit, model.base));

  /** Leaves the list with which something is wrong. */
  discard(): void {
    this.refused = null;
  }

  undo = (): Promise<void> => this.#to("undo", this.past.at(-1));
  redo = (): Promise<void> => this.#to("redo", this.future.at(-1));

  async #to(jump: "undo" | "redo", edits: string[] | undefined): Promise<void> {
    if (this.refused) return this.discard();
    if (!edits) return;
    this.#jump = jump;
    if (!(await this.put(edits))) this.#jump = null;
  }

  #saw(edits: string[], scenario: unknown): void {
    const before = this.#known;
    this.#known = edits;
    if (scenario !== this.#scenario) {
      this.#scenario = scenario;
      this.#jump = this.refused = null;
      this.past = [];
      this.future = [];
    } else if (!same(edits, before)) {
      const jump = this.#jump;
      this.#jump = this.refused = null;
      if (jump === "undo") [this.past, this.future] = [this.past.slice(0, -1), [...this.future, before]];
      else [this.past, this.future] = [[...this.past, before].slice(-MOST), jump === "redo" ? this.future.slice(0, -1) : []];
    }
  }
}

export const desk = new Desk();
