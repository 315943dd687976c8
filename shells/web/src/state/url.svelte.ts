// The URL holds what one looks at. `wanted` before a scenario is opened, `restore` after it, `follow` from then on.
import { tick } from "svelte";
import type { Options } from "../engine/protocol";
import { isoDate } from "../lib/format";
import { fromHash, toHash, type Saved } from "./hash";
import { desk } from "./desk.svelte";
import { model } from "./model.svelte";
import { present } from "./session";
import { view } from "./view.svelte";

/** How the page is run where the URL says nothing. */
let usual: Options | null = null;
/** What is as usual until the user changes it. */
const plain = { flows: view.flows, panel: view.panel, theme: view.theme, direction: view.direction, speed: view.speed };

/** How the scenario is to be opened: as the page has it, unless the URL says otherwise. */
export function wanted(options: Options): Options {
  usual = options;
  const saved = fromHash(location.hash);
  return { ...options, members: saved?.members ?? options.members, seed: saved?.seed ?? options.seed };
}

/** Shows what the URL says, as far as there is such a thing in the scenario. */
export async function restore(): Promise<void> {
  const saved = fromHash(location.hash);
  if (saved) await show(saved);
}

/** Whether the state comes from the URL just now: then it is not written back as a new step. */
let showing = 0;

async function show(saved: Saved): Promise<void> {
  const base = model.base;
  showing += 1;
  try {
    view.playing = false;
    view.theme = saved.theme ?? plain.theme;
    view.direction = saved.dir ?? plain.direction;
    view.flows = saved.flows ?? plain.flows;
    view.panel = saved.panel ?? plain.panel;
    view.speed = saved.speed ?? plain.speed;
    view.lines = saved.lines ?? false;
    // The rest is about a scenario.
    if (!base || saved.of !== base.name) return;
    view.camera = saved.map ?? null;
    view.day = saved.day ? day(saved.day) : base.reference;
    const brush = saved.days?.map(day) as [number, number] | undefined;
    view.brush = brush && brush[0] < brush[1] ? brush : null;
    const edits = saved.edits ?? [];
    // Of those that can no longer be made, the desk tells why.
    if (edits.join("\n") !== model.edits.join("\n")) await desk.put(edits);
    const scenario = model.changed ?? base;
    const at = saved.at;
    const known = at && (at.of === "way"
      ? scenario.ways.some((way) => scenario.places[way.from]?.key === at.from && scenario.places[way.to]?.key === at.to)
      : (at.of === "place" ? scenario.places : scenario.countries).some(({ key }) => key === at.key));
    view.selected = known ? at : null;
    view.which = model.edits.length > 0 ? (saved.show ?? "changed") : "base";
    view.split = model.edits.length > 0 && (saved.split ?? false);
  } finally {
    // What follows the changes runs before it is over.
    await tick();
    showing -= 1;
  }
}

/** Day of the period, kept in it. */
function day(date: string): number {
  const { start, days } = model.base!;
  const number = Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / 86_400_000);
  return Math.min(Math.max(number, 0), days - 1);
}

/** What the user looks at, as a URL holds it; null without a scenario. */
function now(): Saved | null {
  const base = model.base;
  if (!base) return null;
  const own = <T>(value: T, usual: T): T | undefined => (value === usual ? undefined : value);
  const { members, seed } = present();
  return {
    of: base.name,
    day: isoDate(base.start, view.day),
    at: view.selected ?? undefined,
    show: own(view.which, model.edits.length > 0 ? "changed" : "base"),
    split: view.split,
    flows: own(view.flows, plain.flows),
    panel: own(view.panel, plain.panel),
    map: view.camera ?? undefined,
    theme: own(view.theme, plain.theme),
    dir: own(view.direction, plain.direction),
    lines: view.lines,
    speed: own(view.speed, plain.speed),
    days: view.brush ? [isoDate(base.start, view.brush[0]), isoDate(base.start, view.brush[1])] : undefined,
    edits: model.edits,
    members: own(members, usual?.members ?? members),
    seed: own(seed, usual?.seed ?? seed),
  };
}

class Here {
  /** The link to what is shown, as the browser has it now. */
  link = $state(typeof location === "undefined" ? "" : location.href);
}
export const here = new Here();

/** Keeps the URL up to date: a new entry in the history for each deliberate step, the same entry for all else. Back and
 *  forward show what was there. Gives back what ends it. */
export function follow(): () => void {
  let step: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (saved: Saved, as: "pushState" | "replaceState"): void => {
    clearTimeout(timer);
    const hash = toHash(saved);
    try {
      if (hash !== location.hash) history[as](null, "", hash);
      here.link = location.href;
    } catch {
      // Some browsers refuse after many at a time, or in a frame: the next one does it.
    }
  };
  const end = $effect.root(() => {
    $effect(() => {
      const saved = now();
      const [playing, mine] = [view.playing, showing];
      if (!saved) return;
      const next = JSON.stringify([saved.of, saved.edits, saved.panel, saved.show, saved.split, saved.flows]);
      const deliberate = step !== null && step !== next && mine === 0;
      step = next;
      clearTimeout(timer);
      if (deliberate) write(saved, "pushState");
      else if (!playing) timer = setTimeout(() => write(saved, "replaceState"), 250);
    });
  });
  const back = (): void => {
    const saved = fromHash(location.hash);
    if (saved) void show(saved);
  };
  addEventListener("popstate", back);
  return () => {
    end();
    clearTimeout(timer);
    removeEventListener("popstate", back);
  };
}
