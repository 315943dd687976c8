// The command line, whose numbers the page must have, and which makes the pages.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

export class Corridor {
  #made = new Map();

  constructor(program, folder) {
    Object.assign(this, { program, folder });
    // Files of an earlier test would be kept.
    for (const part of ["pages", "results"]) {
      rmSync(join(folder, part), { recursive: true, force: true });
      mkdirSync(join(folder, part), { recursive: true });
    }
  }

  run(...words) {
    const done = spawnSync(this.program, words, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (done.status !== 0) throw new Error(`corridor ${words.join(" ")}: ${done.error ?? done.stderr}`);
    return done.stdout;
  }

  /** Once for the same words. */
  #once(words, make) {
    const key = words.join("\0");
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key);
  }

  /** The file that `corridor map … --export` writes. */
  page(...words) {
    return this.#once(["page", ...words], () => {
      const file = join(this.folder, "pages", `${this.#made.size}.html`);
      this.run("map", ...words, "--export", file);
      return file;
    });
  }

  /** What `corridor run … --json` or `compare` says, and the files that it writes. */
  result(verb, ...words) {
    return this.#once([verb, ...words], () => {
      const out = join(this.folder, "results", `${this.#made.size}`);
      const said = JSON.parse(this.run(verb, ...words, "--json", "--out", out));
      return { said, file: (name) => readFileSync(join(out, name)) };
    });
  }

  /** Serves a map until `stop`. */
  async serve(...words) {
    const child = spawn(this.program, ["map", ...words, "--no-open", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
    let said = "";
    const address = await new Promise((resolve, reject) => {
      child.stdout.on("data", (piece) => {
        said += piece;
        try {
          resolve(JSON.parse(said).address);
        } catch {
          // More of it must come.
        }
      });
      ended.then((code) => reject(new Error(`corridor map ended with ${code}: ${said}`)));
    });
    const stop = () => {
      child.kill("SIGINT");
      return ended;
    };
    return { address, stop };
  }
}
