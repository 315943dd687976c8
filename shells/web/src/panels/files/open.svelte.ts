// Opens whatever the user gives: says what came of it, and never throws.
import { Stale } from "../../engine/stale";
import type { NamedBytes } from "../../engine/protocol";
import { lines } from "../../lib/editlist";
import type { Entry } from "../../lib/zip";
import { desk } from "../../state/desk.svelte";
import { model } from "../../state/model.svelte";
import { open, present } from "../../state/session";
import { view } from "../../state/view.svelte";
import { words } from "../../words";
import { arrange, type Found } from "./arrange";
import { Trouble, unpacked } from "./entries";
import { boundaries, GeojsonError } from "./geojson";

const t = words.files;

class Opening {
  busy = $state(false);
  /** What came of it, a sentence each. */
  told = $state.raw<{ text: string; bad: boolean }[]>([]);

  async take(give: () => Entry[] | Promise<Entry[]>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.told = [];
    try {
      await this.#open(await unpacked(await give()));
    } catch (error) {
      if (!(error instanceof Stale)) this.#say(error instanceof Error ? error.message : String(error), true);
    } finally {
      this.busy = false;
      if (this.told.some(({ bad }) => bad)) view.panel = "files";
    }
  }

  #say(text: string, bad = false): void {
    this.told = [...this.told, { text, bad }];
  }

  async #open(entries: Entry[]): Promise<void> {
    const { scenarios, edits, boundaries, rest } = arrange(entries);
    if (scenarios.length > 1) throw new Trouble(t.trouble.several(scenarios.slice(0, 8).map((found) => found.folder.replace(/\/$/, "") || ".").join(", ")));
    if (scenarios.length + edits.length + boundaries.length === 0) {
      const names = rest.map(({ path }) => path);
      throw new Trouble(names.length === 0 ? t.trouble.nothing : t.trouble.unknown(names.slice(0, 5).join(", ") + (names.length > 5 ? " …" : "")));
    }
    for (const found of scenarios) await this.#scenario(found);
    for (const one of edits) await this.#edits(one);
    for (const one of boundaries) await this.#boundaries(one);
  }

  async #scenario({ folder, files }: Found): Promise<void> {
    const named: NamedBytes[] = [];
    for (const { name, entry } of files) named.push({ name, bytes: await entry.read() });
    const had = model.base !== null;
    // As many members as before, and the same draws; dates are the scenario's own.
    const { members, seed } = present();
    const { scenario } = await open(named, { members, seed });
    const name = folder.replace(/\/$/, "").split("/").at(-1) || words.files.title;
    if (scenario) this.#say(t.opened(scenario.title || scenario.name));
    else this.#say(had ? t.notOpened(name) : t.keptWithout(name), true);
  }

  async #edits(entry: Entry): Promise<void> {
    if (!model.base) return this.#say(t.editsNeedScenario, true);
    const text = decoded(await entry.read());
    if (text === null) return this.#say(t.trouble.notText(entry.path), true);
    const found = lines(text);
    if (found.length === 0) return this.#say(t.noEdits(entry.path), true);
    if (await desk.put(found)) this.#say(t.editsMade(found.length, entry.path));
    else this.#say(t.editsRefused(entry.path), true);
  }

  async #boundaries(entry: Entry): Promise<void> {
    try {
      const geojson = boundaries(await entry.read());
      model.boundaries = { name: entry.path.split("/").at(-1)!, geojson };
      this.#say(t.boundariesShown(geojson.features.length, entry.path));
    } catch (error) {
      if (!(error instanceof GeojsonError)) throw error;
      this.#say(t.trouble.geojson[error.trouble](entry.path), true);
    }
  }
}

export const opening = new Opening();

/** Text in UTF-8; null if it is none. */
function decoded(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
