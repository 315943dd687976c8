// Which scenario and which run are meant by what is shown.
import type { Scenario, Which } from "../engine/protocol";
import { model } from "../state/model.svelte";

/** The scenario of what is shown: a difference is told in the words of the changed one, which has all places. */
export const scenarioOf = (which: Which): Scenario | null => (which === "base" ? model.base : (model.changed ?? model.base));

/** Which run a card is asked of. */
export const runOf = (which: Which): "base" | "changed" => (which === "base" ? "base" : "changed");
