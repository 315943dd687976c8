// The command line that gives the numbers of the page.

/** A word as a shell reads it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replace(/["\\$`]/g, "\\$&")}"`;

export interface Run {
  scenario: string;
  members: number;
  seed: number;
  edits: string[];
  /** The reference date, YYYY-MM-DD; null for a hindcast. */
  asOf: string | null;
}

/** `corridor run afghanistan-2021 --as-of 2021-09-02 --members 100 --seed 0 --edit "close chaman from 2021-09-02"` */
export function command(verb: "run" | "compare", { scenario, members, seed, edits, asOf }: Run): string {
  const when = asOf === null ? ["--hindcast"] : ["--as-of", asOf];
  const changed = edits.flatMap((edit) => ["--edit", quoted(edit)]);
  return ["corridor", verb, quoted(scenario), ...when, "--members", members, "--seed", seed, ...changed].join(" ");
}
