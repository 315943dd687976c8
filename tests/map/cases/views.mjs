// Base and what-if side by side, looking at the same piece of the world; and their difference.
import { join } from "node:path";
import { looked } from "../door.mjs";

export default async function views({ browser, corridor, pictures, open, expect, equal }) {
  const one = await open(corridor.page("--members", "6", "--edit", "close x_chaman from 2021-09-02 until never"));
  const { page } = one;
  const header = page.locator("header").first();
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("End");

  await header.getByRole("button", { name: "Side by side" }).click();
  const maps = page.locator(".maps .map");
  equal("maps side by side", await maps.count(), 2);
  await page.locator(".maplibregl-canvas").nth(1).waitFor();
  await page.waitForTimeout(1000);
  const [left, right] = [await maps.nth(0).boundingBox(), await maps.nth(1).boundingBox()];
  expect(left.x + left.width <= right.x + 1 && left.width > 200, "the maps do not stand side by side");
  const hash = () => new URL(page.url()).hash;
  const picture = (number) => maps.nth(number).screenshot();
  const before = await Promise.all([0, 1].map(picture));
  await page.mouse.move(left.x + left.width / 2, left.y + left.height / 2);
  await page.mouse.down();
  await page.mouse.move(left.x + left.width / 2 + 90, left.y + left.height / 2 + 40, { steps: 6 });
  await page.mouse.up();
  await page.waitForTimeout(1200);
  const after = await Promise.all([0, 1].map(picture));
  for (const number of [0, 1]) expect(!before[number].equals(after[number]), `map ${number + 1} does not move when map 1 is dragged`);
  expect(/map=/.test(hash()), "the URL does not hold where one looks");
  await page.screenshot({ path: join(pictures, "views-split.png") });
  const keys = await page.evaluate(() => (document.activeElement?.blur(), null));
  equal("nothing", keys, null);
  await page.keyboard.press("s");
  equal("maps after the key s", await maps.count(), 1);

  await header.getByRole("button", { name: "Difference", exact: true }).click();
  await page.waitForTimeout(800);
  const seen = await looked(browser, await page.locator(".maps").screenshot({ path: join(pictures, "views-difference.png") }));
  expect(seen.colours > 20, "the map of the difference is empty");
  expect(/clear of chance|fewer/i.test(await page.locator(".maps").innerText()), "the legend does not say how the difference is drawn");
  await page.keyboard.press("m");
  equal("shown after the key m", await header.locator('[aria-pressed="true"]').first().innerText(), "Base");
  await header.getByRole("button", { name: "From home to where they are" }).click();
  await page.waitForTimeout(800);
  const arcs = await looked(browser, await page.locator(".maps").screenshot({ path: join(pictures, "views-arcs.png") }));
  expect(arcs.colours > 20, "the map of arcs is empty");
  await one.close();
}
