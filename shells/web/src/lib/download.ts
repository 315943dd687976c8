// Gives the user a file.

/** Saves bytes or text under a name. */
export function save(name: string, content: Uint8Array | Blob | string, type: string): void {
  const blob = content instanceof Blob ? content : new Blob([content as BlobPart], { type });
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName(name);
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click; a minute is enough to begin.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name that every system takes: no path, no sign with a meaning. */
export function fileName(name: string): string {
  const plain = name.replace(/[\p{C}\\/:*?"<>|]+/gu, "-").replace(/\s+/g, "-").replace(/^[.-]+/, "").slice(0, 120);
  return plain === "" ? "corridor" : plain;
}
