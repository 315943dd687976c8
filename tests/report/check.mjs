// Opens reports in Chromium without a network and looks for what a reader would miss:
//
//   node check.mjs PICTURES REPORT.html…
//
// Each must ask for nothing, report no error, pass axe in light and dark, have a table for each chart, be usable by keyboard,
// and fit a screen 320 pixels wide. Pictures of it go into the folder PICTURES: look at them.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { spawnSync } from "node:child_process";

const require = createRequire(import.meta.url);
const [pictures, ...reports] = process.argv.slice(2);
if (!pictures || reports.length === 0) {
  console.error("node check.mjs PICTURES REPORT.html…");
  process.exit(2);
}

const browserNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const starts = (name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0;
const executablePath = process.env.CORRIDOR_CHROMIUM ?? whole(browserNames.find(starts));
if (!executablePath) {
  console.error("Chromium is missing: `sudo apt-get install chromium`, or name one in CORRIDOR_CHROMIUM.");
  process.exit(2);
}
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// Playwright wants a path.
function whole(name) {
  return name && spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim();
}

mkdirSync(pictures, { recursive: true });
const problems = [];
// Whoever is root, as in a container, has no sandbox. A CSP of the page must not stop axe: it is the test's, not the page's.
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath, args: [...args, "--allow-file-access-from-files"] });
try {
  for (const report of reports) await check(resolve(report));
} finally {
  await browser.close();
}
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log(`${reports.length} reports: nothing to complain of. Pictures: ${pictures}`);

async function check(path) {
  const name = basename(path, ".html");
  const tell = (what) => problems.push(`${name}: ${what}`);
  const address = pathToFileURL(path).href;

  // What the page asks for and says: its own policy holds here, no script of ours runs in it.
  const strict = await browser.newContext({ offline: true });
  const own = await strict.newPage();
  own.on("request", (request) => request.url() === address || request.url() === "data:," || tell(`asks for ${request.url()}`));
  own.on("console", (message) => tell(`says ${message.type()}: ${message.text()}`));
  own.on("pageerror", (error) => tell(`fails: ${error}`));
  await own.goto(address, { waitUntil: "load" });
  const scripts = await own.locator("script, iframe, object, embed, img, [onload], [onclick], [onerror]").count();
  if (scripts > 0) tell(`has ${scripts} elements that run or fetch`);
  await keyboard(own, tell);
  await own.emulateMedia({ media: "print" });
  await own.pdf({ path: join(pictures, `${name}.pdf`), format: "A4", preferCSSPageSize: true, printBackground: false });
  await strict.close();

  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ offline: true, bypassCSP: true, colorScheme, viewport: { width: 1200, height: 900 } });
    const page = await context.newPage();
    await page.goto(address);
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`), fullPage: true });
    // What is folded is looked at, too.
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, help, nodes } of found.violations) {
      tell(`${colorScheme}: axe: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
    }
    if (colorScheme === "light") await charts(page, tell);
    await context.close();
  }

  const small = await browser.newContext({ offline: true, viewport: { width: 320, height: 640 } });
  const page = await small.newPage();
  await page.goto(address);
  await page.screenshot({ path: join(pictures, `${name}-320.png`), fullPage: true });
  await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 320) {
    const who = await page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((one) => !one.closest(".wide") && one.getBoundingClientRect().right > 321)
        .slice(0, 3)
        .map((one) => one.outerHTML.slice(0, 100)));
    tell(`is ${wide} pixels wide on a screen of 320: ${who.join(" | ")}`);
  }
  await small.close();
}

// Every picture has a name and words, every chart and the map a table in the same figure.
async function charts(page, tell) {
  const bad = await page.evaluate(() => {
    const bad = [];
    for (const svg of document.querySelectorAll("svg")) {
      if (svg.getAttribute("aria-hidden") === "true") continue;
      const told = (svg.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
      if (svg.getAttribute("role") !== "img" || told.length !== 2 || told.some((text) => !text)) bad.push(svg.outerHTML.slice(0, 120));
    }
    for (const figure of document.querySelectorAll("figure")) {
      const map = figure.matches(".map");
      if (!figure.querySelector("details") || (!map && !figure.querySelector("details table caption"))) bad.push(figure.outerHTML.slice(0, 120));
    }
    for (const table of document.querySelectorAll("table")) {
      if (!table.caption || !table.querySelector("th[scope=col]") || !table.querySelector("tbody th[scope=row]")) bad.push(table.outerHTML.slice(0, 120));
    }
    return bad;
  });
  bad.forEach((one) => tell(`without words or table: ${one}`));
}

// Tab reaches every link and every folded part, and Enter opens it.
async function keyboard(page, tell) {
  const wanted = await page.locator("summary").count();
  const reached = new Set();
  const stops = await page.locator("a[href], summary, [tabindex]").count();
  for (let stop = 0; stop < 3 * stops + 20 && reached.size < wanted; stop++) {
    await page.keyboard.press("Tab");
    const here = page.locator("summary:focus");
    if ((await here.count()) === 0) continue;
    const which = await here.evaluate((one) => [...document.querySelectorAll("summary")].indexOf(one));
    if (reached.has(which)) continue;
    reached.add(which);
    await page.keyboard.press("Enter");
    if (!(await here.evaluate((one) => one.parentElement.open))) tell(`Enter does not open part ${which}`);
    await page.keyboard.press("Enter");
  }
  if (reached.size < wanted) tell(`Tab reaches ${reached.size} of ${wanted} folded parts`);
}
