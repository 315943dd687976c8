// A question to the engine that is asked again whenever what it reads changes. One at a time: while an answer is on its
// way only the newest question waits, so that fast results or a dragged slider do not pile up.
import { untrack } from "svelte";

export interface Question<T> {
  /** Of what the answer speaks. An answer to another key is not shown. */
  key: string;
  ask: () => Promise<T>;
}

export interface Asked<T> {
  /** The last answer to the present key. */
  readonly value: T | null;
  /** The last answer to any. */
  readonly latest: T | null;
  readonly waiting: boolean;
  readonly trouble: string | null;
}

/** To be called while a component is set up. No question: no answer. */
export function asked<T>(question: () => Question<T> | null): Asked<T> {
  const present = $derived(question());
  let answer = $state.raw<{ key: string; value: T } | null>(null);
  let trouble = $state.raw<string | null>(null);
  let busy = $state(false);
  let wanted: Question<T> | null = null;
  let gone = false;

  async function next() {
    if (busy) return;
    busy = true;
    while (wanted && !gone) {
      const { key, ask }: Question<T> = wanted;
      wanted = null;
      try {
        const value = await ask();
        answer = { key, value };
        trouble = null;
      } catch (error) {
        // What is out of date is asked again by what made it so.
        if (!wanted && !isStale(error)) trouble = error instanceof Error ? error.message : String(error);
      }
    }
    busy = false;
  }

  $effect(() => {
    wanted = present;
    if (wanted) untrack(() => void next());
    else trouble = null;
  });
  $effect(() => () => {
    gone = true;
  });

  return {
    get value() {
      return answer && answer.key === present?.key ? answer.value : null;
    },
    get latest() {
      return answer?.value ?? null;
    },
    get waiting() {
      return busy;
    },
    get trouble() {
      return trouble;
    },
  };
}

const isStale = (error: unknown): boolean => error instanceof Error && error.name === "Stale";
