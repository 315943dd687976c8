// One worker, seen from the page: calls that are answered, and words about jobs.
import type { Job, Order, Verb, Word } from "./orders";

/** What the pool needs of a `Worker`. */
export interface WorkerLike {
  postMessage(order: Order, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Word>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** A call without an answer. `trapped`: the worker has a new instance, which knows nothing. */
export class NoAnswer extends Error {
  constructor(sentence: string, readonly trapped: boolean) {
    super(sentence);
  }
}

/** How far a job is, or how it ended. */
export type JobWord = Exclude<Word, { id: number }>;

export class Line {
  #waiting = new Map<number, { resolve(bytes: Uint8Array<ArrayBuffer>): void; reject(error: Error): void }>();
  #id = 0;
  #closed: string | null = null;

  /** `ended`: of each job, how. `broken`: the worker is gone, and why. */
  constructor(private readonly worker: WorkerLike, ended: (word: JobWord) => void, broken: (sentence: string) => void) {
    worker.onmessage = ({ data }) => {
      if (!("id" in data)) return ended(data);
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.kind === "answer") waiting?.resolve(data.bytes);
      else waiting?.reject(new NoAnswer(data.sentence, data.trapped));
    };
    worker.onerror = (event) => {
      const sentence = event.message || "a worker of the engine could not be started";
      this.close(sentence);
      broken(sentence);
    };
  }

  start(module: WebAssembly.Module): void {
    this.worker.postMessage({ kind: "start", module });
  }

  join(port: MessagePort, role: "runner" | "teller"): void {
    this.worker.postMessage({ kind: "join", port, role }, [port]);
  }

  call(verb: Verb, input: Uint8Array | null, { number = 0, turn = null }: { number?: number; turn?: number | null } = {}): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#closed !== null) return Promise.reject(new NoAnswer(this.#closed, false));
    const id = this.#id++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.worker.postMessage({ kind: "call", id, verb, input, number, turn });
    });
  }

  run(job: Job): void {
    this.worker.postMessage({ kind: "run", job });
  }

  close(sentence: string): void {
    this.#closed ??= sentence;
    this.worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new NoAnswer(sentence, false));
    this.#waiting.clear();
  }
}
