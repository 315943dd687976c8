import { beforeEach, expect, test } from "vitest";
import type { Diagnostic, Engine, Progress, Scenario } from "../engine/protocol";
import { Stale } from "../engine/stale";
import { model } from "./model.svelte";
import { engage, makeEdits, open } from "./session";
import { view } from "./view.svelte";

/** An engine that answers when it is told to. */
let asked: { what: string; answer(value?: unknown): Promise<void>; refuse(error: Error): Promise<void> }[];
let tell: (progress: Partial<Progress>) => void;
let version = 0;
let stop = (): void => {};
const scenario = (name: string): Scenario => ({ name, reference: 40 }) as Scenario;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const wrong: Diagnostic = { severity: "error", code: "x", file: "edits", line: 1, column: 1, width: 1, message: "", help: "" };

beforeEach(async () => {
  stop();
  asked = [];
  const ask = (what: string) => (which: string = "") => new Promise((resolve, reject) => asked.push({
    what: `${what} ${which}`.trim(),
    answer: (value) => (resolve(value ?? { of: which }), settled()),
    refuse: (error) => (reject(error), settled()),
  }));
  const engine = {
    read: async (files: unknown[]) => (files.length ? { scenario: null, diagnostics: [wrong] } : { scenario: scenario("a"), diagnostics: [] }),
    change: async (edits: string[]) => (edits.includes("nonsense") ? { diagnostics: [wrong], scenario: null, edits: [], changed: [] } : { diagnostics: [], scenario: scenario("b"), edits, changed: [] }),
    listen: (listener: (progress: Progress) => void) => {
      tell = (progress) => listener({ base: 0, changed: 0, members: 8, firstAnswer: null, version: ++version, ...progress });
      return () => {};
    },
    picture: ask("picture"), answer: ask("answer"), differences: ask("differences"),
  };
  stop = engage(engine as unknown as Engine);
  await open([]);
});
/** Answers all that has been asked. */
const answerAll = async (): Promise<string[]> => {
  const questions = asked.splice(0);
  for (const question of questions) await question.answer();
  return questions.map(({ what }) => what);
};

test("opening shows the reference day, and what results say goes into the model", async () => {
  expect([view.day, view.which, model.base?.name, model.changed?.name]).toEqual([40, "base", "a", "a"]);
  tell({ base: 1 });
  expect(await answerAll()).toEqual(["picture base", "answer base"]);
  expect([model.pictures.base, model.answers.base]).toEqual([{ of: "base" }, { of: "base" }]);
});

test("edits show what they change, until none are left", async () => {
  tell({ base: 8 });
  await answerAll();
  await makeEdits(["close it"]);
  expect([view.which, model.edits, model.changed?.name]).toEqual(["changed", ["close it"], "b"]);
  tell({ base: 8, changed: 4 });
  expect(await answerAll()).toEqual(["picture changed", "picture difference", "answer changed", "differences"]);
  expect(model.differences).toEqual({ of: "" });
  view.which = "difference";
  await makeEdits(["close it", "close another"]);
  expect([view.which, model.pictures.changed, model.differences]).toEqual(["difference", null, null]);
  await makeEdits([]);
  expect([view.which, model.applied, model.pictures.base]).toEqual(["base", null, { of: "base" }]);
});

test("edits that cannot be made, and files that cannot be used, change nothing and are told", async () => {
  await makeEdits(["close it"]);
  expect((await makeEdits(["nonsense"])).diagnostics.length).toBe(1);
  await open([{ name: "broken", bytes: new Uint8Array() }]);
  expect([model.edits, model.base?.name, model.diagnostics.length]).toEqual([["close it"], "a", 1]);
});

test("however often results come, one question of a kind is asked at a time, and once more when it is answered", async () => {
  for (let base = 1; base <= 8; base++) tell({ base });
  expect(asked.length).toBe(2);
  expect((await answerAll()).length).toBe(2);
  expect((await answerAll()).length).toBe(2);
  expect(await answerAll()).toEqual([]);
});

test("the same results told again ask nothing", async () => {
  tell({ base: 1 });
  await answerAll();
  version -= 1;
  tell({ base: 1, firstAnswer: 80 });
  expect([asked.length, model.progress?.firstAnswer]).toEqual([0, 80]);
});

test("an answer about edits that have gone is nobody's; what is stale is no trouble, anything else is", async () => {
  await makeEdits(["close it"]);
  tell({ base: 8, changed: 8 });
  const [picture, difference, answer, differences] = asked.filter(({ what }) => !what.endsWith("base"));
  await makeEdits(["close another"]);
  await picture!.answer();
  await difference!.refuse(new Stale());
  await answer!.refuse(new Error("old"));
  expect([model.pictures.changed, model.trouble]).toEqual([null, null]);
  await differences!.answer();
  tell({ base: 8, changed: 8 });
  const again = asked.filter(({ what }) => what === "differences").at(-1)!;
  await again.refuse(new Error("The engine is ill."));
  expect(model.trouble).toBe("The engine is ill.");
});
