// From when an edit holds, and until when, as the fields have it.
import type { Scenario } from "../../engine/protocol";
import type { Span } from "../../lib/edits";
import { isoDate } from "../../lib/format";
import { view } from "../../state/view.svelte";

export class Days {
  /** What the user wrote; null: the day that is shown, but not before the reference date. */
  written = $state<string | null>(null);
  end = $state<"never" | "unknown" | "day">("never");
  endDay = $state("");

  constructor(private readonly scenario: () => Scenario) {}

  get first(): string {
    return this.scenario().start;
  }
  get last(): string {
    return isoDate(this.first, this.scenario().days - 1);
  }
  get from(): string {
    return this.written ?? isoDate(this.first, Math.max(view.day, this.scenario().reference));
  }
  get span(): Span {
    return { from: this.from, until: this.end === "day" && this.endDay !== "" ? this.endDay : this.end === "unknown" ? "unknown" : "never" };
  }
}
