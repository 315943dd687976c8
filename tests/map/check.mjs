// Uses the map in Chromium as its users will, and looks for what they would miss:
//
//   node check.mjs CORRIDOR FOLDER [CASE…]
//
// CORRIDOR is the command with the page inside. Pages, results and pictures go into FOLDER: look at the pictures. What was
// measured is printed; times hang on the machine, so bounds on them are wide.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Corridor } from "./corridor.mjs";
import { launch, open } from "./door.mjs";

const [program, into, ...wanted] = process.argv.slice(2);
if (!program || !into) {
  console.error("node check.mjs CORRIDOR FOLDER [CASE…]");
  process.exit(2);
}
const names = ["first", "exact", "closing", "playing", "views", "files-out", "files-in", "keyboard", "seen", "flat", "many"];
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no case ${unknown.join(", ")}. Cases: ${names.join(", ")}`);
  process.exit(2);
}

const folder = resolve(into);
const pictures = join(folder, "pictures");
mkdirSync(pictures, { recursive: true });
const corridor = new Corridor(resolve(program), folder);
const problems = [];
const begun = Date.now();
const browser = await launch();
try {
  for (const name of names.filter((name) => wanted.length === 0 || wanted.includes(name))) {
    const { default: act } = await import(`./cases/${name}.mjs`);
    const started = Date.now();
    const tell = (what) => {
      const line = `${name}: ${what}`;
      if (problems.includes(line)) return;
      problems.push(line);
      console.error(line);
    };
    const opened = [];
    const measured = (what, value) => console.log(`${name}: ${what}: ${value}`);
    try {
      await act({
        browser, corridor, pictures, folder, tell, measured,
        open: async (at, options) => {
          const one = await open(browser, at, tell, options);
          opened.push(one);
          return one;
        },
        expect: (is, what) => is || tell(what),
        equal: (what, got, want) => {
          const [one, other] = [got, want].map((value) => JSON.stringify(value) ?? "nothing");
          if (one !== other) tell(`${what} is ${one.slice(0, 300)}, not ${other.slice(0, 300)}`);
        },
      });
    } catch (error) {
      tell(`cannot go on: ${error.stack ?? error}`);
      await opened.at(-1)?.page.screenshot({ path: join(pictures, `failed-${name}.png`) }).catch(() => {});
    }
    for (const one of opened) await one.close().catch(() => {});
    console.log(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
} finally {
  await browser.close();
}
console.log(`all of it: ${((Date.now() - begun) / 1000).toFixed(1)} s. Pictures: ${pictures}`);
if (problems.length > 0) {
  console.error(`\n${problems.length} problems:\n${problems.join("\n")}`);
  process.exit(1);
}
