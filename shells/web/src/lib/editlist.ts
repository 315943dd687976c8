// The list of edits: what each is about, and which of them a new one takes the place of.
import type { Scenario, State } from "../engine/protocol";

/** What an edit is about, and when, as far as the list needs to know. */
export interface About {
  verb: string;
  /** Keys (or the words, where nothing is called so) of the places and countries that it names. */
  names: string[];
  /** One direction of a crossing; null for both. */
  into: string | null;
  from: string | null;
  until: string | null;
}

const VERBS = [
  "close", "open", "restrict", "documented", "returns-only", "capacity", "cap", "pledge", "admit", "refuse", "push-back",
  "return", "fighting", "departures", "redirect", "new camp", "new site", "new hub", "new route",
];

/** Cuts an edit into words; a name in quotation marks is one. Null if a mark is never closed. */
function split(edit: string): { text: string; quoted: boolean }[] | null {
  const words: { text: string; quoted: boolean }[] = [];
  for (let rest = edit.trimStart(); rest !== ""; rest = rest.trimStart()) {
    const mark = rest[0] === '"' || rest[0] === "'" ? rest[0] : null;
    if (mark) {
      const end = rest.indexOf(mark, 1);
      if (end < 0) return null;
      words.push({ text: rest.slice(1, end), quoted: true });
      rest = rest.slice(end + 1);
    } else {
      const text = /^\S+/.exec(rest)![0];
      words.push({ text, quoted: false });
      rest = rest.slice(text.length);
    }
  }
  return words;
}

const plain = (name: string): string => name.trim().toLowerCase().replace(/[ _-]/g, "");

/** The key of what is called so: a key, with or without the `x_` of a crossing, or a name. */
function find(scenario: Scenario | null, name: string): string | null {
  const wanted = plain(name);
  const places = scenario?.places ?? [];
  const found =
    places.find((place) => plain(place.key) === wanted) ??
    places.find((place) => plain(place.key.replace(/^x_/, "")) === wanted) ??
    places.find((place) => plain(place.name) === wanted) ??
    scenario?.countries.find((country) => plain(country.key) === wanted);
  return found?.key ?? null;
}

/** The keys of one name, or of the two ends in `kabul-herat`. What nothing is called stays as it is. */
function keys(scenario: Scenario | null, name: string): string[] {
  const key = find(scenario, name);
  if (key !== null) return [key];
  for (let at = name.indexOf("-"); at > 0; at = name.indexOf("-", at + 1)) {
    const ends = [find(scenario, name.slice(0, at)), find(scenario, name.slice(at + 1))];
    if (ends.every((end) => end !== null)) return ends;
  }
  return [plain(name)];
}

/** What an edit is about; null if that cannot be seen: then it stands for itself. */
export function about(edit: string, scenario: Scenario | null): About | null {
  const words = split(edit);
  const first = words?.[0]?.text.toLowerCase().replaceAll("_", "-");
  if (!words || !first) return null;
  const verb = first === "new" ? `new ${words[1]?.text.toLowerCase() ?? ""}` : first;
  if (!VERBS.includes(verb)) return null;
  const rest = words.slice(first === "new" ? 2 : 1);
  const clauses = ["from", "until", "into", ...(verb === "restrict" ? ["for"] : verb === "pledge" ? ["if"] : []),
    ...(/^new (camp|site|hub)$/.test(verb) ? ["near", "in", "at", "for", "capacity"] : [])];
  const isWord = (word: { text: string; quoted: boolean }, ...any: string[]): boolean =>
    !word.quoted && any.includes(word.text.toLowerCase());
  const parts = new Map<string, string>();
  let head = rest;
  for (let at = rest.length - 1; at >= 0; at--) {
    const word = rest[at]!;
    if (!isWord(word, ...clauses)) continue;
    const end = rest.findIndex((other, index) => index > at && isWord(other, ...clauses));
    parts.set(word.text.toLowerCase(), rest.slice(at + 1, end < 0 ? undefined : end).map((word) => word.text).join(" "));
    head = rest.slice(0, at);
  }
  const names = named(verb, head, isWord).flatMap((name) => keys(scenario, name));
  const into = parts.get("into");
  return {
    verb, names, into: into ? (find(scenario, into) ?? plain(into)) : null,
    from: parts.get("from") ?? null, until: parts.get("until")?.toLowerCase() ?? null,
  };
}

type Word = { text: string; quoted: boolean };

/** The names in the words between the verb and the first clause. */
function named(verb: string, head: Word[], isWord: (word: Word, ...any: string[]) => boolean): string[] {
  let words = head;
  const last = (...any: string[]): boolean => words.length > 0 && isWord(words[words.length - 1]!, ...any);
  const drop = (count: number): void => void (words = words.slice(0, -count));
  const text = (some: Word[]): string => some.map((word) => word.text).join(" ");
  // 200 a day
  if (last("day") && words.length > 3 && isWord(words[words.length - 2]!, "a", "per")) drop(3);
  if (["restrict", "capacity", "cap", "pledge", "push-back", "return", "fighting"].includes(verb)) {
    if (last("people")) drop(1);
    drop(1);
    if (last("to", "at")) drop(1);
  }
  if (verb === "departures") {
    drop(1);
    if (last("x", "by")) drop(1);
    if (words.length > 0 && isWord(words[0]!, "of")) words = words.slice(1);
  }
  if (verb === "redirect" && last("on", "off")) drop(1);
  if (verb === "new route") {
    if (last("way")) drop(2);
    if (last("one-way")) drop(1);
    if (words.length > 2 && isWord(words[words.length - 2]!, "by")) drop(2);
    drop(last("km") ? 2 : 1);
  }
  const border = words.length > 1 && isWord(words[0]!, "border");
  if (border) words = words.slice(1);
  const cut = words.findIndex((word) => isWord(word, "to", "and"));
  if (cut > 0) return [text(words.slice(0, cut)), text(words.slice(cut + 1))];
  if (border && words.length === 2) return words.map((word) => word.text);
  return words.length > 0 ? [text(words)] : [];
}

/** What an edit sets: two of the same subject contradict each other. */
export function subject(edit: string, scenario: Scenario | null): string {
  const it = about(edit, scenario);
  if (!it) return edit.trim();
  const families: Record<string, string> = {
    close: "shut", open: "shut", restrict: "shut", documented: "shut", "returns-only": "shut", capacity: "shut",
    cap: "host", pledge: "host", admit: "host", refuse: "host",
    "new camp": "new", "new site": "new", "new hub": "new",
  };
  // A route is the same from either end.
  const names = it.names.length > 1 && it.verb !== "redirect" ? [...it.names].sort() : it.names;
  return [families[it.verb] ?? it.verb, ...names].join("|");
}

/** Whether an edit leaves nothing of an older one of the same subject. */
function covers(edit: About, old: About): boolean {
  if (edit.into !== null && edit.into !== old.into) return false;
  if (edit.from === old.from) return true;
  if (edit.from === null || old.from === null || edit.from > old.from) return false;
  const isDay = (until: string | null): until is string => until !== null && /^\d/.test(until);
  // One that ends somewhere gives way to what held before, unless that has ended too.
  return !isDay(edit.until) || (isDay(old.until) && old.until <= edit.until);
}

const STATES: Record<string, State> = {
  close: "closed", open: "open", documented: "documented", "returns-only": "returns_only",
};
const PASSAGES: readonly State[] = ["open", "closed", "restricted", "documented", "returns_only"];

/** Whether the scenario says the same of a crossing from that day to its end. */
function saysAlready(edit: About, base: Scenario): boolean {
  const state = STATES[edit.verb];
  const place = base.places.find((place) => place.key === edit.names[0]);
  if (!state || !place || edit.from === null || edit.until !== "never") return false;
  if (place.kind !== "crossing" && place.kind !== "airport") return false;
  const day = Math.round((Date.parse(edit.from) - Date.parse(base.start)) / 86_400_000);
  const directions = edit.into === null ? [place.country, place.toCountry] : [edit.into];
  return directions.every((into) => {
    const of = place.statuses.filter((status) => PASSAGES.includes(status.state) && [null, into].includes(status.into));
    if (of.some((status) => status.from > day)) return false;
    const last = of.at(-1);
    return last ? last.state === state && (last.end === "never" || last.end === "next") : state === "open";
  });
}
/** The list with one more edit. Those that it makes meaningless go; one that says what the scenario says, after the user had
 *  said something else from the same day, takes that back instead. */
export function withEdit(edits: readonly string[], edit: string, base: Scenario | null): string[] {
  const it = about(edit, base);
  if (!it) return [...edits, edit];
  const own = subject(edit, base);
  const kept = edits.filter((other) => {
    const old = subject(other, base) === own ? about(other, base) : null;
    return !(old && covers(it, old));
  });
  const simple = !/ a day\b| per day\b/i.test(edit);
  if (kept.length < edits.length && simple && base && saysAlready(it, base)) return kept;
  return [...kept, edit];
}

/** The edits that are about a place, crossing or country. */
export function of(edits: readonly string[], key: string, scenario: Scenario | null): string[] {
  return edits.filter((edit) => about(edit, scenario)?.names.includes(key) ?? false);
}

/** The edits of a file, one a line; those that are empty or begin with # say nothing. */
export function lines(text: string): string[] {
  return text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
