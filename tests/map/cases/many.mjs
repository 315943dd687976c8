// A country of 10,000 places: how long things take, and that they work.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SIDE = 100;
/** ms, for things that should feel immediate. */
const SLOW = 15_000;

export default async function many({ corridor, folder, pictures, open, expect, measured }) {
  const at = join(folder, "results", "many");
  country(at);
  const file = corridor.page(at, "--members", "2");
  const one = await open(file, { wait: false });
  const { page } = one;
  const time = async (what, act) => {
    const begun = Date.now();
    await act();
    const ms = Date.now() - begun;
    measured(`${what}, ms`, ms);
    return ms;
  };
  await time("opened, to the first numbers", () => page.locator("#panel table .range").first().waitFor({ timeout: 60_000 }));
  await time("to all members", () => one.settled(120_000));
  await page.evaluate(() => document.activeElement?.blur());
  expect((await time("a day on", async () => (await page.keyboard.press("ArrowRight"), await one.frames(2)))) < SLOW, "a day on takes too long");
  expect((await time("the table", async () => (await one.panel("table"), await one.button("Places").click(), await page.locator("#panel tbody tr").nth(5).waitFor({ timeout: 60_000 })))) < SLOW, "the table takes too long");
  await time("a name in the table", async () => {
    await page.locator("#panel").getByRole("searchbox").fill("Place 95-95");
    await page.locator("#panel tbody tr").filter({ hasText: "Place 95-95" }).waitFor({ timeout: 30_000 });
  });
  const rows = await page.locator("#panel tbody tr").count();
  expect(rows < 500, `the table draws ${rows} rows at once`);
  await time("its card", async () => {
    await page.locator("#panel tbody th button").first().click();
    await page.getByRole("heading", { name: "Place 95-95" }).first().waitFor({ timeout: 30_000 });
  });
  expect((await time("what if", () => one.panel("whatif"))) < SLOW, "the panel What if takes too long");
  await time("a crossing closed, to the first answer", async () => {
    await one.write("close x_0 from 2030-01-20 until never");
    await page.waitForFunction(() => /First answer after/.test(document.querySelector("#panel")?.textContent ?? ""), null, { timeout: 60_000 });
  });
  await page.evaluate(() => (document.activeElement?.blur(), (window.kept.long.length = 0)));
  await page.keyboard.press("Space");
  await page.waitForTimeout(4000);
  await page.keyboard.press("Space");
  const long = (await page.evaluate(() => window.kept.long)).map(([, ms]) => Math.round(ms)).sort((a, b) => b - a);
  measured("main-thread tasks while playing for 4 s, ms", long.slice(0, 8).join(" ") || "none over 50");
  await page.screenshot({ path: join(pictures, "many.png") });
  await one.close();
}

/** So many that each of them may be a destination: of 10,000 the engine would keep the ways between all pairs, which is more
 *  than wasm32 has room for. */
const isTown = (row, column) => row % 5 === 0 && column % 5 === 0;

/** Places in a grid, roads between neighbours, crossings to a neighbour country at the east, fighting in the middle. */
function country(at) {
  mkdirSync(at, { recursive: true });
  const key = (row, column) => `p${row}_${column}`;
  const locations = ["key,name,kind,country,to_country,admin1,lat,lon,population,aliases,source"];
  const routes = ["from,to,distance_km,mode,source"];
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const [lat, lon] = [20 + row * 0.08, 40 + column * 0.08];
      const kind = isTown(row, column) ? "town" : "waypoint";
      locations.push(`${key(row, column)},Place ${row}-${column},${kind},Gridland,,,${lat.toFixed(4)},${lon.toFixed(4)},${kind === "town" ? 1000 + ((row * 37 + column * 91) % 90) * 100 : ""},,invented`);
      if (column > 0) routes.push(`${key(row, column - 1)},${key(row, column)},9,road,invented`);
      if (row > 0 && (column + row) % 4 === 0) routes.push(`${key(row - 1, column)},${key(row, column)},9,road,invented`);
    }
  }
  for (let number = 0; number < 5; number++) {
    const row = number * 20 + 10;
    const [lat, lon] = [20 + row * 0.08, 40 + SIDE * 0.08];
    locations.push(`x_${number},Crossing ${number},crossing,Gridland,Nextland,,${lat.toFixed(4)},${lon.toFixed(4)},,,invented`);
    locations.push(`town_${number},Town ${number},hub,Nextland,,,${lat.toFixed(4)},${(lon + 0.4).toFixed(4)},,,invented`);
    routes.push(`${key(row, SIDE - 1)},x_${number},9,road,invented`, `x_${number},town_${number},40,road,invented`);
  }
  const conflicts = ["location,event_date,until,intensity,available_at,source"];
  for (let number = 0; number < 40; number++) conflicts.push(`${key(5 * (number % 8), 50 + 5 * (number % 9))},2030-01-${String(2 + (number % 20)).padStart(2, "0")},unknown,0.8,,invented`);
  const settings = `schema: 1
rules_version: 1
name: gridland
title: Gridland, a country of 10,000 places
period: {start: 2030-01-01, end: 2030-02-28}
reference_date: 2030-01-15
profiles: [{key: displaced}]
provenance:
  compiled_by: Nobody
  licence: CC0
  attribution: ["Everything is invented."]
`;
  const files = { "scenario.yml": settings, "locations.csv": locations, "routes.csv": routes, "conflicts.csv": conflicts };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), Array.isArray(text) ? `${text.join("\n")}\n` : text);
}
