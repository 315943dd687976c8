// Numbers as exact as a forecast is, and as `corridor run` writes them: two digits, three after a leading 1.
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const MINUS = "−";
/** Between a number and its unit, so that they stay on one line. */
export const SPACE = "\u00a0";

/** Two numbers as people write them. */
export interface Ends {
  q05: number;
  q95: number;
}

/** 12,300; 1.23 M; −7,100 */
export function rounded(people: number): string {
  const size = Math.abs(people);
  const text = size >= 999_500 ? millions(size) : whole.format(digits(size));
  return people < 0 && text !== "0" ? MINUS + text : text;
}

/** With its sign: +1,200. */
export function signed(people: number): string {
  const text = rounded(people);
  return people > 0 && text !== "0" ? `+${text}` : text;
}

/** 22,000–73,000 */
export function range(low: number, high: number): string {
  const [from, to] = [rounded(low), rounded(high)];
  return from === to ? from : `${from}–${to}`;
}

/** −7,000 to −3,000 */
export function changes(low: number, high: number): string {
  const [from, to] = [signed(low), signed(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** A reported figure, which is exact: 6,337–18,390. */
export function counted([low, high]: [number, number]): string {
  const [from, to] = [whole.format(low), whole.format(high)];
  return from === to ? from : `${from}–${to}`;
}

/** For axes: 12K, −3.5K. */
export function tick(people: number, sign = false): string {
  const text = short.format(Math.abs(people));
  return (people < 0 ? MINUS : sign && people > 0 ? "+" : "") + text;
}

/** 37 %; neither never nor always where some members differ. */
export function chance(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}${SPACE}%`;
  return `${Math.round(Math.min(99, Math.max(1, share * 100)))}${SPACE}%`;
}

/** Two digits of a small probability too: 0.0043 %. */
export function probability(share: number): string {
  const percent = share * 100;
  const text = percent === 0 || percent >= 9.95 ? percent.toFixed(0) : String(Number(percent.toPrecision(2)));
  return (percent > 0 && percent < 0.0001 ? "under 0.0001" : text) + SPACE + "%";
}

/** A factor: three digits. */
export function factor(value: number): string {
  if (value === 0) return "0";
  return value < 0.001 || value >= 10_000 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}

/** Whether it is shown as 0–0. */
export const isNothing = ({ q05, q95 }: Ends): boolean => rounded(q05) === "0" && rounded(q95) === "0";

/** Whether nine in ten members lie on one side of 0. */
export const isClear = ({ q05, q95 }: Ends): boolean => q05 > 0 || q95 < 0;

function digits(size: number): number {
  let unit = 1;
  while (size / unit >= 199.5) unit *= 10;
  return Math.round(size / unit) * unit;
}

function millions(size: number): string {
  const number = size / 1e6;
  return `${number.toFixed(number < 1.995 ? 2 : number < 9.95 ? 1 : 0)}${SPACE}M`;
}
