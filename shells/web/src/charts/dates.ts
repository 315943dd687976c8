// Dates as charts and tables write them.
const format = (options: Intl.DateTimeFormatOptions) => {
  const written = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  return (date: Date): string => written.format(date);
};

export const dayMonth = format({ day: "numeric", month: "short" });
export const month = format({ month: "short" });
export const monthYear = format({ month: "short", year: "numeric" });
export const year = format({ year: "numeric" });

/** 2 Sept, of YYYY-MM-DD */
export const shortDate = (iso: string): string => dayMonth(new Date(`${iso}T00:00:00Z`));
