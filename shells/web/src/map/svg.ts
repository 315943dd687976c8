// What the maps show, as one SVG of its own: drawn again from the same scene, camera and scales, so it is sharp at any size and
// needs nothing of the graphics card.
import { flushSync, mount, unmount } from "svelte";
import { model } from "../state/model.svelte";
import { words } from "../words";
import Sheet from "./Sheet.svelte";
import { shown } from "./shown";

export function exportSvg(): string {
  const maps = shown();
  if (maps.length === 0) throw new Error(words.map.noSheet);
  const aside = document.createElement("div");
  const edited = maps.some(({ scene }) => scene.which !== "base");
  const sheet = mount(Sheet, {
    target: aside,
    props: {
      maps, own: model.boundaries?.geojson ?? null, edits: edited ? (model.applied?.edits ?? []) : [], seed: model.answers.base?.seed ?? null,
      font: "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif",
    },
  });
  try {
    flushSync();
    return new XMLSerializer().serializeToString(aside.querySelector("svg")!).replaceAll(/<!--[\s\S]*?-->/g, "");
  } finally {
    void unmount(sheet);
  }
}
