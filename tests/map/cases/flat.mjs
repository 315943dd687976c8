// A browser without WebGL: the page says so, draws the map otherwise, and everything else is as ever.
import { join } from "node:path";
import { launch, open, violations } from "../door.mjs";

export default async function flat({ corridor, pictures, tell, expect, equal }) {
  const browser = await launch({ gl: false });
  try {
    const one = await open(browser, corridor.page("--members", "6"), tell, { hash: "#of=afghanistan-2021&map=66.443,30.957,8" });
    const { page } = one;
    equal("WebGL 2", await page.evaluate(() => document.createElement("canvas").getContext("webgl2") !== null), false);
    const maps = page.locator(".maps");
    await maps.getByText(/no WebGL/).waitFor({ timeout: 30_000 });
    expect((await maps.locator("svg[role=application] circle").count()) > 3, "the simple map has no circles");
    expect((await maps.locator("svg[role=application] path").count()) > 20, "the simple map has no countries");
    await page.screenshot({ path: join(pictures, "flat.png") });
    const box = await maps.boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.getByRole("heading", { name: "Chaman - Spin Boldak crossing" }).first().waitFor({ timeout: 30_000 });
    equal("digest", (await one.answer("base")).digest, corridor.result("run", "--members", "6").said.digest);
    await one.panel("table");
    expect((await page.locator("#panel tbody tr").count()) > 5, "the table is empty");
    await one.panel("files");
    const png = await one.saved(() => one.button("Map as a picture (PNG)").click());
    expect(png.bytes.length > 20_000, "no picture of the simple map");
    for (const found of await violations(page)) tell(found);
    await one.close();
  } finally {
    await browser.close();
  }
}
