// What a worker does. Calls are answered when they come; jobs wait in a queue and are done one by one between them, so that a
// question never waits for more than one member.
import type { Job, Order, Result, Word } from "./orders";
import { Refused, type Instance } from "./wasm";

type Say = (word: Word, transfer?: Transferable[]) => void;

export class Hand {
  #instance: Instance | null = null;
  #module: WebAssembly.Module | null = null;
  #queue: (Job | Result)[] = [];
  /** Of a runner: to the teller. */
  #teller: MessagePort | null = null;
  /** The last `read`, and the last `read` or `change`. */
  #turns = { base: 0, changed: 0 };
  /** Rung after each job while there are more: what came meanwhile goes first. */
  #bell = new MessageChannel();
  #rung = false;
  /** A new instance knows no scenario: jobs go back until it has read one. */
  #blank = true;

  constructor(private readonly say: Say, private readonly make: (module: WebAssembly.Module) => Instance) {
    this.#bell.port1.onmessage = () => {
      this.#rung = false;
      this.#next();
    };
  }

  hear(order: Order): void {
    switch (order.kind) {
      case "start":
        this.#module = order.module;
        this.#instance = this.make(order.module);
        break;
      case "join":
        if (order.role === "runner") this.#teller = order.port;
        else order.port.onmessage = ({ data }: MessageEvent<Result>) => this.#enqueue(data);
        break;
      case "call":
        this.#call(order);
        break;
      case "run":
        this.#enqueue(order.job);
        break;
    }
  }

  /** For tests: a channel keeps a process alive. */
  close(): void {
    this.#bell.port1.close();
    this.#teller?.close();
  }

  #call({ id, verb, input, number, turn }: Extract<Order, { kind: "call" }>): void {
    if (turn !== null) this.#turn(verb === "read", turn);
    if (verb === "read") this.#blank = false;
    const answer = this.#attempt((instance) => instance.call(verb, input, number));
    if ("bytes" in answer) this.say({ kind: "answer", id, bytes: answer.bytes }, [answer.bytes.buffer]);
    else this.say({ kind: "refused", id, ...answer });
    this.#ring();
  }

  /** Another scenario, or other edits. A runner drops all that it has not begun: what is wanted first is another now. */
  #turn(read: boolean, turn: number): void {
    this.#turns = { base: read ? turn : this.#turns.base, changed: turn };
    if (!this.#teller) return;
    for (const job of this.#queue.splice(0)) this.#drop(job);
  }

  #drop({ member, changed, turn, runner }: Job): void {
    this.say({ kind: "dropped", job: { member, changed, turn, runner } });
  }

  #enqueue(job: Job | Result): void {
    this.#queue.push(job);
    this.#ring();
  }

  #ring(): void {
    if (this.#rung || this.#queue.length === 0) return;
    this.#rung = true;
    this.#bell.port2.postMessage(null);
  }

  #next(): void {
    const mine = ({ changed }: Job): number => (changed ? this.#turns.changed : this.#turns.base);
    // A result of a turn to come waits for it: a runner may have heard of it sooner than the teller.
    const at = this.#queue.findIndex((job) => job.turn <= mine(job));
    const [job] = at < 0 ? [] : this.#queue.splice(at, 1);
    if (!job) return;
    if (this.#blank || job.turn < mine(job)) this.#drop(job);
    else if ("bytes" in job) this.#take(job);
    else this.#run(job);
    this.#ring();
  }

  #run(job: Job): void {
    const answer = this.#attempt((instance) => instance.call(job.changed ? "run_changed" : "run", null, job.member));
    if ("bytes" in answer) this.#teller!.postMessage({ ...job, bytes: answer.bytes } satisfies Result, [answer.bytes.buffer]);
    else this.say({ kind: "failed", job, ...answer });
  }

  #take({ bytes, ...job }: Result): void {
    const answer = this.#attempt((instance) => instance.call(job.changed ? "take_changed" : "take", bytes, 0));
    if ("bytes" in answer) this.say({ kind: "taken", job, counts: JSON.parse(new TextDecoder().decode(answer.bytes)) });
    else this.say({ kind: "failed", job, ...answer });
  }

  /** A trap costs the instance: the next verb gets a new one. */
  #attempt(act: (instance: Instance) => Uint8Array<ArrayBuffer>): { bytes: Uint8Array<ArrayBuffer> } | { sentence: string; trapped: boolean } {
    try {
      if (!this.#instance) throw new Refused("the engine has not started");
      return { bytes: act(this.#instance) };
    } catch (error) {
      const trapped = !(error instanceof Refused);
      if (trapped && this.#module) {
        this.#instance = this.make(this.#module);
        this.#blank = true;
      }
      return { sentence: error instanceof Error ? error.message : String(error), trapped };
    }
  }
}
