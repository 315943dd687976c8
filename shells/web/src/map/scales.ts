// From people to pixels. Circles: the area says how many. Flows: the width grows with the square root, since flows of one
// day span four orders; the legend says so. The largest value of the whole period sets the scale, so that nothing
// jumps while the days go by.

/** 1, 2 or 5 times a power of ten, not less than the value. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  for (const step of [1, 2, 5]) if (value <= step * power * (1 + 1e-9)) return step * power;
  return 10 * power;
}

/** The largest absolute value; what is not a number is left out. */
export function largest(values: ArrayLike<number>, from = 0, to = values.length): number {
  let most = 0;
  for (let at = from; at < to; at++) {
    const value = Math.abs(values[at]!);
    if (value > most && value < Infinity) most = value;
  }
  return most;
}

export interface RootScale {
  /** People at which it is full. */
  most: number;
  /** Pixels there, and at least, of anything that is not 0. */
  pixels: number;
  least: number;
}

/** Pixels of a number of people; the sign does not matter. */
export function rooted({ most, pixels, least }: RootScale, people: number): number {
  const size = Math.sqrt(Math.abs(people) / most) * pixels;
  return size > 0 ? Math.max(size, least) : 0;
}

/** Values for a legend: the full one and some below it, that can be told from each other. */
export const samples = ({ most }: RootScale): number[] => [most, most / 5, most / 50].filter((value) => value >= 1);

/** Below this nobody is drawn: half a person. */
export const NOBODY = 0.5;
