import { afterEach, beforeEach, expect, test } from "vitest";
import { Pool } from "./pool";
import type { Engine, Progress } from "./protocol";
import { Stale } from "./stale";
import { OPTIONS, World } from "./testing";
import { Refused } from "./wasm";

let world: World;
let pool: Pool;
let troubles: string[];
beforeEach(() => {
  world = new World();
  troubles = [];
  pool = new Pool({ spawn: world.spawn, module: {} as WebAssembly.Module, runners: 2, trouble: (sentence) => troubles.push(sentence) });
});
afterEach(() => {
  pool.close();
  world.close();
});

const files = (name: string) => [{ name: "scenario.yml", bytes: new TextEncoder().encode(name && `name: ${name}`) }];
/** All that was told until it holds. */
function until(engine: Engine, holds: (progress: Progress) => boolean): Promise<Progress[]> {
  const told: Progress[] = [];
  return new Promise((resolve) => {
    const stop = engine.listen((progress) => {
      told.push(progress);
      if (!holds(progress)) return;
      stop();
      resolve(told);
    });
  });
}
const all = ({ base, members }: Progress): boolean => base === members;
const both = ({ base, changed, members }: Progress): boolean => base === members && changed === members;
const [TELLER, ...RUNNERS] = [0, 1, 2] as const;

test("all members run once, side by side, and are told at a few steps", async () => {
  const done = until(pool, all);
  expect((await pool.read(files("a"), OPTIONS)).scenario!.name).toBe("a");
  expect((await done).map(({ base }) => base)).toEqual([1, 4, 8, 16, 20]);
  const runs = RUNNERS.map((runner) => world.log[runner]!.filter((verb) => verb.startsWith("run")));
  expect(runs.flat().sort()).toEqual(Array.from({ length: 20 }, (_, member) => `run ${member}`).sort());
  expect(runs.map(([first]) => first)).toEqual(["run 0", "run 1"]);
  expect(world.log[TELLER]!.filter((verb) => verb === "take").length).toBe(20);
});

test("a what-if runs first where its base ran, and its first picture is timed", async () => {
  const done = until(pool, all);
  await pool.read(files("a"), OPTIONS);
  await done;
  const bases = RUNNERS.map((runner) => world.log[runner]!.filter((verb) => verb.startsWith("run ")));
  world.log.forEach((log) => log.splice(0));
  const changed = until(pool, both);
  await pool.change(["close it"]);
  const first = await until(pool, ({ changed }) => changed >= 4);
  expect(first[0]!.firstAnswer).toBeNull();
  expect((await pool.picture("changed")).members).toBeGreaterThanOrEqual(4);
  const told = await changed;
  expect(told.at(-1)!.firstAnswer ?? (await until(pool, () => true))[0]!.firstAnswer).toBeGreaterThan(0);
  RUNNERS.forEach((runner, number) => {
    const [change, ...runs] = world.log[runner]!;
    expect(change).toBe("change");
    expect(runs.map((verb) => verb.replace("_changed", ""))).toEqual(bases[number]);
  });
  expect(troubles).toEqual([]);
});

test("edits in the middle of the base: what has run goes first, then base and what-if side by side; no result of older edits counts", async () => {
  await pool.read(files("a"), { ...OPTIONS, members: 60 });
  await until(pool, ({ base }) => base >= 4);
  const done = until(pool, both);
  void pool.change(["close it"]).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 5));
  await pool.change(["close another"]);
  await done;
  expect(await pool.answer("changed")).toEqual({ members: 60, of: 'a["close another"]' });
  for (const runner of RUNNERS) {
    const log = world.log[runner]!;
    const run = log.slice(0, log.lastIndexOf("change")).filter((verb) => verb.startsWith("run ")).map((verb) => verb.replace("run ", "run_changed "));
    const after = log.slice(log.lastIndexOf("change") + 1);
    expect(after.indexOf(run[0]!)).toBeLessThan(2);
  }
  expect(troubles).toEqual([]);
});

test("edits that cannot be made leave those before; none leave the base", async () => {
  await pool.read(files("a"), OPTIONS);
  const done = until(pool, both);
  await pool.change(["close it"]);
  expect((await pool.change(["nonsense"])).diagnostics.length).toBe(1);
  await done;
  expect(await pool.answer("changed")).toEqual({ members: 20, of: 'a["close it"]' });
  await pool.change([]);
  expect(await pool.answer("base")).toEqual({ members: 20, of: "a" });
});

test("files that cannot be read leave the scenario before, with its edits", async () => {
  expect((await pool.read(files(""), OPTIONS)).diagnostics.length).toBe(1);
  await pool.read(files("a"), OPTIONS);
  await pool.change(["close it"]);
  const done = until(pool, both);
  expect((await pool.read(files(""), OPTIONS)).scenario).toBeNull();
  await done;
  expect(await pool.answer("changed")).toEqual({ members: 20, of: 'a["close it"]' });
  expect(troubles).toEqual([]);
});

test("a question about what has gone is stale", async () => {
  await pool.read(files("a"), OPTIONS);
  const change = pool.change(["one"]);
  // Until the order has been given to the workers.
  await Promise.resolve();
  await Promise.resolve();
  const old = pool.answer("changed");
  await expect(old).rejects.toBeInstanceOf(Stale);
  await change;
});

test("of two orders that wait the later holds", async () => {
  await pool.read(files("a"), OPTIONS);
  const orders = [pool.read(files("b"), OPTIONS), pool.change(["one"]), pool.change(["two"])].map((order: Promise<unknown>) => order.catch((error: unknown) => error));
  const [read, one, two] = await Promise.all(orders);
  expect(read).toMatchObject({ scenario: { name: "b" } });
  expect(one).toBeInstanceOf(Stale);
  expect(two).toMatchObject({ edits: ['["two"]'] });
  await until(pool, both);
  expect(await pool.answer("changed")).toEqual({ members: 20, of: 'b["two"]' });
});

test("a member that cannot be run is told, and the others go on", async () => {
  world.before = (verb, number) => {
    if (verb === "run" && number === 7) throw new Refused("Member 7 is beyond me.");
  };
  await pool.read(files("a"), OPTIONS);
  const told = await until(pool, ({ base }) => base === 19);
  expect(told.at(-1)!.base).toBe(19);
  expect(troubles).toEqual(["Member 7 is beyond me."]);
});

test("a runner that traps gets a new instance, and the member another try", async () => {
  let times = 0;
  world.before = (verb, number) => {
    if (verb === "run" && number === 3 && times++ === 0) throw new WebAssembly.RuntimeError("unreachable");
  };
  const done = until(pool, all);
  await pool.read(files("a"), OPTIONS);
  await done;
  expect(times).toBe(2);
  expect(troubles).toEqual([]);
});

test("a teller that traps is told everything again", async () => {
  await pool.read(files("a"), OPTIONS);
  await until(pool, all);
  let trap = true;
  world.before = (verb) => {
    if (verb === "tell" && trap) throw new WebAssembly.RuntimeError("unreachable");
  };
  const done = until(pool, ({ base }) => base === 20);
  await expect(pool.differences()).rejects.toThrow();
  trap = false;
  await done;
  expect(await pool.answer("base")).toEqual({ members: 20, of: "a" });
  expect(troubles).toEqual(["unreachable"]);
});

test("an engine that traps on everything stops, and every call is answered", async () => {
  world.before = (verb) => {
    if (verb !== "read") throw new WebAssembly.RuntimeError("unreachable");
  };
  await pool.read(files("a"), OPTIONS);
  for (let time = 0; time < 6; time++) await expect(pool.answer("base")).rejects.toThrow();
  expect(troubles.length).toBeGreaterThan(0);
});

test("files over which the engine falls are told as any other problem", async () => {
  world.before = () => {
    throw new WebAssembly.RuntimeError("unreachable");
  };
  const { scenario, diagnostics } = await pool.read(files("a"), OPTIONS);
  expect(scenario).toBeNull();
  expect(diagnostics[0]).toMatchObject({ severity: "error", message: "unreachable" });
});

test("a worker that breaks is done without; without any there is a sentence and no wait", async () => {
  const workers: ReturnType<World["spawn"]>[] = [];
  const broken = new Pool({
    module: {} as WebAssembly.Module, runners: 2, trouble: (sentence) => troubles.push(sentence),
    spawn: () => (workers.push(world.spawn()), workers.at(-1)!),
  });
  const snap = (worker: number): void => workers[worker]!.onerror!({ message: `worker ${worker} is gone` } as ErrorEvent);
  await broken.read(files("a"), OPTIONS);
  const done = until(broken, all);
  snap(1);
  await done;
  expect(await broken.answer("base")).toEqual({ members: 20, of: "a" });
  snap(2);
  await expect(broken.answer("base")).rejects.toThrow("worker 2 is gone");
  expect(troubles).toEqual(["worker 1 is gone", "worker 2 is gone"]);
});

test.each(Array.from({ length: 40 }, (_, seed) => seed))("whatever is asked and whatever fails, it ends with the last orders: %i", async (seed) => {
  const random = (below: number): number => (seed = (seed * 48271 + 11) % 2147483647) % below;
  random(9);
  let traps = 3;
  const fallen = new Set<string>();
  world.before = (verb, number) => {
    if (traps > 0 && random(60) === 0 && !fallen.has(`${verb} ${number}`)) {
      // A member that traps twice is not tried again.
      fallen.add(`${verb} ${number}`);
      traps -= 1;
      throw new WebAssembly.RuntimeError("unreachable");
    }
  };
  // Of what was carried out, in order.
  let [name, edits] = ["", ""];
  const calls: Promise<unknown>[] = [];
  const note = <T extends { scenario: unknown }>(call: Promise<T>, what: () => void): void => void calls.push(call.then(({ scenario }) => scenario && what(), () => {}));
  for (let time = 0; time < 12; time++) {
    const [kind, which] = [random(6), String(random(3))];
    if (kind === 0) note(pool.read(files(which === "0" ? "" : `s${which}`), OPTIONS), () => ([name, edits] = [`s${which}`, ""]));
    else if (kind < 4) note(pool.change([which === "0" ? "nonsense" : which]), () => (edits = `["${which}"]`));
    else if (kind === 4) calls.push(pool.answer("changed").catch(() => {}));
    else await new Promise((resolve) => setTimeout(resolve, random(12)));
  }
  traps = 0;
  await Promise.all(calls);
  if (name === "") return;
  const told = until(pool, edits ? both : all);
  // Were it done already, there would be nothing more to tell.
  const asks = setInterval(async () => {
    const { members, of } = (await pool.answer("changed").catch(() => ({}))) as { members?: number; of?: string };
    if (members === 20 && of === name + edits) finish(null);
  }, 20);
  let finish: (value: unknown) => void = () => {};
  await Promise.race([told, new Promise((resolve) => (finish = resolve))]);
  clearInterval(asks);
  expect(await pool.answer(edits ? "changed" : "base")).toEqual({ members: 20, of: name + edits });
});
