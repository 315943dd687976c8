// The engine on some workers: runners run members, one teller adds them up and answers (README.md). A worker whose instance
// trapped has a new one, to which all is said again; no failure makes anybody wait for ever.
import { fromJson, pack, toJson } from "./bytes";
import { InTurn } from "./inturn";
import { Line, NoAnswer, type JobWord, type WorkerLike } from "./line";
import type { Verb } from "./orders";
import type { Changed, Engine, NamedBytes, Options, Picture, Progress, Reading, Which } from "./protocol";
import { Questions } from "./questions";
import { Results } from "./results";
import { Schedule } from "./schedule";
import { Stale } from "./stale";

/** Jobs of a kind that a runner may have before it: enough that it need not wait for the page, few enough that results do not pile up. */
const AHEAD = 6;
/** A scenario on which workers have been lost so often is not tried again. */
const PATIENCE = 3;

interface Parts {
  spawn(): WorkerLike;
  module: WebAssembly.Module;
  runners: number;
  /** Told what went wrong where nobody waits for an answer. */
  trouble(sentence: string): void;
}

export class Pool extends Questions implements Engine {
  #runners: Line[] = [];
  #teller: Line;
  #schedule = new Schedule();
  #results = new Results();
  /** What the present scenario was read from. */
  #read: { input: Uint8Array; members: number } | null = null;
  #edits: string[] = [];
  /** Of orders: each `read` and `change` has its own. Jobs carry that of theirs. */
  #turn = 0;
  #turns = { base: 0, changed: 0 };
  /** Grow when an order is carried out: what was asked before is `Stale`. */
  #scenes = { base: 0, changed: 0 };
  #orders = new InTurn();
  /** Between an order and its answer nothing new is begun. */
  #held = false;
  /** What is then to be said again. */
  #unprepared = new Set<Line>();
  /** By runner: jobs that have not ended. */
  #jobs: { base: number; changed: number; retired: boolean }[];
  /** Jobs that trapped: each is tried once more. */
  #retried = new Set<string>();
  #lost = 0;

  constructor(private readonly parts: Parts) {
    super();
    this.#teller = new Line(parts.spawn(), (word) => this.#ended(word, true), (sentence) => this.#stop(sentence));
    this.#teller.start(parts.module);
    for (let number = 0; number < parts.runners; number++) {
      const runner = new Line(parts.spawn(), (word) => this.#ended(word, false), (sentence) => this.#retire(number, sentence));
      const { port1, port2 } = new MessageChannel();
      runner.start(parts.module);
      runner.join(port1, "runner");
      this.#teller.join(port2, "teller");
      this.#runners.push(runner);
    }
    this.#jobs = this.#runners.map(() => ({ base: 0, changed: 0, retired: false }));
  }

  read = (files: NamedBytes[], options: Options): Promise<Reading> => this.#orders.give("read", () => this.#reads(pack(files, options), options.members));
  change = (edits: string[]): Promise<Changed> => this.#orders.give("change", () => this.#changes(edits));

  async #reads(input: Uint8Array, members: number): Promise<Reading> {
    const turn = ++this.#turn;
    const lines = this.#useful();
    const give = (line: Line): Promise<Uint8Array<ArrayBuffer>> => line.call("read", input, { turn });
    this.#held = true;
    // One tries it, so that the scenario before still runs if the new one cannot; if there is none, all do it at once.
    const [first] = lines as [Line];
    const early = this.#read ? null : lines.map(give);
    early?.forEach((answer) => answer.catch(() => {}));
    const reading = await readingOf(early?.[0] ?? give(first));
    if (reading.scenario) {
      const all = early ?? lines.map((line) => (line === first ? null : give(line)));
      this.#read = { input, members };
      this.#edits = [];
      this.#lost = 0;
      this.#afresh(turn);
      all.forEach((answer, index) => answer?.catch(() => this.#prepare(lines[index]!)));
      await Promise.allSettled(all);
    } else {
      await Promise.allSettled(early ?? []);
      this.#prepare(first);
    }
    this.#go();
    return reading;
  }

  async #changes(edits: string[]): Promise<Changed> {
    const turn = ++this.#turn;
    const input = toJson(edits);
    const began = performance.now();
    this.#held = true;
    const runners = this.#useful().filter((line) => line !== this.#teller);
    const made = runners.map((runner) => runner.call("change", input, { turn }).then(() => true, () => false));
    try {
      const changed = fromJson<Changed>(await this.#patiently(this.#teller.call("change", input, { turn })));
      this.#made(changed, edits, turn, began);
      made.forEach((answer, index) => void answer.then((well) => well || this.#prepare(runners[index]!)));
      return changed;
    } finally {
      this.#go();
    }
  }

  #made({ scenario, diagnostics }: Changed, edits: string[], turn: number, began: number): void {
    // What the teller said before its answer belongs to the turn before, what it says from now on to this one.
    this.#turns.changed = turn;
    if (!scenario || diagnostics.some(({ severity }) => severity === "error")) return this.#schedule.again();
    this.#edits = edits;
    this.#schedule.change(edits.length > 0);
    this.#scenes.changed += 1;
    this.#results.change(edits.length > 0, began);
  }

  listen = (listener: (progress: Progress) => void): (() => void) => this.#results.listen(listener);

  override async picture(which: Which): Promise<Picture> {
    const picture = await super.picture(which);
    if (which === "changed" && picture.members > 0) this.#results.pictured();
    return picture;
  }

  close(sentence = "the engine was stopped"): void {
    for (const jobs of this.#jobs) jobs.retired = true;
    for (const line of [this.#teller, ...this.#runners]) line.close(sentence);
    this.#results.close();
  }

  /** A question to the teller; `Stale` if meanwhile another scenario or what-if is there. */
  protected async ask(about: Which, verb: Verb, input: Uint8Array | null, number = 0): Promise<Uint8Array<ArrayBuffer>> {
    const of = about === "base" ? "base" : "changed";
    const scene = this.#scenes[of];
    try {
      const answer = await this.#patiently(this.#teller.call(verb, input, { number }));
      if (scene === this.#scenes[of]) return answer;
    } catch (error) {
      if (scene === this.#scenes[of]) throw error;
    }
    throw new Stale();
  }

  /** Waits for the teller. If it trapped, all that it had taken is gone. */
  async #patiently<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof NoAnswer && error.trapped) this.#again(error.message);
      throw error;
    }
  }

  /** Runs everything again, with what is left of the workers. */
  #again(sentence: string): void {
    this.#lost += 1;
    if (this.#lost > PATIENCE) return this.#stop(sentence);
    this.parts.trouble(sentence);
    if (!this.#read) return;
    const turn = ++this.#turn;
    this.#afresh(turn);
    for (const line of this.#useful()) this.#prepare(line);
    this.#fill();
  }

  /** Gives a worker whose instance is new, or has read something else, what the others have. */
  #prepare(line: Line): void {
    // While an order is under way it is not known what they have.
    if (this.#held) this.#unprepared.add(line);
    if (this.#held || !this.#read) return;
    const calls = [line.call("read", this.#read.input, { turn: this.#turns.base })];
    if (this.#edits.length > 0) calls.push(line.call("change", toJson(this.#edits), { turn: this.#turns.changed }));
    Promise.all(calls).catch((error: NoAnswer) => {
      if (line !== this.#teller) this.#retire(this.#runners.indexOf(line), error.message);
      else if (error.trapped) this.#again(error.message);
      else this.#stop(error.message);
    });
  }

  /** Does without a runner. */
  #retire(runner: number, sentence: string): void {
    if (this.#jobs[runner]!.retired) return;
    this.#jobs[runner]!.retired = true;
    this.#runners[runner]!.close(sentence);
    if (this.#jobs.every(({ retired }) => retired)) this.#stop(sentence);
    else this.#again(sentence);
  }

  #stop(sentence: string): void {
    this.close(sentence);
    this.parts.trouble(sentence);
  }

  #useful(): Line[] {
    return [...this.#runners.filter((_, runner) => !this.#jobs[runner]!.retired), this.#teller];
  }

  /** From the first member on. */
  #afresh(turn: number): void {
    this.#turns = { base: turn, changed: turn };
    this.#scenes = { base: this.#scenes.base + 1, changed: this.#scenes.changed + 1 };
    this.#schedule.restart(this.#read!.members, this.#edits.length > 0);
    this.#retried.clear();
    this.#results.restart(this.#read!.members, this.#edits.length > 0);
  }

  #go(): void {
    this.#held = false;
    const lines = [...this.#unprepared];
    this.#unprepared.clear();
    for (const line of lines) this.#prepare(line);
    this.#fill();
  }

  /** Gives out jobs, in turn, so that the first members run side by side. */
  #fill(): void {
    if (this.#held) return;
    for (const changed of [true, false]) {
      const turn = this.#turns[changed ? "changed" : "base"];
      for (let depth = 1; depth <= AHEAD; depth++) {
        this.#runners.forEach((line, runner) => {
          const jobs = this.#jobs[runner]!;
          if (jobs.retired || jobs[changed ? "changed" : "base"] >= depth) return;
          const member = this.#schedule.next(runner, changed);
          if (member === null) return;
          jobs[changed ? "changed" : "base"] += 1;
          line.run({ member, changed, runner, turn });
        });
      }
    }
  }

  #ended(word: JobWord, byTeller: boolean): void {
    const { job } = word;
    if (word.kind !== "ran") this.#jobs[job.runner]![job.changed ? "changed" : "base"] -= 1;
    const present = job.turn === this.#turns[job.changed ? "changed" : "base"];
    if (word.kind === "failed" && word.trapped && byTeller) this.#again(word.sentence);
    else if (word.kind === "failed") this.#failed(word, present);
    else if (present && word.kind === "ran") this.#schedule.ran(job);
    else if (present && word.kind === "dropped") this.#schedule.dropped(job);
    else if (present && word.kind === "taken") {
      this.#schedule.taken(job);
      this.#results.taken(word.counts, job.changed, this.#schedule.done);
    }
    this.#fill();
  }

  #failed({ job, sentence, trapped }: Extract<JobWord, { kind: "failed" }>, present: boolean): void {
    const name = `${job.member} ${job.changed}`;
    if (trapped) this.#prepare(this.#runners[job.runner]!);
    if (!present) return;
    if (trapped && !this.#retried.has(name)) {
      this.#retried.add(name);
      this.#schedule.dropped(job);
      return;
    }
    this.#schedule.failed(job);
    this.parts.trouble(sentence);
    if (this.#schedule.done) this.#results.report();
  }
}

/** The answer to files, also where the engine fell over them. */
async function readingOf(answer: Promise<Uint8Array<ArrayBuffer>>): Promise<Reading> {
  try {
    return fromJson<Reading>(await answer);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { scenario: null, diagnostics: [{ severity: "error", code: "engine", file: "", line: 0, column: 0, width: 0, message, help: "" }] };
  }
}
