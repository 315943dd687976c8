import { Stale } from "./stale";

/** Orders to the engine, one at a time. One that waits is dropped if it has become needless: edits by other edits, anything by a scenario. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();
  #given = { read: 0, change: 0 };

  give<T>(kind: "read" | "change", carryOut: () => Promise<T>): Promise<T> {
    if (kind === "read") this.#given.read += 1;
    this.#given.change += 1;
    const { read, change } = this.#given;
    const mine = this.#last.then(() => {
      if (read !== this.#given.read || (kind === "change" && change !== this.#given.change)) throw new Stale();
      return carryOut();
    });
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
