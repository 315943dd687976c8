// The engine as a module: bytes in, bytes out (README.md). A verb that has no answer says why: `Refused`. Anything else that is
// thrown is a trap, and the instance is of no use any more.

/** What the module exports. */
export interface Exports {
  memory: WebAssembly.Memory;
  give(size: number): number;
  answer_at(): number;
  answer_size(): number;
  read(): number;
  change(): number;
  check(): number;
  run(member: number): number;
  run_changed(member: number): number;
  take(): number;
  take_changed(): number;
  picture(which: number): number;
  tell(): number;
  write(): number;
}

export type AnyVerb = Exclude<keyof Exports, "memory" | "give" | "answer_at" | "answer_size">;

/** A verb that could not be done, in a sentence. */
export class Refused extends Error {}

export class Instance {
  constructor(private readonly exports: Exports) {}

  /** A new one, with a memory of its own. Workers alone may do this at once; on the page it would hold everything up. */
  static of(module: WebAssembly.Module): Instance {
    return new Instance(new WebAssembly.Instance(module).exports as unknown as Exports);
  }

  /** The answer to a verb, as the caller's own bytes. */
  call(verb: AnyVerb, input: Uint8Array | null, number: number): Uint8Array<ArrayBuffer> {
    const { exports } = this;
    if (input) {
      // The memory may grow with `give`: it is looked at afterwards. Addresses above 2 GB come as negative numbers.
      const at = exports.give(input.length) >>> 0;
      new Uint8Array(exports.memory.buffer, at, input.length).set(input);
    }
    const refused = exports[verb](number) !== 0;
    const answer = new Uint8Array(exports.memory.buffer, exports.answer_at() >>> 0, exports.answer_size() >>> 0).slice();
    if (refused) throw new Refused(new TextDecoder().decode(answer));
    return answer;
  }
}
