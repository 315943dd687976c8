// What the user looks at. It is what the URL holds (`state/url.ts`); nothing here comes from the engine.
import type { Which } from "../engine/protocol";

export type Selected =
  | { of: "place"; key: string }
  | { of: "country"; key: string }
  | { of: "way"; from: string; to: string };

export type Panel = "answer" | "whatif" | "differences" | "table" | "explain" | "sources" | "files" | "about";

class View {
  day = $state(0);
  playing = $state(false);
  /** Days a second. */
  speed = $state(4);
  /** Part of the period that the slider shows: first and last day. */
  brush = $state<[number, number] | null>(null);
  /** Flows along routes, or arcs from home to where people are. */
  flows = $state<"routes" | "arcs">("routes");
  which = $state<Which>("base");
  /** Base and what-if side by side. */
  split = $state(false);
  selected = $state.raw<Selected | null>(null);
  panel = $state<Panel>("answer");
  /** Single members in the charts instead of bands alone. */
  lines = $state(false);
  theme = $state<"system" | "light" | "dark">("system");
  direction = $state<"ltr" | "rtl">("ltr");
  /** Longitude, latitude, zoom; null for a view of the whole scenario. */
  camera = $state.raw<[number, number, number] | null>(null);
}

export const view = new View();
