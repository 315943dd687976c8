// Edits as sentences that the engine reads: `close x_chaman from 2021-09-02 until unknown`. Here they are put together; what is
// wrong with one the engine says.

/** When an edit ends: a day (YYYY-MM-DD), on a day that nobody knows, or not within the period. */
export type Until = string;

/** From when an edit holds, and until when. */
export interface Span {
  from: string;
  until: Until;
}

/** What holds at a crossing: into which country (else both), and how many pass a day at most. */
export interface Passing {
  into?: string | null;
  perDay?: number | null;
}

/** A place that is not there yet. */
export interface NewPlace {
  kind: "camp" | "site" | "hub";
  name: string;
  /** From which place a way leads there, how long it is and by what. */
  near: string;
  km: number;
  mode: Mode;
  country?: string | null;
  /** Degrees north and east. */
  at?: [number, number] | null;
  /** Room; null for no limit. */
  capacity?: number | null;
}

export type Mode = "road" | "track" | "foot" | "air";
export const modes: readonly Mode[] = ["road", "track", "foot", "air"];

// Words of the language of edits: a name that holds one, or anything but letters, digits and _, goes into quotation marks.
const WORDS = new Set(
  ("from until into to for if near in at capacity x by of border and people a per day km one way one-way on off unknown never " +
    "road track foot air").split(" "),
);

/** A name as an edit writes it. */
export function quoted(name: string): string {
  const text = name.replace(/\s+/g, " ").trim();
  if (/^[\p{L}\p{M}\p{N}_]+$/u.test(text) && !/^\d+$/.test(text) && !WORDS.has(text.toLowerCase())) return text;
  const mark = ['"', "'"].find((mark) => !text.includes(mark));
  return mark ? mark + text + mark : text;
}

/** A number without digits that say nothing. */
const number = (value: number): string => String(Number(value.toFixed(4)));
const when = (span: Span): string => ` from ${span.from} until ${span.until}`;

function passing(passing: Passing, span: Span): string {
  const rate = passing.perDay == null ? "" : ` ${number(passing.perDay)} a day`;
  return rate + (passing.into ? ` into ${quoted(passing.into)}` : "") + when(span);
}

export const close = (place: string, span: Span, how: Passing = {}): string => `close ${quoted(place)}${passing({ into: how.into }, span)}`;
export const open = (place: string, span: Span, how: Passing = {}): string => `open ${quoted(place)}${passing(how, span)}`;
/** Lets a share through, 0 to 1. */
export const restrict = (crossing: string, share: number, span: Span, how: Passing = {}): string =>
  `restrict ${quoted(crossing)} to ${number(share)}${passing(how, span)}`;
/** Lets those with papers through. */
export const documented = (crossing: string, span: Span, how: Passing = {}): string =>
  `documented ${quoted(crossing)}${passing(how, span)}`;
/** Lets those through who go home. */
export const returnsOnly = (crossing: string, span: Span, how: Passing = {}): string =>
  `returns-only ${quoted(crossing)}${passing(how, span)}`;

export const closeRoute = (a: string, b: string, span: Span): string => `close ${quoted(a)} to ${quoted(b)}${when(span)}`;
export const openRoute = (a: string, b: string, span: Span): string => `open ${quoted(a)} to ${quoted(b)}${when(span)}`;
export const closeBorder = (a: string, b: string, span: Span): string => `close border ${quoted(a)} and ${quoted(b)}${when(span)}`;
export const openBorder = (a: string, b: string, span: Span): string => `open border ${quoted(a)} and ${quoted(b)}${when(span)}`;

/** Room at a place. */
export const capacity = (place: string, people: number, span: Span): string =>
  `capacity ${quoted(place)} ${number(people)}${when(span)}`;

export const cap = (host: string, people: number, span: Span): string => `cap ${quoted(host)} ${number(people)}${when(span)}`;
export const admit = (host: string, span: Span): string => `admit ${quoted(host)}${when(span)}`;
export const refuse = (host: string, span: Span): string => `refuse ${quoted(host)}${when(span)}`;
/** A cap that holds with this likelihood, 0 to 1. */
export function pledge(host: string, people: number, condition: string, likelihood: number, span: Span): string {
  // The condition is any text; it goes into quotation marks of the kind that it does not hold.
  const text = condition.replace(/\s+/g, " ").trim();
  const marked = text.includes('"') ? `'${text.replaceAll("'", "’")}'` : `"${text}"`;
  return `pledge ${quoted(host)} ${number(people)} if ${marked} ${number(likelihood)}${when(span)}`;
}
/** Sends back a share of those who arrive. */
export const pushBack = (host: string, share: number, span: Span): string => `push-back ${quoted(host)} ${number(share)}${when(span)}`;
/** Sends so many people back a day. */
export const forcedReturn = (host: string, people: number, span: Span): string =>
  `return ${quoted(host)} ${number(people)}${when(span)}`;

/** Fighting at a place, 0 to 1. */
export const fighting = (place: string, intensity: number, span: Span): string =>
  `fighting ${quoted(place)} ${number(intensity)}${when(span)}`;
/** A factor on departures: of a place, of a country, or (null) of all. */
export const departures = (of: string | null, factor: number, span: Span): string =>
  `departures ${of === null ? "" : `of ${quoted(of)} `}x ${number(factor)}${when(span)}`;
/** Whoever leaves one place takes the route to the other. */
export const redirect = (a: string, b: string, span: Span): string => `redirect ${quoted(a)} to ${quoted(b)}${when(span)}`;

export function newPlace(place: NewPlace, span: Span): string {
  const near = ` near ${quoted(place.near)} ${number(place.km)} km by ${place.mode}`;
  const country = place.country ? ` in ${quoted(place.country)}` : "";
  const at = place.at ? ` at ${place.at.map(number).join(",")}` : "";
  const room = place.capacity == null ? "" : ` for ${number(place.capacity)}`;
  return `new ${place.kind} ${quoted(place.name)}${near}${country}${at}${room}${when(span)}`;
}
export const newRoute = (a: string, b: string, km: number, mode: Mode, span: Span): string =>
  `new route ${quoted(a)} to ${quoted(b)} ${number(km)} km by ${mode}${when(span)}`;
