// A source of a row: "https://reliefweb.int/report/…; daily flights resume; seats are a guess".

export interface Part {
  text: string;
  /** Only http and https: a scenario is somebody else's file. */
  url: string | null;
}

export function parts(source: string): Part[] {
  const found: Part[] = [];
  let at = 0;
  for (const match of source.matchAll(/https?:\/\/[^\s;|"<>]+/g)) {
    if (!URL.canParse(match[0])) continue;
    if (match.index > at) found.push({ text: source.slice(at, match.index), url: null });
    found.push({ text: new URL(match[0]).host.replace(/^www\./, ""), url: match[0] });
    at = match.index + match[0].length;
  }
  if (at < source.length) found.push({ text: source.slice(at), url: null });
  return found;
}
