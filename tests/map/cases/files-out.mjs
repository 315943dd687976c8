// What can be taken away: the map as a picture, a chart, the table of the day, the edits for the command line, a link.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { looked } from "../door.mjs";

const EDITS = ["close x_chaman from 2021-09-02 until never", "new camp \"Camp é 1\" near kandahar 12 km for 5000 from 2021-09-10"];

export default async function filesOut({ browser, corridor, folder, pictures, open, expect, equal }) {
  const words = ["--members", "6"];
  const one = await open(corridor.page(...words));
  const { page } = one;
  await one.write(...EDITS);
  await one.edited();
  await one.settled();
  await one.panel("files");

  const png = await one.saved(() => one.button("Map as a picture (PNG)").click());
  expect(/\.png$/.test(png.name) && png.name.includes("2021-09-02"), `the picture is called ${png.name}`);
  writeFileSync(join(pictures, "files-out-map.png"), png.bytes);
  const seen = await looked(browser, png.bytes);
  expect(seen.width >= 1000 && seen.height >= 600 && seen.colours > 30 && seen.most < 0.9, `the picture: ${JSON.stringify(seen)}`);

  // The table of the day, beside what the engine says of it, row by row.
  const table = await one.saved(() => one.button("Table of the day (CSV)").click());
  const rows = parsed(table.bytes.toString("utf8"));
  const [head, ...body] = rows;
  equal("columns of the table", head?.slice(0, 5), ["date", "run", "members", "what", "location"]);
  expect(body.every((row) => row.length === head.length && row[0] === "2021-09-02" && row[2] === "6"), "rows of the table are not of the day or of all members");
  const stocks = parsed(corridor.result("compare", ...words, ...EDITS.flatMap((edit) => ["--edit", edit])).file("stocks.csv").toString("utf8"));
  sameStocks(equal, head, body, stocks);

  const edits = await one.saved(() => one.button("Edits (for --edits)").click());
  const file = join(folder, "results", "edits.txt");
  writeFileSync(file, edits.bytes);
  const theirs = corridor.result("compare", ...words, "--edits", file).said;
  equal("digest of the edits that were saved", theirs.digest, (await one.answer("changed")).digest);

  const report = await one.saved(() => one.button("report.html").click());
  expect(!report || (report.bytes.length > 20_000 && report.bytes.includes("Simulation")), "report.html is none");
  const places = await one.saved(() => one.button("places.geojson").click());
  if (places) equal("places.geojson is", JSON.parse(places.bytes.toString("utf8")).type, "FeatureCollection");

  await one.panel("answer");
  const chart = await one.saved(() => one.button("Save as SVG").click());
  const svg = chart.bytes.toString("utf8");
  writeFileSync(join(pictures, "files-out-chart.svg"), svg);
  expect(svg.startsWith("<svg") && svg.includes("http://www.w3.org/2000/svg") && /Simulation, not observation/.test(svg), "the chart lacks its caveat");
  expect(!/(href|src)="http|class=|<script|<style/.test(svg), "the chart leans on the page");
  const drawn = await browser.newPage({ viewport: { width: 700, height: 500 } });
  await drawn.setContent(svg);
  // A second page of a busy browser has no frame to take at times.
  const shoot = () => drawn.screenshot({ path: join(pictures, "files-out-chart.png") });
  await shoot().catch(shoot);
  await drawn.close();

  // A link shows the same to somebody else.
  await page.getByRole("button", { name: "Difference", exact: true }).click();
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("Shift+ArrowRight");
  await one.panel("files");
  await page.waitForTimeout(1200);
  const link = await page.locator("#panel input[readonly]").inputValue();
  const other = await open(link.split("#")[0].replace("file://", ""), { hash: `#${link.split("#")[1]}` });
  await other.settled();
  equal("digest by the link", (await other.answer("changed"))?.digest, theirs.digest);
  equal("day by the link", await other.page.locator("#time .now strong").innerText(), "9 Sept 2021");
  equal("panel by the link", await other.page.locator('[role="tab"][aria-selected="true"]').innerText(), "Files");
  equal("shown by the link", await other.page.locator('header [aria-pressed="true"]').first().innerText(), "Difference");
  await other.close();
  await one.close();
}

/** Stocks of the table and those of stocks.csv, by place: both whole, but that stocks.csv has six decimals. */
function sameStocks(equal, head, body, [names, ...stocks]) {
  const rows = (names, all) => all.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
  const mine = new Map(rows(head, body).filter(({ what }) => what === "stock" || what === "stranded").map((row) => [`${row.what} ${row.location}`, row]));
  const theirs = rows(names, stocks).filter(({ date }) => date === "2021-09-02");
  equal("whether stocks.csv has the day", theirs.length > 50, true);
  const off = theirs.flatMap((row) => {
    const own = mine.get(`${row.measure} ${row.location}`);
    if (!own) return [`${row.measure} ${row.location} is missing`];
    return ["q05", "q25", "q50", "q75", "q95", "mean"].filter((level) => Math.abs(own[level] - row[level]) > 1e-6).map((level) => `${row.measure} ${row.location} ${level} ${own[level]} ${row[level]}`);
  });
  equal("numbers that are others in stocks.csv", off, []);
}

/** Rows of cells. */
function parsed(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
