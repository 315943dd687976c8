// The one door to the page: opens it in Chromium as its users do, hears what it asks for and what goes wrong, and reads what
// the engine told it (the page shows rounded numbers; here they are whole).
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";

// The same two packages as tests/report has; `cargo xtask test` installs them there, once.
const require = createRequire(new URL("../report/package.json", import.meta.url));
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const starts = (name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0;
// Playwright wants a path.
const whole = (name) => name && spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim();

/** A browser; `gl` false: one without WebGL. */
export async function launch({ gl = true } = {}) {
  const executablePath = process.env.CORRIDOR_CHROMIUM ?? whole(names.find(starts));
  if (!executablePath) throw new Error("Chromium is missing: `sudo apt-get install chromium`, or name one in CORRIDOR_CHROMIUM.");
  let chromium;
  try {
    ({ chromium } = require("playwright-core"));
  } catch {
    throw new Error("playwright-core is missing: `npm ci` in tests/report installs it (`cargo xtask test` does).");
  }
  // Whoever is root, as in a container, has no sandbox. Where there is no graphics card, the processor draws.
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const draws = gl ? ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"] : ["--disable-gpu", "--disable-3d-apis"];
  return chromium.launch({ executablePath, args: [...root, ...draws] });
}

/** Warnings, each printed once: they are no fault. */
const noted = new Set();
/** What a graphics driver says of itself is no fault of the page. */
const drivers = /GL Driver Message|GPU stall|swiftshader|software WebGL/i;

/**
 * Opens an address (a path or http://127.0.0.1) in a window of its own. `tell` hears every request for anything but the page
 * itself, every word on the console, every error and every breach of the policy.
 */
export async function open(browser, at, tell, { hash = "", width = 1400, height = 900, wait = true, members = null, ...more } = {}) {
  const address = at.startsWith("http") ? at : pathToFileURL(at).href;
  const loopback = address.startsWith("http");
  const context = await browser.newContext({ offline: !loopback, viewport: { width, height }, acceptDownloads: true, ...more });
  const page = await context.newPage();
  const own = (url) => url.split("#")[0] === address || /^(data|blob):/.test(url);
  const heard = (what) => tell(what.slice(0, 400));
  if (loopback) await page.route("**", (route) => (own(route.request().url()) ? route.continue() : route.abort()));
  page.on("request", (request) => own(request.url()) || heard(`asks for ${request.url()}`));
  page.on("websocket", (socket) => heard(`asks for ${socket.url()}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "assert") heard(`says: ${message.text()}`);
    else if (!drivers.test(message.text()) && !noted.has(message.text())) console.log(`noted: ${message.type()}: ${message.text().slice(0, 200)}`);
    noted.add(message.text());
  });
  page.on("pageerror", (error) => heard(`fails: ${error.stack ?? error}`));
  page.on("crash", () => heard("crashes"));
  await page.addInitScript(listen);
  const begun = Date.now();
  await page.goto(address + hash, { waitUntil: "commit" });
  const opened = new Opened(page, context, begun, tell);
  if (wait) await opened.settled();
  return opened;
}

/** Runs in the page, before anything of it: keeps what the workers answer, breaches of the policy, and long tasks. */
function listen() {
  const kept = { said: {}, breaches: [], long: [], named: null };
  Object.defineProperty(window, "kept", { value: kept });
  addEventListener("securitypolicyviolation", (event) => kept.breaches.push(`${event.violatedDirective}: ${event.blockedURI}`));
  try {
    new PerformanceObserver((list) => list.getEntries().forEach(({ startTime, duration }) => kept.long.push([startTime, duration]))).observe({ type: "longtask" });
  } catch {
    // A browser without it measures nothing.
  }
  // When the first name is written on the map: reading the picture back would slow down what is measured.
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...of) {
    if (this.canvas.matches?.(".names")) kept.named ??= performance.now();
    return write.apply(this, of);
  };
  const text = (bytes) => new TextDecoder().decode(bytes);
  window.Worker = class extends Worker {
    asked = new Map();
    constructor(...of) {
      super(...of);
      this.addEventListener("message", ({ data }) => {
        const question = data?.kind === "answer" && this.asked.get(data.id);
        if (question) kept.said[question] = text(data.bytes);
      });
    }
    postMessage(order, ...more) {
      // `tell`, `read` and `change` are asked and answered in JSON (the input of `read` is not).
      if (order?.kind === "call" && ["tell", "read", "change"].includes(order.verb)) {
        this.asked.set(order.id, order.verb === "tell" ? text(order.input) : order.verb);
      }
      super.postMessage(order, ...more);
    }
  };
}

export class Opened {
  constructor(page, context, begun, tell) {
    Object.assign(this, { page, context, begun, tell });
  }

  /** What the engine last told of something; `undefined` if nothing yet. */
  async told(...about) {
    const said = await this.page.evaluate((about) => {
      const { said } = window.kept;
      return said[about[0]] ?? said[Object.keys(said).find((key) => about.every((part) => key.includes(part)))];
    }, about);
    return said === undefined ? undefined : JSON.parse(said);
  }
  answer = (which) => this.told('"answer"', `"${which}"`);
  differences = () => this.told('"differences"');
  read = () => this.told("read");

  /** Waits until all members have run, of the what-if, too, if there is one, and the page shows so. */
  async settled(timeout = 150_000) {
    const { page } = this;
    const until = Date.now() + timeout;
    for (;;) {
      const read = await this.read();
      if (read && !read.scenario) throw new Error(`the page cannot read its scenario: ${read.diagnostics.map(({ file, message }) => `${file}: ${message}`).join(" ")}`);
      const says = read ? await page.locator(".members").first().innerText({ timeout: 30_000 }) : "";
      const all = says.includes(" of ") ? 0 : Number(/(\d[\d,]*) member/.exec(says)?.[1].replaceAll(",", "") ?? 0);
      const edited = says.includes("edits");
      const told = all > 0 && (await this.answer(edited ? "changed" : "base"))?.members === all;
      if (told && (!edited || (await this.differences())?.members === all)) {
        // What has been told is drawn in the next frames.
        await this.frames(3);
        return all;
      }
      if (Date.now() > until) throw new Error(`not all members have run after ${timeout} ms: ${says}`);
      await page.waitForTimeout(40);
    }
  }

  frames = (count) => this.page.evaluate(async (count) => {
    for (; count > 0; count--) await new Promise(requestAnimationFrame);
  }, count);

  /** Waits until there are edits, or none. */
  edited = (are = true) =>
    this.page.locator(".members").filter(are ? { hasText: "with the edits" } : { hasText: /members?$/ }).waitFor({ timeout: 60_000 });

  async panel(name) {
    await this.page.locator(`#tab-${name}`).click();
    await this.page.locator(`#panel[aria-labelledby="tab-${name}"]`).waitFor();
  }
  text = async () => (await this.page.locator("#panel").innerText()).replaceAll(/\s+/g, " ");
  button = (name, exact = true) => this.page.locator("#panel").getByRole("button", { name, exact });

  /** Makes edits by writing them. */
  async write(...edits) {
    await this.panel("whatif");
    await this.page.locator("#panel textarea").fill(edits.join("\n"));
    await this.button("Make it").click();
  }

  /** What a click saves: its name and its bytes. Null if the page says that it cannot, which is told. */
  async saved(click) {
    const coming = this.page.waitForEvent("download", { timeout: 60_000 });
    const says = () => this.page.locator("#panel [role=status]").last().innerText();
    const before = await says().catch(() => "");
    const refused = this.page.locator("#panel [role=status]").filter({ hasText: "could not be made", hasNotText: before || "\0" }).waitFor({ timeout: 60_000 });
    // Of the two, one will not come.
    coming.catch(() => {});
    refused.catch(() => {});
    await click();
    const download = await Promise.race([coming, refused]);
    if (download) return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    this.tell(await says());
    return null;
  }

  async close() {
    for (const breach of await this.page.evaluate(() => window.kept.breaches).catch(() => [])) this.tell(`breaks its policy: ${breach}`);
    await this.context.close();
  }
}

let axe;
/** What axe finds, a line each. */
export async function violations(page, rules) {
  axe ??= readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const options = { resultTypes: ["violations"], ...(rules ? { runOnly: { type: "rule", values: rules } } : {}) };
  const found = await page.evaluate((options) => window.axe.run(document, options), options);
  return found.violations.map(({ id, help, nodes }) => `axe: ${id}: ${help}: ${nodes.slice(0, 3).map(({ html, any }) => `${html.slice(0, 140)} ${any[0]?.message?.slice(0, 140) ?? ""}`).join(" | ")}`);
}

/** What is on a picture: its size, how many colours it has (in steps of 16), and the share of the most frequent. */
export async function looked(browser, png) {
  const page = await browser.newPage();
  try {
    return await page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
      const pen = canvas.getContext("2d");
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const counts = new Map();
      for (let at = 0; at < data.length; at += 4) {
        const colour = ((data[at] >> 4) << 8) | ((data[at + 1] >> 4) << 4) | (data[at + 2] >> 4);
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
      return { width: canvas.width, height: canvas.height, colours: counts.size, most: Math.max(...counts.values()) / (data.length / 4) };
    }, png.toString("base64"));
  } finally {
    await page.close();
  }
}

/** The folder `shared` beside the checkout, or the one that CORRIDOR_SHARED names; null if there is none, and nobody requires it. */
export function shared() {
  const folder = process.env.CORRIDOR_SHARED ?? new URL("../../../shared", import.meta.url).pathname;
  if (existsSync(`${folder}/cases`)) return folder;
  if (process.env.CORRIDOR_SHARED_REQUIRED) throw new Error(`${folder} has no cases, and CORRIDOR_SHARED_REQUIRED is set`);
  console.log(`skipped: ${folder} has no cases`);
  return null;
}
