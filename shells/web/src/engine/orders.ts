// What is said between the page and its workers.

/** The verbs of an instance that are called one by one; its members are run and taken as `Job`s. */
export type Verb = "read" | "change" | "check" | "picture" | "tell" | "write";

/** A member of the base, or of the what-if, that is to be run. */
export interface Job {
  member: number;
  changed: boolean;
  /** The turn of the `read` (of the base) or `change` (of the what-if) that it belongs to. */
  turn: number;
  /** Who runs it. */
  runner: number;
}

/** Its days, on their way from a runner to the teller. */
export interface Result extends Job {
  bytes: Uint8Array<ArrayBuffer>;
}

/** To a worker. */
export type Order =
  | { kind: "start"; module: WebAssembly.Module }
  /** A runner gives its results through the port, the teller gets them by it. */
  | { kind: "join"; port: MessagePort; role: "runner" | "teller" }
  /** `turn` goes with `read` and `change`: jobs of an older one are dropped. */
  | { kind: "call"; id: number; verb: Verb; input: Uint8Array | null; number: number; turn: number | null }
  | { kind: "run"; job: Job };

/** From a worker. Each call has one answer; each job ends once: taken, dropped or failed. */
export type Word =
  | { kind: "answer"; id: number; bytes: Uint8Array<ArrayBuffer> }
  /** It has no answer, and says why. `trapped`: the instance is a new one and knows nothing. */
  | { kind: "refused"; id: number; sentence: string; trapped: boolean }
  /** By a runner; the teller has yet to take it. */
  | { kind: "ran"; job: Job }
  | { kind: "taken"; job: Job; counts: { base: number; changed: number } }
  | { kind: "dropped"; job: Job }
  | { kind: "failed"; job: Job; sentence: string; trapped: boolean };
