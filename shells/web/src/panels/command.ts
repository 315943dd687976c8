// The command line that gives the numbers of the page.
import type { Options } from "../engine/protocol";

/** A word as a shell reads it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replace(/["\\$`]/g, "\\$&")}"`;

/** `corridor run afghanistan-2021 --members 100 --seed 0 --edit "close chaman from 2021-09-02"` */
export function command(verb: "run" | "compare", scenario: string, options: Options, edits: string[]): string {
  const { members, seed, asOf, hindcast, days } = options;
  return [
    "corridor", verb, quoted(scenario),
    ...(asOf === null ? [] : ["--as-of", asOf]),
    ...(hindcast ? ["--hindcast"] : []),
    ...(days === null ? [] : ["--days", days]),
    "--members", members, "--seed", seed,
    ...edits.flatMap((edit) => ["--edit", quoted(edit)]),
  ].join(" ");
}
