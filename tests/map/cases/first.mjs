// A cold load: the first picture, members streaming in, what must always be visible; from a file and from `corridor map`.
import { statSync } from "node:fs";
import { join } from "node:path";
import { looked } from "../door.mjs";

const MEMBERS = 40;
/** ms. The aim is 2 s on an idle machine; here others may be at work. */
const LATE = 90_000;

export default async function first({ browser, corridor, pictures, open, expect, equal, measured }) {
  const file = corridor.page("--members", String(MEMBERS));
  const { size } = statSync(file);
  measured("size of map.html", `${(size / 1e6).toFixed(2)} MB`);
  expect(size < 5e6, `map.html has ${size} bytes: 5 MB are the most that it may have`);

  const one = await open(file, { wait: false });
  const { page } = one;
  const shown = await page.waitForFunction(drawn, null, { polling: "raf", timeout: LATE });
  const at = await shown.jsonValue();
  measured("first picture (answer and map), ms after the navigation", Math.round(at.now));
  measured("members in it", at.members);
  const counts = new Set();
  const seen = setInterval(async () => counts.add(await page.locator(".members").innerText().catch(() => "")), 20);
  equal("members in the end", await one.settled(), MEMBERS);
  clearInterval(seen);
  measured("all members, ms", await page.evaluate(() => Math.round(performance.now())));
  measured("long tasks while loading, ms", (await page.evaluate(() => window.kept.long)).map(([, ms]) => Math.round(ms)).join(" ") || "none");
  expect(at.members < MEMBERS || counts.size > 1, "the first picture waits for all members");

  const says = await page.locator("body").innerText();
  for (const what of ["Afghanistan, May to December 2021", "Simulation, not observation", "2 Sept 2021", "do not imply official endorsement"]) {
    expect(says.includes(what), `the page does not show: ${what}`);
    const visible = await page.getByText(what).first().evaluate((element) => {
      const { top, bottom, left, right } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth && getComputedStyle(element).visibility === "visible";
    });
    expect(visible, `one must scroll to see: ${what}`);
  }
  const picture = await looked(browser, await page.locator(".maps").screenshot({ path: join(pictures, "first-map.png") }));
  expect(picture.colours > 20 && picture.most < 0.8, `the map has ${picture.colours} colours, and one covers ${Math.round(picture.most * 100)} %: is it drawn?`);

  // The same from the server: its own policy, too, and nothing else there.
  const server = await corridor.serve("--members", "4");
  try {
    const { headers } = await fetch(server.address);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy.includes("default-src 'none'") && policy.includes("frame-ancestors 'none'"), `the server's policy: ${policy}`);
    const served = await open(server.address);
    equal("digest of the page that is served", (await served.answer("base")).digest, corridor.result("run", "--members", "4").said.digest);
    await served.close();
  } finally {
    equal("exit status of the server", await server.stop(), 0);
  }
}

/** In the page: whether the answer's numbers are there, and names are on the map. */
function drawn() {
  const answered = [...document.querySelectorAll("#panel table .range")].some((range) => /\d/.test(range.textContent));
  if (!answered || window.kept.named === null || !document.querySelector(".maplibregl-canvas")) return false;
  const members = Number(/\d+/.exec(document.querySelector(".members")?.textContent ?? "")?.[0]);
  return { now: performance.now(), members };
}
