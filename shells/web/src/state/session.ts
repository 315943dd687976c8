// What the user does with the engine: opens files, makes edits. Keeps `model` up to date as results stream in.
import type { Changed, Engine, NamedBytes, Options, Progress, Reading } from "../engine/protocol";
import { Stale } from "../engine/stale";
import { words } from "../words";
import { Latest } from "./latest";
import { model } from "./model.svelte";
import { view } from "./view.svelte";

const USUAL: Options = { members: 100, seed: 0, asOf: null, hindcast: false, days: null };

/** How the present scenario was opened: what an option that is not given stays at. */
let options = USUAL;
/** Grows with each scenario opened, and with each what-if: an answer about an older one is nobody's. */
const scene = { base: 0, changed: 0 };

/** Takes the engine that answers from now on. */
export function engage(engine: Engine): () => void {
  model.engine = engine;
  return engine.listen(heard);
}

/** Opens a scenario instead of the one before, whose edits go. If the files cannot be used, the one before stays. `Stale` if another was asked for. */
export async function open(files: NamedBytes[], wanted: Partial<Options> = {}): Promise<Reading> {
  const asked = { ...USUAL, ...wanted };
  const reading = await ask((engine) => engine.read(files, asked));
  model.diagnostics = reading.diagnostics;
  if (!reading.scenario) return reading;
  options = asked;
  model.trouble = null;
  model.base = model.changed = reading.scenario;
  model.edits = [];
  model.applied = null;
  forget(true);
  view.playing = false;
  view.brush = null;
  view.selected = null;
  view.camera = null;
  view.split = false;
  view.which = "base";
  view.day = reading.scenario.reference;
  return reading;
}

/** How the present scenario was opened. */
export const present = (): Options => options;

/** Makes these edits instead of those before. If one cannot be made, nothing changes, and the answer says why. `Stale` if others were asked for. */
export async function makeEdits(edits: string[]): Promise<Changed> {
  const changed = await ask((engine) => engine.change(edits));
  if (changed.diagnostics.some(({ severity }) => severity === "error")) return changed;
  const first = model.edits.length === 0;
  model.edits = edits;
  model.applied = edits.length ? changed : null;
  model.changed = changed.scenario ?? model.base;
  forget(false);
  if (edits.length === 0) {
    view.which = "base";
    view.split = false;
  } else if (first) view.which = "changed";
  return changed;
}

/** Takes back what was said of the what-if, and of the base if it is another. */
function forget(base: boolean): void {
  scene.changed += 1;
  if (base) scene.base += 1;
  model.pictures = { base: base ? null : model.pictures.base, changed: null, difference: null };
  model.answers = { base: base ? null : model.answers.base, changed: null };
  model.differences = null;
  model.progress = base || !model.progress ? null : { ...model.progress, changed: 0, firstAnswer: null };
}

async function ask<T>(question: (engine: Engine) => Promise<T>): Promise<T> {
  if (!model.engine) throw new Error(words.shell.noEngine);
  return question(model.engine);
}

/** A question whose answer goes into `model`, unless it is about what has gone since. One at a time; the last word wins. */
function keep<T>(of: "base" | "changed", question: (engine: Engine) => Promise<T>, into: (answer: T) => void): Latest {
  return new Latest(async () => {
    const { engine } = model;
    const mine = scene[of];
    if (!engine) return;
    try {
      const answer = await question(engine);
      if (mine === scene[of]) into(answer);
    } catch (error) {
      if (!(error instanceof Stale) && mine === scene[of]) model.trouble = error instanceof Error ? error.message : String(error);
    }
  });
}

const picture = (which: "base" | "changed" | "difference"): Latest =>
  keep(which === "base" ? "base" : "changed", (engine) => engine.picture(which), (answer) => (model.pictures = { ...model.pictures, [which]: answer }));
const answer = (which: "base" | "changed"): Latest =>
  keep(which, (engine) => engine.answer(which), (said) => (model.answers = { ...model.answers, [which]: said }));

// In the order in which a user waits for them.
const ofBase = [picture("base"), answer("base")];
const ofChange = [
  picture("changed"), picture("difference"), answer("changed"),
  keep("changed", (engine) => engine.differences(), (said) => (model.differences = said)),
];

/** New results: what was told before is told again. */
function heard(progress: Progress): void {
  const before = model.progress;
  model.progress = progress;
  if (before?.version === progress.version) return;
  if (progress.changed > 0 && model.edits.length > 0) for (const one of ofChange) one.again();
  if (progress.base > 0 && (before?.base !== progress.base || !model.pictures.base)) for (const one of ofBase) one.again();
}
