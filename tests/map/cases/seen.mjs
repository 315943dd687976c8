// Every panel and view: axe in light and dark, nothing wider than the screen from 320 px to 4K, from right to left. The pictures
// are there to be looked at.
import { join } from "node:path";
import { violations } from "../door.mjs";

const panels = ["answer", "whatif", "differences", "table", "explain", "sources", "files", "about"];
const CHAMAN = "&at=place:x_chaman";
const EDIT = "&edit=close+x_chaman+from+2021-09-02+until+never";

export default async function seen({ corridor, pictures, open, expect, tell }) {
  const file = corridor.page("--members", "6");
  const look = async (name, options, { hash = "", contrast = false, targets = false } = {}) => {
    const one = await open(file, { hash: `#of=afghanistan-2021${CHAMAN}${EDIT}${hash}`, ...options });
    const { page } = one;
    await one.settled();
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    for (const panel of panels) {
      await one.panel(panel);
      // What is asked of the engine comes a moment later; what is folded is looked at, too.
      await page.waitForTimeout(350);
      // Where all is one column, what a thumb has scrolled to.
      if (options.width < 900) await page.locator("#panel").evaluate((element) => element.scrollIntoView());
      await page.screenshot({ path: join(pictures, `${name}-${panel}.png`) });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide <= 0, `${name}, ${panel}: ${wide} px wider than the screen: ${await page.evaluate(tooWide)}`);
      await page.locator("#panel details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
      for (const found of await violations(page, contrast ? ["color-contrast"] : undefined)) tell(`${name}, ${panel}: ${found}`);
      if (targets) for (const small of await page.evaluate(tooSmall)) tell(`${name}: too small for a finger: ${small}`);
    }
    return one;
  };

  const desktop = await look("desktop", { width: 1400, height: 900 });
  // The rest of what there is: keys, the menu, two maps.
  const { page } = desktop;
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("?");
  for (const found of await violations(page)) tell(`keys: ${found}`);
  await page.keyboard.press("Escape");
  await page.locator("header details summary").click();
  for (const found of await violations(page)) tell(`display menu: ${found}`);
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("s");
  await page.waitForTimeout(600);
  for (const found of await violations(page)) tell(`side by side: ${found}`);
  await desktop.close();

  await (await look("dark", { width: 1400, height: 900, colorScheme: "dark" }, { contrast: true })).close();
  await (await look("phone", { width: 360, height: 740, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }, { targets: true })).close();

  for (const [name, width, height, hash] of [["narrow", 320, 640, ""], ["narrow-rtl", 320, 640, "&dir=rtl"], ["rtl", 1400, 900, "&dir=rtl"], ["4k", 3840, 2160, ""]]) {
    const one = await open(file, { hash: `#of=afghanistan-2021${CHAMAN}${EDIT}${hash}`, width, height });
    for (const panel of name === "4k" || name === "rtl" ? ["answer", "differences"] : panels) {
      await one.panel(panel);
      await one.page.waitForTimeout(250);
      const wide = await one.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide <= 0, `${name}, ${panel}: ${wide} px wider than the screen: ${await one.page.evaluate(tooWide)}`);
      if (width < 900) await one.page.locator("#panel").evaluate((element) => element.scrollIntoView());
      await one.page.screenshot({ path: join(pictures, `${name}-${panel}.png`) });
    }
    if (hash) {
      expect((await one.page.evaluate(() => getComputedStyle(document.body).direction)) === "rtl", `${name}: not from right to left`);
      const [first, second] = [await one.page.locator("#tab-answer").boundingBox(), await one.page.locator("#tab-whatif").boundingBox()];
      expect(first.x > second.x, `${name}: the first tab is not the rightmost`);
    }
    await one.close();
  }
}

/** In the page: what sticks out, and is not inside of something that scrolls. */
function tooWide() {
  const scrolls = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one)).slice(0, 3).map((one) => one.outerHTML.slice(0, 90)).join(" | ");
}

/** In the page: what a finger would miss on a phone. Buttons and fields want 44 px (40 with what is rounded); what looks like a
 *  link the 24 of WCAG 2.5.8, unless it stands in a text. */
function tooSmall() {
  const small = [...document.querySelectorAll("button, select, input, summary, [role=tab]")].filter((one) => {
    const heights = [one, one.closest("label")].filter(Boolean).map((each) => each.getBoundingClientRect().height);
    const least = one.matches(".plain, [type=checkbox], summary") ? 23.5 : 40;
    const seen = one.getBoundingClientRect().width > 2 && heights[0] > 2 && getComputedStyle(one).visibility === "visible";
    return seen && Math.max(...heights) < least && !one.closest("p, td, th, li, dd, .visually-hidden");
  });
  return small.slice(0, 4).map((one) => `${Math.round(one.getBoundingClientRect().height)} px: ${one.outerHTML.slice(0, 90)}`);
}
