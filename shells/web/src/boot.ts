// From an empty page to a scenario that runs.
import type { Engine, Options } from "./engine/protocol";
import { fromBase64 } from "./packed";
import { engage, makeEdits, open } from "./state/session";

/** What `corridor map --export` writes into the page; null in the page that is built. */
interface Inside {
  name: string;
  files: { name: string; base64: string }[];
  options: Options;
  edits: string[];
}

export async function boot(): Promise<void> {
  engage(await engine());
  const inside = import.meta.env.MODE === "production" ? scenarioInside() : INVENTED;
  if (!inside) return;
  await open(inside.files.map(({ name, base64 }) => ({ name, bytes: fromBase64(base64) })), inside.options);
  if (inside.edits.length > 0) await makeEdits(inside.edits);
}

async function engine(): Promise<Engine> {
  if (import.meta.env.MODE !== "production") return new (await import("./engine/fake")).Fake();
  throw new Error("not yet");
}

function scenarioInside(): Inside | null {
  return JSON.parse(document.getElementById("corridor-scenario")?.textContent ?? "null") as Inside | null;
}

const INVENTED: Inside = { name: "invented", files: [], options: { members: 40, seed: 0, asOf: null, hindcast: false, days: null }, edits: [] };
