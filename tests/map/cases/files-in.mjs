// Whatever is dropped on the page: a scenario, or a message; never a page that is broken.
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { shared } from "../door.mjs";
import { sameAnswer } from "../numbers.mjs";
import { zip } from "../zip.mjs";

const SCENARIO = new URL("../../../scenarios/afghanistan-2021/", import.meta.url).pathname;

export default async function filesIn({ corridor, folder, open, expect, equal, measured }) {
  const one = await open(corridor.page("--members", "4"));
  const { page } = one;
  const base = await one.answer("base");
  await one.panel("files");
  const input = page.locator('#panel input[type="file"]:not([webkitdirectory])');
  const told = page.locator("#panel section").first().locator('[role="status"]');
  const message = async () => (await told.innerText()).replaceAll(/\s+/g, " ").trim();
  /** Gives files; waits for what is said of them. */
  const give = async (files, to = input) => {
    const begun = Date.now();
    await to.setInputFiles(files);
    await page.waitForFunction((element) => /\S/.test(element.innerText) && !/^Reading/.test(element.innerText), await told.elementHandle(), { timeout: 60_000 });
    return { said: await message(), ms: Date.now() - begun };
  };
  const buffer = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  const files = readdirSync(SCENARIO).filter((name) => name !== "README.md").map((name) => ({ name, bytes: readFileSync(join(SCENARIO, name)) }));

  // The built-in scenario as a zip, inside a folder: the same scenario.
  const { said, ms } = await give([buffer("mine.zip", zip(files.map(({ name, bytes }) => ({ name: `mine/${name}`, bytes }))))]);
  measured("zip of the built-in scenario opened, ms", ms);
  expect(said.startsWith("Opened: Afghanistan"), `a zip of the scenario: ${said}`);
  equal("digest of the scenario in a zip", ((await one.settled()), (await one.answer("base")).digest), base.digest);
  equal("hash of the scenario in a zip", (await one.read()).scenario.hash.slice(0, 16), corridor.result("run", "--members", "4").said.scenario.hash.slice(0, 16));

  // From here on the page has a scenario that must stay.
  const stays = async (what, tells) => {
    expect(tells.test(await message()), `${what}: ${(await message()) || "nothing is said"}`);
    expect((await page.locator("h1").innerText()).startsWith("Afghanistan"), `${what}: the scenario before is gone`);
  };
  const broken = files.map(({ name, bytes }) => buffer(name, name === "locations.csv" ? bytes.toString("utf8").replace("31.6078,65.7053", "31.6078,east") : bytes));
  await give(broken);
  await stays("a broken value", /errors, so it is not opened/);
  const problems = await page.locator("#panel").innerText();
  expect(/locations\.csv:33:\d+/.test(problems) && problems.includes("Help:"), "a broken value is not told with its file, line and help");

  const bad = [
    ["a file that is none of ours", [buffer("photo.jpg", Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2]))], /Nothing here can be used/],
    ["an empty zip", [buffer("empty.zip", zip([]))], /./],
    ["a zip that is cut off", [buffer("cut.zip", zip(files).subarray(0, 5000))], /zip/i],
    ["no zip at all", [buffer("no.zip", "PK? no")], /is not a zip/],
    ["a locked zip", [buffer("locked.zip", zip([{ name: "scenario.yml", bytes: Buffer.from("schema: 1"), flags: 0x801 }]))], /password|locked/],
    ["a zip with an unknown method", [buffer("method.zip", zip([{ name: "scenario.yml", bytes: Buffer.from("schema: 1"), method: 99 }]))], /packed in a way/],
    ["a zip whose sum is wrong", [buffer("sum.zip", zip([{ name: "scenario.yml", bytes: Buffer.from("schema: 1"), packed: Buffer.from([7, 255, 1]) }]))], /./],
    ["a zip of 3,000 files", [buffer("many.zip", zip(Array.from({ length: 3000 }, (_, at) => ({ name: `${at}.csv`, bytes: Buffer.from("a") }))))], /2,000 files/],
    ["a zip that leads out of its folder", [buffer("out.zip", zip([{ name: "../../etc/scenario.yml", bytes: Buffer.from("schema: 1") }]))], /./],
    ["a zip that unpacks to 300 MB", [buffer("bomb.zip", zip([bomb("scenario.yml", 300e6)]))], /200 MB/],
    ["a zip that says it is small, and unpacks to 300 MB", [buffer("lie.zip", zip([{ ...bomb("scenario.yml", 300e6), size: 100 }]))], /./],
    ["words that are no edits", [buffer("edits.txt", "open sesame\n")], /cannot be made/],
    ["edits that are no text", [buffer("edits.txt", Buffer.from([0xff, 0xfe, 0, 1]))], /not text/],
    ["GeoJSON that is no JSON", [buffer("border.geojson", "{")], /not JSON/],
    ["JSON that is no GeoJSON", [buffer("border.json", "[1,2]")], /no GeoJSON/],
    ["GeoJSON in metres", [buffer("metres.geojson", JSON.stringify(square(500000, 4000000)))], /not degrees/],
    ["GeoJSON with a hole for numbers", [buffer("null.geojson", '{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[null,"a"],[]]]},"properties":{}}')], /./],
    ["a scenario of zeros", [buffer("scenario.yml", Buffer.alloc(1000))], /errors/],
    ["a scenario of references to references", [buffer("scenario.yml", laughs())], /errors/],
  ];
  for (const [what, files, tells] of bad) {
    const { ms } = await give(files);
    await stays(what, tells);
    if (ms > 5000) measured(`${what}, ms`, ms);
  }

  const junk = join(folder, "results", "scenario.yml");
  const file = openSync(junk, "w");
  for (let at = 0; at < 70; at++) writeSync(file, Buffer.alloc(1 << 20, `- "${at} ${"x".repeat(50)}\n`));
  closeSync(file);
  measured("70 MB of junk as scenario.yml, ms", (await give([junk])).ms);
  await stays("junk", /./);
  rmSync(junk);
  expect((await page.locator(".trouble").count()) === 0, `the page is in trouble: ${await page.locator(".trouble").innerText().catch(() => "")}`);

  // Boundaries of the user, and a file that is dropped.
  await give([buffer("admin1.geojson", JSON.stringify(square(65, 32)))]);
  await stays("boundaries", /Boundaries of admin1\.geojson shown: 1 feature/);
  await page.locator("#tab-answer").click();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "what.txt", { type: "text/plain" }));
    for (const kind of ["dragenter", "dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, "# mine\nclose x_chaman from 2021-09-02 until never\n");
  await one.edited();
  await one.panel("answer");
  expect((await one.text()).includes("close x_chaman from 2021-09-02 until never"), "edits that are dropped are not shown as made");

  // A folder of Flee, picked as a folder. It takes the place of all that was there.
  const cases = shared();
  if (cases) {
    await one.panel("files");
    const said = (await give([join(cases, "cases", "mali2012")], page.locator("#panel input[webkitdirectory]"))).said;
    expect(said.startsWith("Opened"), `a Flee folder: ${said}`);
    // As many members as before.
    equal("members of a Flee folder in the end", await one.settled(), 4);
    sameAnswer(equal, "mali2012 picked as a folder", await one.answer("base"), corridor.result("run", join(cases, "cases", "mali2012"), "--members", "4").said);
  }
  expect(base.conserved, "people are lost");
  await one.close();

  // The bare page, without a scenario, opens one too.
  const bare = await open(new URL("../../../shells/web/dist/map.html", import.meta.url).pathname, { wait: false });
  await bare.page.getByText("No scenario is open").first().waitFor();
  await bare.page.locator('#tab-files[aria-selected="true"]').waitFor({ timeout: 30_000 });
  await bare.page.locator('#panel input[type="file"]').first().setInputFiles(files.map(({ name, bytes }) => buffer(name, bytes)));
  await bare.page.getByText("Opened: Afghanistan").waitFor({ timeout: 30_000 });
  await bare.close();
}

/** Zeros, packed a thousandfold. */
function bomb(name, size) {
  return { name, bytes: Buffer.alloc(0), crc: 0, size, packed: deflateRawSync(Buffer.alloc(size), { level: 6 }) };
}

function square(x, y) {
  const ring = [[x, y], [x + 2, y], [x + 2, y + 2], [x, y + 2], [x, y]];
  return { type: "FeatureCollection", features: [{ type: "Feature", properties: { name: "A" }, geometry: { type: "Polygon", coordinates: [ring] } }] };
}

/** A billion of them, if all were written out. */
function laughs() {
  const lines = ['a0: &a0 ["lol"]'];
  for (let at = 1; at < 10; at++) lines.push(`a${at}: &a${at} [${Array(10).fill(`*a${at - 1}`).join(", ")}]`);
  return lines.join("\n");
}
