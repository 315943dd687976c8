// What a worker does. Calls are answered when they come; jobs wait in a queue and are done one by one between them, so that a
// question never waits for more than one member.
import type { Job, Order, Result, Word } from "./orders";
import { Refused, type Instance } from "./wasm";

/** A runner's job, or a teller's with what the runner made of it. */
type Task = Job & { bytes?: Result["bytes"] };

type Say = (word: Word, transfer?: Transferable[]) => void;

export class Hand {
  #instance: Instance | null = null;
  #module: WebAssembly.Module | null = null;
  #queue: Task[] = [];
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
    if (verb === "read") this.#blank = false;
    if (turn !== null) this.#turns = { base: verb === "read" ? turn : this.#turns.base, changed: turn };
    const answer = this.#attempt((instance) => instance.call(verb, input, number));
    if ("bytes" in answer) this.say({ kind: "answer", id, bytes: answer.bytes }, [answer.bytes.buffer]);
    else this.say({ kind: "refused", id, ...answer });
    this.#ring();
  }

  #drop({ member, changed, turn, runner }: Job): void {
    this.say({ kind: "dropped", job: { member, changed, turn, runner } });
  }

  #enqueue(job: Task): void {
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
    // A result of a turn to come waits for it: a runner may have heard of it sooner than the teller. Of what can be done, a
    // runner does what-ifs first: it is given none before the base of it has run.
    const ready = this.#queue.filter((job) => job.turn <= mine(job));
    const job = (this.#teller && ready.find(({ changed }) => changed)) ?? ready[0];
    if (!job) return;
    this.#queue.splice(this.#queue.indexOf(job), 1);
    if (this.#blank || job.turn < mine(job)) this.#drop(job);
    else if (job.bytes) this.#take(job, job.bytes);
    else this.#run(job);
    this.#ring();
  }

  #run(job: Job): void {
    const answer = this.#attempt((instance) => instance.call(job.changed ? "run_changed" : "run", null, job.member));
    if ("bytes" in answer) {
      this.#teller!.postMessage({ ...job, bytes: answer.bytes } satisfies Result, [answer.bytes.buffer]);
      this.say({ kind: "ran", job });
    } else this.say({ kind: "failed", job, ...answer });
  }

  #take({ member, changed, turn, runner }: Job, bytes: Result["bytes"]): void {
    const job = { member, changed, turn, runner };
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
