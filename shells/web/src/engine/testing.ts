// Workers for tests: the same `Hand`, in this thread, with an engine that only counts.
import { Hand } from "./hand";
import type { WorkerLike } from "./line";
import type { Order, Word } from "./orders";
import type { Options, Reading } from "./protocol";
import { Refused, type AnyVerb, type Instance } from "./wasm";

const json = (value: unknown): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(JSON.stringify(value)));
const text = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes!);

export const OPTIONS: Options = { members: 20, seed: 0, asOf: null, hindcast: false, days: null };

/** A world in which a member of the base is its number, and one of a what-if its number and the edits. */
export class World {
  /** What was called, by worker: `run 3`. */
  log: string[][] = [];
  /** Called before a verb is done: may throw. */
  before: (verb: AnyVerb, number: number, worker: number) => void = () => {};
  #hands: Hand[] = [];

  spawn = (): WorkerLike => {
    const number = this.log.push([]) - 1;
    const worker: WorkerLike & { gone?: boolean } = {
      onmessage: null,
      onerror: null,
      terminate: () => (worker.gone = true),
      postMessage: (order: Order) => setTimeout(() => worker.gone || hand.hear(order)),
    };
    const say = (word: Word): void => void setTimeout(() => worker.gone || worker.onmessage?.({ data: word } as MessageEvent<Word>));
    const hand = new Hand(say, () => this.#instance(number));
    this.#hands.push(hand);
    return worker;
  };

  close(): void {
    for (const hand of this.#hands) hand.close();
  }

  #instance(worker: number): Instance {
    let scenario: string | null = null;
    let edits = "";
    const taken = { base: new Set<number>(), changed: new Set<number>() };
    const counts = (): Uint8Array<ArrayBuffer> => json({ base: taken.base.size, changed: taken.changed.size });
    const call = (verb: AnyVerb, input: Uint8Array | null, number: number): Uint8Array<ArrayBuffer> => {
      this.log[worker]!.push(verb.startsWith("run") ? `${verb} ${number}` : verb);
      this.before(verb, number, worker);
      if (scenario === null && verb !== "read") throw new Refused("There is nothing to tell yet.");
      switch (verb) {
        case "read": {
          const name = /name: (\w+)/.exec(text(input))?.[1];
          if (!name) return json({ scenario: null, diagnostics: [{ severity: "error", message: "no name" }] });
          scenario = name;
          edits = "";
          taken.base.clear();
          taken.changed.clear();
          return json({ scenario: { name }, diagnostics: [] } as unknown as Reading);
        }
        case "change": {
          if (text(input).includes("nonsense")) return json({ scenario: null, diagnostics: [{ severity: "error" }], edits: [], changed: [] });
          edits = text(input) === "[]" ? "" : text(input);
          taken.changed.clear();
          return json({ scenario: { name: scenario }, diagnostics: [], edits: [edits], changed: [] });
        }
        case "run": case "run_changed": return json({ number, of: scenario + (verb === "run" ? "" : edits) });
        case "take": case "take_changed": {
          const run = JSON.parse(text(input)) as { number: number; of: string };
          const of = verb === "take" ? "base" : "changed";
          if (run.of !== scenario + (verb === "take" ? "" : edits)) throw new Refused("That member is of another scenario.");
          if (of === "changed" && !taken.base.has(run.number)) throw new Refused("The base of that member has not been taken up.");
          taken[of].add(run.number);
          return counts();
        }
        case "picture": {
          const members = (number === 0 ? taken.base : taken.changed).size;
          return new Uint8Array(new Uint32Array([members, 0, 0, 0]).buffer);
        }
        case "tell": return json({ members: taken.base.size, of: scenario + edits });
        case "check": case "write": return new Uint8Array(input!);
      }
    };
    return { call } as unknown as Instance;
  }
}
