// Playing: how many days have gone by.

/** Counts days while frames come in; never more than a few at once, so that a page that was hidden does not jump. */
export class Clock {
  #owed = 0;

  /** Whole days to step after `ms` more at `speed` days a second. */
  tick(ms: number, speed: number): number {
    this.#owed += (Math.min(Math.max(ms, 0), 250) / 1000) * speed;
    const days = Math.floor(this.#owed);
    this.#owed -= days;
    return days;
  }
}

/** A day kept between the first and the last. */
export const within = (day: number, first: number, last: number): number => Math.min(Math.max(day, first), last);
