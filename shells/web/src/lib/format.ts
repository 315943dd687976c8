// Numbers and dates as people read them. Nothing is computed here but where a digit or a month goes.
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });

/** 12,345 */
export const people = (count: number): string => whole.format(count);
/** 12.3K */
export const fewer = (count: number): string => short.format(count);
/** With its sign: +1,200 */
export const change = (count: number): string => (count > 0 ? "+" : count < 0 ? "−" : "±") + whole.format(Math.abs(count));
/** 37 % */
export const share = (part: number): string => percent.format(part);

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** YYYY-MM-DD of a day of the period. */
export function isoDate(start: string, number: number): string {
  const date = new Date(`${start}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + number);
  return date.toISOString().slice(0, 10);
}

/** 2 Sept 2021 */
export const longDate = (iso: string): string => day.format(new Date(`${iso}T00:00:00Z`));
