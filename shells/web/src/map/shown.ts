// What the maps show now, for export: each map that is on the page puts a way to ask it here.
import type { Atlas } from "./atlas";
import type { Scene } from "./look";
import type { Screen } from "./mercator";
import type { Named } from "./names";
import type { Placed } from "./labels";

export interface Shown {
  scene: Scene;
  screen: Screen;
  atlas: Atlas;
  labels: Placed[];
  names: Named[];
  members: number;
}

const maps = new Set<() => Shown | null>();

export function showing(map: () => Shown | null): () => void {
  maps.add(map);
  return () => maps.delete(map);
}

/** From left to right, as they came. */
export const shown = (): Shown[] => [...maps].flatMap((map) => map() ?? []);
