// Days by keys and by playing: what the slider says, what the page does meanwhile, and less of it where motion is not wanted.

/** ms. The aim is 100 on a machine with a graphics card; the processor draws here, beside two workers. */
const LONG = 1500;

export default async function playing({ corridor, open, expect, equal, measured }) {
  const one = await open(corridor.page("--members", "6"));
  const { page } = one;
  const slider = page.locator("[data-days]");
  const day = async () => Number(await slider.inputValue());
  const { start, reference, days } = (await one.read()).scenario;
  equal("the day at first", await day(), reference);

  await page.evaluate(() => document.activeElement?.blur());
  const after = async (key, wanted) => {
    await page.keyboard.press(key);
    await one.frames(1);
    equal(`the day after ${key}`, await day(), wanted);
  };
  await after("ArrowRight", reference + 1);
  await after("Shift+ArrowRight", reference + 8);
  await after("Shift+ArrowLeft", reference + 1);
  await after("ArrowLeft", reference);
  await after("End", days - 1);
  await after("Home", 0);
  equal("what the slider says", (await slider.getAttribute("aria-valuetext")).split(",")[0], dateOf(start));
  equal("what stands beside it", await page.locator("#time .now strong").innerText(), dateOf(start));

  await page.keyboard.press("Space");
  await page.evaluate(() => (window.kept.long.length = 0));
  const frames = await page.evaluate(async () => {
    const begun = performance.now();
    let frames = 0;
    while (performance.now() - begun < 5000) {
      await new Promise(requestAnimationFrame);
      frames += 1;
    }
    return frames;
  });
  expect((await page.locator("#time .play").innerText()).includes("Pause"), "Space does not play");
  await page.keyboard.press("Space");
  const stopped = await day();
  expect(stopped > 0, "playing shows no other day");
  const long = (await page.evaluate(() => window.kept.long)).map(([, ms]) => Math.round(ms)).sort((a, b) => b - a);
  measured("days in 5 s at 4 a second", stopped);
  measured("frames a second", (frames / 5).toFixed(1));
  measured("main-thread tasks over 50 ms while playing", long.length === 0 ? "none" : `${long.length}, over 100 ms ${long.filter((ms) => ms > 100).length}, longest ${long[0]} ms`);
  expect((long[0] ?? 0) < LONG, `a task of ${long[0]} ms stops the page while it plays`);
  await page.waitForTimeout(600);
  equal("the day after playing has stopped", await day(), stopped);
  await one.close();

  const calm = await open(corridor.page("--members", "6"), { reducedMotion: "reduce" });
  const from = Number(await calm.page.locator("[data-days]").inputValue());
  await calm.page.evaluate(() => document.activeElement?.blur());
  await calm.page.keyboard.press("Space");
  await calm.page.waitForTimeout(2500);
  const moved = Number(await calm.page.locator("[data-days]").inputValue()) - from;
  expect(moved >= 1 && moved <= 4, `with reduced motion ${moved} days go by in 2.5 s`);
  const moving = await calm.page.evaluate(() => document.getAnimations().filter(({ playState, effect }) => playState === "running" && effect.getTiming().duration > 1).length);
  equal("animations with reduced motion", moving, 0);
  await calm.close();
}

/** As the page writes it. */
function dateOf(iso) {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
}
