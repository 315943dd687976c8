// Files as the browser hands them over: dropped, or picked one by one or as a folder.
import { cleanPath, entries as ofZip, isZip, limits, ZipError, type Entry } from "../../lib/zip";
import { words } from "../../words";

/** Why files cannot be used, for people. */
export class Trouble extends Error {}
const trouble = words.files.trouble;

const entry = (file: File, path: string): Entry => ({
  path, size: file.size,
  read: async () => {
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch {
      throw new Trouble(trouble.unreadable(path));
    }
  },
});

/** Of `<input type=file>`, with or without `webkitdirectory`. */
export function picked(files: Iterable<File>): Entry[] {
  const found: Entry[] = [];
  for (const file of files) {
    if (found.length > limits.files) throw new Trouble(trouble.tooMany);
    const path = cleanPath(file.webkitRelativePath || file.name);
    if (path !== null) found.push(entry(file, path));
  }
  return found;
}

/** What lies in a drop. It has to be asked while the event lasts; the folders are then walked. */
export function dropped(data: DataTransfer): Promise<Entry[]> {
  const roots = [...data.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  return walk(roots.filter((root) => root !== null));
}

async function walk(roots: (FileSystemEntry | File)[]): Promise<Entry[]> {
  const found: Entry[] = [];
  const queue = [...roots];
  for (let seen = 0; queue.length > 0; seen++) {
    if (seen > 4 * limits.files || found.length > limits.files) throw new Trouble(trouble.tooMany);
    const next = queue.shift()!;
    if (next instanceof File) found.push(entry(next, cleanPath(next.name) ?? "file"));
    else if (next.isDirectory) queue.push(...(await children(next as FileSystemDirectoryEntry)));
    else {
      const path = cleanPath(next.fullPath);
      if (path !== null) found.push(entry(await fileOf(next as FileSystemFileEntry), path));
    }
  }
  return found;
}

const fileOf = (of: FileSystemFileEntry): Promise<File> =>
  new Promise((done, failed) => of.file(done, () => failed(new Trouble(trouble.unreadable(of.name)))));

/** The browser gives a hundred at a time. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) =>
      reader.readEntries(done, () => failed(new Trouble(trouble.unreadable(folder.name)))));
    if (some.length === 0) return all;
    all.push(...some);
    if (all.length > 4 * limits.files) throw new Trouble(trouble.tooMany);
  }
}

/** With the contents of zips in their place. */
export async function unpacked(entries: readonly Entry[]): Promise<Entry[]> {
  const all: Entry[] = [];
  for (const one of entries) {
    if (!/\.zip$/i.test(one.path)) all.push(one);
    else {
      if (one.size > limits.bytes) throw new Trouble(trouble.zip["too-large"](one.path));
      const bytes = await one.read();
      const name = one.path.replace(/\.zip$/i, "");
      try {
        if (!isZip(bytes)) throw new ZipError("not-a-zip");
        all.push(...ofZip(bytes).map((inside) => ({ ...inside, path: `${name}/${inside.path}`, read: readable(inside, one.path) })));
      } catch (error) {
        throw ofError(error, one.path);
      }
    }
  }
  if (all.length > limits.files) throw new Trouble(trouble.tooMany);
  if (all.reduce((sum, { size }) => sum + size, 0) > limits.bytes) throw new Trouble(trouble.tooLarge);
  return all;
}

const readable = (inside: Entry, zip: string) => async (): Promise<Uint8Array> => {
  try {
    return await inside.read();
  } catch (error) {
    throw ofError(error, zip);
  }
};

const ofError = (error: unknown, zip: string): Error =>
  error instanceof ZipError ? new Trouble(trouble.zip[error.trouble](zip)) : error instanceof Error ? error : new Error(String(error));
