// One HTML file of what Vite built: script and style inside, everything else as blocks of data, and a Content-Security-Policy
// that lets exactly these run. `corridor map --export` puts a scenario where the page holds `null`.
//
//   node build/page.mjs [CORRIDOR.WASM]    dist/map.html of dist/app; CORRIDOR_WASM names the engine as well
//   node build/page.mjs fake               dist/fake.html of dist/fake, without the engine
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const [argument] = process.argv.slice(2);
const fake = argument === "fake";
const built = `${root}dist/${fake ? "fake" : "app"}/`;
const packages = `${root}node_modules/`;

const wasm = argument ?? process.env.CORRIDOR_WASM ?? `${root}dist/corridor.wasm`;
if (!fake && !existsSync(wasm)) {
  console.error(`There is no ${wasm}: build the engine first (\`cargo xtask web\` builds it and this page).`);
  process.exit(1);
}

/** MapLibre's worker runs as a classic script (see `src/packed.ts`), which exports nothing. */
function mapWorker() {
  const text = readFileSync(`${packages}maplibre-gl/dist/maplibre-gl-worker.mjs`, "utf8");
  const classic = text.replace(/export\s*\{[^}]*\};?\s*(\/\/# sourceMappingURL=.*)?\s*$/, "");
  if (/^import\b/m.test(classic) || classic.length === text.length) throw new Error("MapLibre's worker is built otherwise than expected");
  return classic;
}

async function engineWorker() {
  const [{ output }] = await build({
    configFile: false, logLevel: "warn",
    build: { write: false, target: "es2022", reportCompressedSize: false, lib: { entry: `${root}src/engine/worker.ts`, formats: ["iife"], name: "worker" } },
  });
  return output[0].code;
}

const blocks = { countries: readFileSync(`${packages}world-atlas/countries-50m.json`), "map-worker": mapWorker() };
if (!fake) Object.assign(blocks, { "engine-worker": await engineWorker(), engine: readFileSync(wasm) });

/** What the command line replaces; once in the page. */
const MARKER = '<script type="application/json" id="corridor-scenario">null</script>';
const sizes = [];
const measured = (what, text) => (sizes.push([what, Buffer.byteLength(text)]), text);
const block = ([id, content]) =>
  measured(id, `<script type="text/plain" id="${id}">${gzipSync(content, { level: 9 }).toString("base64")}</script>\n`);

// Inside an element, only its own end would end it; and a comment's start would change where that end is. A browser reads every
// end of a line as \n, and then hashes.
const script = readFileSync(`${built}app.js`, "utf8").replaceAll("</script", "<\\/script").replaceAll("<!--", "\\x3c!--").replace(/\r\n?/g, "\n");
const style = existsSync(`${built}app.css`) ? readFileSync(`${built}app.css`, "utf8") : "";
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "worker-src blob:",
  // From a file, MapLibre fetches its worker, which is a blob of the page.
  "connect-src blob:",
  "img-src data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const page = `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Corridor</title>
<link rel="icon" href="data:,">
<style>${measured("style", style)}</style>
</head>
<body>
<div id="app"></div>
${MARKER}
<script type="module">${measured("script", script)}</script>
${Object.entries(blocks).map(block).join("")}</body>
</html>
`;

if (page.split(MARKER).length !== 2) throw new Error("the mark of the scenario must stand in the page once");
const name = fake ? "fake.html" : "map.html";
writeFileSync(`${root}dist/${name}`, page);
for (const [what, size] of [...sizes, [name, Buffer.byteLength(page)]]) console.log(`${what.padEnd(14)} ${(size / 1e6).toFixed(2).padStart(6)} MB`);
