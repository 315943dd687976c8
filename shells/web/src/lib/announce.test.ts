import { expect, it } from "vitest";
import { Announcer, type Timers } from "./announce";

/** A clock that runs when told to. */
function clock(): Timers & { run(ms: number): void } {
  let now = 0;
  let waiting: { at: number; then: () => void }[] = [];
  return {
    now: () => now,
    after(ms, then) {
      const entry = { at: now + ms, then };
      waiting.push(entry);
      return () => (waiting = waiting.filter((other) => other !== entry));
    },
    run(ms) {
      const end = now + ms;
      for (;;) {
        const next = waiting.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        waiting = waiting.filter((entry) => entry !== next);
        now = next.at;
        next.then();
      }
      now = end;
    },
  };
}

function listening() {
  const said: string[] = [];
  const time = clock();
  return { said, time, announcer: new Announcer((sentence) => said.push(sentence), time) };
}

it("says the last of many days", () => {
  const { said, time, announcer } = listening();
  for (let day = 1; day <= 30; day++) {
    announcer.say("day", `day ${day}`);
    time.run(100);
  }
  time.run(2000);
  expect(said).toEqual(["day 30"]);
});

it("keeps quiet between two results, and says the last of them", () => {
  const { said, time, announcer } = listening();
  for (let members = 1; members <= 20; members++) {
    announcer.say("results", `${members}`);
    time.run(400);
  }
  time.run(10000);
  // One at once, one after eight seconds: the newest.
  expect(said).toEqual(["1", "20"]);
});

it("does not wait for results to end", () => {
  const { said, time, announcer } = listening();
  for (let members = 1; members <= 50; members++) {
    announcer.say("results", `${members}`);
    time.run(100);
  }
  expect(said).toEqual(["3"]);
});

it("does not hold back the end", () => {
  const { said, time, announcer } = listening();
  announcer.say("results", "4 of 100");
  time.run(1000);
  announcer.say("results", "60 of 100");
  time.run(100);
  announcer.say("results", "100 of 100", true);
  time.run(400);
  expect(said).toEqual(["4 of 100", "100 of 100"]);
});

it("forgets what playing has made old", () => {
  const { said, time, announcer } = listening();
  announcer.say("day", "day 1");
  announcer.hush();
  time.run(5000);
  expect(said).toEqual([]);
});
