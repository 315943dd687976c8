// What the live region says: the newest sentence of each kind, not more often than the kind allows. Who steps through a
// month with the arrow key hears the last day, not thirty.

/** ms of quiet between two sentences of a kind; the first waits `settle` for what comes right after it. Days are waited for
 * until no more come; results come all the time, so the newest is said when its time has come. */
const kinds = {
  day: { settle: 500, gap: 1500, untilQuiet: true },
  results: { settle: 300, gap: 8000, untilQuiet: false },
} as const;

export type Kind = keyof typeof kinds;

/** Of `window`; tests have their own. */
export interface Timers {
  now(): number;
  after(ms: number, then: () => void): () => void;
}

const browser: Timers = {
  now: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

export class Announcer {
  #last: Partial<Record<Kind, number>> = {};
  #pending: Partial<Record<Kind, () => void>> = {};
  #sentence: Partial<Record<Kind, string>> = {};

  constructor(
    private readonly speak: (sentence: string) => void,
    private readonly timers: Timers = browser,
  ) {}

  /** `urgent` (the last result) waits for nothing but what comes at the same time. */
  say(kind: Kind, sentence: string, urgent = false): void {
    const { settle, gap, untilQuiet } = kinds[kind];
    this.#sentence[kind] = sentence;
    if (this.#pending[kind] && !untilQuiet && !urgent) return;
    const last = this.#last[kind];
    const wait = urgent || last === undefined ? settle : Math.max(settle, last + gap - this.timers.now());
    this.#pending[kind]?.();
    this.#pending[kind] = this.timers.after(wait, () => {
      delete this.#pending[kind];
      this.#last[kind] = this.timers.now();
      this.speak(this.#sentence[kind] ?? sentence);
    });
  }

  /** Forgets what has not been said yet. */
  hush(): void {
    for (const kind of Object.keys(this.#pending) as Kind[]) this.#pending[kind]?.();
    this.#pending = {};
  }
}
