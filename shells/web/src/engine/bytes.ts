// Questions and answers as the bytes of README.md. All numbers are little-endian, as they are in every browser's memory.
import type { NamedBytes, Options, Picture, Which } from "./protocol";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const toJson = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));
export const fromJson = <T>(bytes: Uint8Array): T => JSON.parse(decoder.decode(bytes)) as T;

/** The input of `read`. */
export function pack(files: NamedBytes[], options: Options): Uint8Array {
  const parts = [toJson(options), ...files.flatMap(({ name, bytes }) => [encoder.encode(name), bytes])];
  const packed = new Uint8Array(4 + parts.reduce((size, part) => size + 4 + part.length, 0));
  const numbers = new DataView(packed.buffer);
  let at = 0;
  const number = (value: number): void => {
    numbers.setUint32(at, value, true);
    at += 4;
  };
  parts.forEach((part, index) => {
    number(part.length);
    packed.set(part, at);
    at += part.length;
    if (index === 0) number(files.length);
  });
  return packed;
}

export const NUMBER: Record<Which, number> = { base: 0, changed: 1, difference: 2 };

/** The answer of `picture`, in place. */
export function unpackPicture(which: Which, { buffer }: Uint8Array<ArrayBuffer>): Picture {
  const [members, days, series, ways] = new Uint32Array(buffer, 0, 4) as unknown as [number, number, number, number];
  let at = 16;
  const take = (count: number): Float32Array => {
    const row = new Float32Array(buffer, at, count);
    at += 4 * count;
    return row;
  };
  return {
    which, members, days, series: take(series * days), ways: take(ways * days), everybody: take(days),
    clear: which === "difference" ? new Uint8Array(buffer, at, series * days) : new Uint8Array(0),
  };
}
