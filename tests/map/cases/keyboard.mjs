// From opening the page to reading what closing Chaman changes, without a pointer.
export default async function keyboard({ corridor, open, expect, equal, measured }) {
  const one = await open(corridor.page("--members", "6"));
  const { page } = one;
  let stops = 0;
  /** Presses Tab until the focus is where it is wanted; says where it went if it never is. */
  const tabTo = async (what, test, argument, key = "Tab") => {
    const seen = [];
    for (let stop = 0; stop < 120; stop++) {
      await page.keyboard.press(key);
      stops += 1;
      if (await page.evaluate(test, argument)) {
        const outline = await page.evaluate(focused);
        expect(outline, `${what}: the focus cannot be seen`);
        return;
      }
      seen.push(await page.evaluate(() => (document.activeElement?.textContent || document.activeElement?.getAttribute("aria-label") || document.activeElement?.tagName || "").trim().slice(0, 20)));
    }
    throw new Error(`Tab does not reach ${what}; it went to ${seen.slice(0, 40).join(", ")}`);
  };
  const named = (name) => (document.activeElement?.tagName === "BUTTON" || document.activeElement?.tagName === "A") && document.activeElement.textContent.trim() === name;

  // The first stop leads past everything, to the table.
  await page.keyboard.press("Tab");
  stops += 1;
  expect(await page.evaluate(() => document.activeElement?.matches(".skip")), "the first stop is no way past the map");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "panel", null, { timeout: 30_000 });
  expect((await one.text()).startsWith("Everything on the map"), "the way past the map does not lead to the table");
  await tabTo("the tabs", () => document.activeElement?.getAttribute("role") === "tab", null, "Shift+Tab");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  equal("the tab", await page.evaluate(() => document.activeElement.id), "tab-whatif");
  await tabTo("the list of crossings", (what) => document.activeElement?.tagName === "SELECT" && document.activeElement.labels?.[0]?.textContent.includes(what), "Crossing or airport");
  await page.keyboard.type("Chaman");
  await page.locator("#panel h3").filter({ hasText: "Change Chaman" }).waitFor({ timeout: 30_000 });
  // Choosing redraws the panel; where the focus is then, one goes on from.
  await tabTo("the button that closes it", named, "Closed");
  await page.keyboard.press("Enter");
  await one.edited();
  await one.settled();
  equal("edits", (await one.answer("changed")).edits.length, 1);
  const live = page.locator("[data-said]");
  await page.waitForFunction((element) => /With the edits/.test(element.textContent), await live.elementHandle(), { timeout: 60_000 })
    .catch(() => expect(false, "the live region does not say what the edit changes"));
  await tabTo("the way to the differences", named, "See what differs");
  await page.keyboard.press("Enter");
  await page.locator('#panel[aria-labelledby="tab-differences"]').waitFor();
  expect(/nine of ten members/.test(await one.text()), "the difference cannot be read");
  await tabTo("a row of the table of differences", () => document.activeElement?.closest("#panel tbody th") !== null && document.activeElement.matches("button"), null);
  measured("stops with Tab in all", stops);

  // Keys of the page work from there, and fields keep theirs.
  await page.keyboard.press("?");
  await page.locator("dialog[open]").waitFor({ timeout: 30_000 });
  await page.keyboard.press("Escape");
  equal("dialogs after Escape", await page.locator("dialog[open]").count(), 0);
  await one.close();
}

/** In the page: whether what has the focus looks like it. */
function focused() {
  const of = (element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  for (let element = document.activeElement, up = 0; element && up < 3; element = element.parentElement, up++) if (of(element)) return true;
  return false;
}
