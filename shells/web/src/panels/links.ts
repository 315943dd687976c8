// Addresses in a source. Only those of the web become links, and none is fetched before a click.

export interface Part {
  text: string;
  /** An address of the web; null of plain text. */
  href: string | null;
}

/** A text with its addresses apart. Marks of a sentence after an address do not belong to it. */
export function parts(text: string): Part[] {
  const found: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s"'<>|]*[^\s"'<>|.,;:!?)\]]/g)) {
    if (!URL.canParse(match[0])) continue;
    if (match.index > at) found.push({ text: text.slice(at, match.index), href: null });
    found.push({ text: match[0], href: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ text: text.slice(at), href: null });
  return found;
}
