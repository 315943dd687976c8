// A few of the edits in words, enough to click through the page. The engine's own reader knows them all.
import type { Diagnostic } from "../protocol";
import { DAYS, dateOf, dayOf, REFERENCE, world, type Added, type Rule, type World } from "./world";

export interface Edited extends World {
  sentences: string[];
  keys: string[];
  diagnostics: Diagnostic[];
}

const VERBS: Record<string, { state: Rule["state"]; value: number }> = {
  close: { state: "closed", value: 0 }, open: { state: "open", value: 1 }, restrict: { state: "restricted", value: 0.3 },
  documented: { state: "documented", value: 0.15 }, "returns-only": { state: "returns_only", value: 0 }, fighting: { state: "fighting", value: 0.8 },
  cap: { state: "cap", value: 50_000 }, refuse: { state: "refuses", value: 0 }, admit: { state: "admits", value: 1 },
};

export function edited(edits: string[]): Edited {
  const set: Rule[] = [];
  const added: Added[] = [];
  const room: Record<string, number> = {};
  const sentences: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const plain = world([], [], {}).scenario;
  const known = (key: string): boolean => [...plain.places, ...plain.countries, ...added].some((one) => one.key === key);
  edits.forEach((edit, index) => {
    const wrong = (column: number, width: number, code: string, message: string, help: string): void => {
      diagnostics.push({ severity: "error", code, file: "edits", line: index + 1, column, width, message, help });
    };
    const date = (word: string, or: number | null): number | null => {
      const found = new RegExp(`${word} (\\d{4}-\\d\\d-\\d\\d)`).exec(edit);
      const day = found?.[1] ? dayOf(found[1]) : or;
      if (found?.[1] && (day! < 0 || day! > DAYS)) wrong(found.index + word.length + 2, 10, "not-in-period", `${found[1]} is not a day of the period.`, `write a day from ${dateOf(0)} to ${dateOf(DAYS - 1)}`);
      return day;
    };
    const from = date("from", REFERENCE)!;
    const until = date("until", null);
    const camp = /^new (?:camp|site) "([^"]+)" near (\S+) ([\d.]+) km(?: for (\d+))?/.exec(edit);
    if (camp) {
      const [, name, near, km, size] = camp as unknown as [string, string, string, string, string | undefined];
      const key = name.toLowerCase().replaceAll(" ", "_");
      if (!known(near)) return wrong(edit.indexOf(near) + 1, near.length, "unknown-place", `There is no place \`${near}\`.`, "name another place");
      added.push({ key, name, near, km: Number(km), room: Number(size ?? 1e9), from });
      sentences.push(`A new camp ${name}, ${km} km from ${near}, from ${dateOf(from)}.`);
      return;
    }
    const [verb = "", key = "", number] = edit.trim().split(/\s+/).filter((word) => word !== "to" && word !== "of");
    if (verb === "capacity" && known(key)) {
      room[key] = Number(number);
      sentences.push(`Room for ${number} people at ${key}.`);
      return;
    }
    const said = VERBS[verb];
    if (!said) return wrong(1, Math.max(verb.length, 1), "unknown-verb", `\`${verb}\` is not an edit.`, `an edit begins with one of ${Object.keys(VERBS).join(", ")}`);
    if (!known(key)) return wrong(verb.length + 2, Math.max(key.length, 1), "unknown-place", `There is no place or country \`${key}\`.`, "did you mean `x_south`?");
    const value = number !== undefined && !Number.isNaN(Number(number)) ? Number(number) : said.value;
    set.push({ key, state: said.state, from, until, value, edit: true });
    sentences.push(`${key}: ${said.state.replaceAll("_", " ")} from ${dateOf(from)}${until === null ? "" : ` until ${dateOf(until)}`}.`);
  });
  return { ...world(set, added, room), sentences, diagnostics, keys: [...new Set([...set, ...added].map((one) => one.key).concat(Object.keys(room)))] };
}
