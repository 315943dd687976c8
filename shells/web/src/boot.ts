// From an empty page to a scenario that runs.
import { Pool } from "./engine/pool";
import type { Engine, Options } from "./engine/protocol";
import { engine as packed, fromBase64 } from "./packed";
import { desk } from "./state/desk.svelte";
import { model } from "./state/model.svelte";
import { engage, open } from "./state/session";
import { follow, restore, wanted } from "./state/url.svelte";
import { view } from "./state/view.svelte";
import { words } from "./words";

/** What `corridor map --export` writes into the page; null in the page that is built. */
interface Inside {
  name: string;
  files: { name: string; base64: string }[];
  options: Options;
  edits: string[];
}

/** In the built page the engine runs; anywhere else an invented country is shown. */
const REAL = import.meta.env.MODE === "production";

export async function boot(): Promise<void> {
  try {
    await begin();
  } catch (error) {
    model.trouble = words.shell.failed(error instanceof Error ? error.message : String(error));
  }
}

async function begin(): Promise<void> {
  const missing = (["WebAssembly", "Worker", "DecompressionStream"] as const).filter((name) => !(name in globalThis));
  if (missing.length > 0) {
    model.trouble = words.shell.tooOld(missing);
    return;
  }
  engage(await engine());
  const inside = REAL ? scenarioInside() : INVENTED;
  if (inside) {
    await open(inside.files.map(({ name, base64 }) => ({ name, bytes: fromBase64(base64) })), wanted(inside.options));
    if (model.base && inside.edits.length > 0) await desk.put(inside.edits);
  }
  if (!model.base) view.panel = "files";
  // What the URL says comes last: whoever sent it looked at just this.
  await restore();
  follow();
}

async function engine(): Promise<Engine> {
  if (!REAL) return new (await import("./engine/fake")).Fake();
  const { module, worker } = await packed();
  return new Pool({
    module,
    spawn: () => new Worker(worker),
    // One more adds up; it is idle most of the time.
    runners: Math.min(Math.max(navigator.hardwareConcurrency || 2, 1), 8),
    trouble: (sentence) => (model.trouble = words.shell.engine(sentence)),
  });
}

function scenarioInside(): Inside | null {
  return JSON.parse(document.getElementById("corridor-scenario")?.textContent ?? "null") as Inside | null;
}

const INVENTED: Inside = { name: "invented", files: [], options: { members: 40, seed: 0, asOf: null, hindcast: false, days: null }, edits: [] };
