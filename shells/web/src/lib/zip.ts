// The files in a zip, as it may come from anybody: what it says of itself is believed within limits, and checked.
//
// The directory at its end is read here rather than by fflate, which believes a count of four billion files; fflate inflates.
import { inflateSync } from "fflate";

/** A file that can be read: of a zip, a folder or the disk. */
export interface Entry {
  /** With the folders that it lies in: `case/input_csv/routes.csv`. */
  path: string;
  size: number;
  read(): Promise<Uint8Array>;
}

export const limits = { bytes: 200 * 2 ** 20, files: 2000 };

export type ZipTrouble = "not-a-zip" | "broken" | "too-large" | "too-many" | "locked" | "unknown-method";

/** Why a zip cannot be read. */
export class ZipError extends Error {
  constructor(readonly trouble: ZipTrouble, readonly path = "") {
    super(trouble);
  }
}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes.length >= 22 && bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/** What is in a zip. Nothing is inflated before it is read. */
export function entries(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) throw new ZipError("not-a-zip");
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > 4 * limits.files) throw new ZipError("too-many");
  const found: Entry[] = [];
  let all = 0;
  for (let number = 0; number < count; number++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new ZipError("broken");
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const crc = view.getUint32(at + 16, true);
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [nameSize, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    const local = view.getUint32(at + 42, true);
    if (at + 46 + nameSize > bytes.length) throw new ZipError("broken");
    const path = cleanPath(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameSize)));
    at += 46 + nameSize + extra + comment;
    if (path === null) continue;
    all += size;
    if (all > limits.bytes) throw new ZipError("too-large", path);
    if (found.length >= limits.files) throw new ZipError("too-many", path);
    const read = async (): Promise<Uint8Array> => {
      if (flags & 1) throw new ZipError("locked", path);
      if (method !== 0 && method !== 8) throw new ZipError("unknown-method", path);
      return content(bytes, view, { path, local, packed, size, crc, stored: method === 0 });
    };
    found.push({ path, size, read });
  }
  return found;
}

interface Packed {
  path: string;
  local: number;
  packed: number;
  size: number;
  crc: number;
  stored: boolean;
}

function content(bytes: Uint8Array, view: DataView, file: Packed): Uint8Array {
  const { local, size } = file;
  if (local + 30 > bytes.length || view.getUint32(local, true) !== 0x04034b50) throw new ZipError("broken", file.path);
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const packed = bytes.subarray(from, from + file.packed);
  if (packed.length !== file.packed) throw new ZipError("broken", file.path);
  let plain: Uint8Array;
  try {
    // Room for what it says and no more: a file that is larger than it says is cut, and its checksum is another.
    plain = file.stored ? packed.slice() : inflateSync(packed, { out: new Uint8Array(size) });
  } catch {
    throw new ZipError("broken", file.path);
  }
  if (plain.length !== size || checksum(plain) !== file.crc) throw new ZipError("broken", file.path);
  return plain;
}

/** Where the record at the end of a zip begins; a comment may follow it. */
function findEnd(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return null;
}

/** A path without `.` and with `/`; null for folders, for what systems add, and for what leads out of the zip. */
export function cleanPath(path: string): string | null {
  if (/[\\/]$/.test(path)) return null;
  const parts = path.split(/[\\/]/).filter((part) => part !== "" && part !== ".");
  const added = parts.some((part) => part === ".." || part === "__MACOSX" || part.startsWith("._") || part.includes("\0"));
  return parts.length === 0 || added || parts.length > 20 ? null : parts.join("/");
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32, as zips have it. */
export function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
