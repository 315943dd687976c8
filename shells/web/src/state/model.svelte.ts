// What the engine has said so far. Panels read it; only `state/session.ts` writes it.
import type { Answer, Changed, Diagnostic, Differences, Engine, Picture, Progress, Scenario } from "../engine/protocol";

class Model {
  engine = $state.raw<Engine | null>(null);
  /** The scenario as it was read. */
  base = $state.raw<Scenario | null>(null);
  /** With the edits; the same as `base` without any. */
  changed = $state.raw<Scenario | null>(null);
  /** Of the files that were read last, whether they could be used or not. */
  diagnostics = $state.raw<Diagnostic[]>([]);
  progress = $state.raw<Progress | null>(null);
  pictures = $state.raw<{ base: Picture | null; changed: Picture | null; difference: Picture | null }>({
    base: null, changed: null, difference: null,
  });
  answers = $state.raw<{ base: Answer | null; changed: Answer | null }>({ base: null, changed: null });
  differences = $state.raw<Differences | null>(null);
  /** The edits in words, as the user made them, in order. What the engine made of them is in `applied`. */
  edits = $state.raw<string[]>([]);
  applied = $state.raw<Changed | null>(null);
  /** What went wrong, for people; null if nothing did. */
  trouble = $state.raw<string | null>(null);
  /** The user's own boundaries, drawn above the basemap. */
  boundaries = $state.raw<{ name: string; geojson: GeoJSON.FeatureCollection } | null>(null);
}

export const model = new Model();
