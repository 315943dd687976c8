import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { checksum, cleanPath, entries, isZip, limits, ZipError } from "./zip";

const text = "key,name\nkabul,Kabul\n".repeat(500);
const zip = (): Uint8Array =>
  zipSync({ case: { "scenario.yml": strToU8("schema: 1\n"), "routes.csv": strToU8(text) }, "__MACOSX": { x: strToU8("") } });
const trouble = async (what: () => unknown): Promise<string> => {
  try {
    await what();
  } catch (error) {
    if (error instanceof ZipError) return error.trouble;
    throw error;
  }
  return "none";
};
/** Where the record of the n-th file in the directory begins: the folder has one, too. */
function directory(bytes: Uint8Array, number = 0): number {
  number += 1;
  for (let at = 0; at < bytes.length - 4; at++) {
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 1 && bytes[at + 3] === 2 && number-- === 0) return at;
  }
  throw new Error("no directory");
}

describe("a zip", () => {
  it("gives its files", async () => {
    const found = entries(zip());
    expect(found.map((entry) => [entry.path, entry.size])).toEqual([["case/scenario.yml", 10], ["case/routes.csv", text.length]]);
    expect(new TextDecoder().decode(await found[1]!.read())).toBe(text);
    expect(isZip(zip())).toBe(true);
  });
  it("may be stored, be empty, or have a comment behind it", async () => {
    const stored = zipSync({ "a.csv": strToU8("a") }, { level: 0 });
    expect(new TextDecoder().decode(await entries(stored)[0]!.read())).toBe("a");
    const comment = new Uint8Array([...stored, ...strToU8("made by hand")]);
    expect(entries(comment)).toHaveLength(1);
    expect(entries(zipSync({}))).toEqual([]);
    expect(await entries(zipSync({ "a.csv": new Uint8Array() }))[0]!.read()).toHaveLength(0);
  });
});

describe("a broken or hostile zip", () => {
  it("is none at all", async () => {
    expect(await trouble(() => entries(strToU8("key,name\n".repeat(20))))).toBe("not-a-zip");
    expect(await trouble(() => entries(new Uint8Array()))).toBe("not-a-zip");
    expect(isZip(strToU8("PK"))).toBe(false);
  });
  it("says that it is small, and is large", async () => {
    const bytes = zip();
    new DataView(bytes.buffer).setUint32(directory(bytes, 1) + 24, 10, true);
    expect(await trouble(() => entries(bytes)[1]!.read())).toBe("broken");
  });
  it("says that it is larger than is allowed", async () => {
    const bytes = zip();
    new DataView(bytes.buffer).setUint32(directory(bytes, 1) + 24, limits.bytes + 1, true);
    expect(await trouble(() => entries(bytes))).toBe("too-large");
  });
  it("has too many files, or says so", async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: limits.files + 1 }, (_, n) => [`${n}.csv`, new Uint8Array()])));
    expect(await trouble(() => entries(many))).toBe("too-many");
    const bytes = zip();
    new DataView(bytes.buffer).setUint16(bytes.length - 12, 0xffff, true);
    expect(await trouble(() => entries(bytes))).toBe("too-many");
  });
  it("is locked, or packed in another way", async () => {
    const locked = zip();
    locked[directory(locked) + 8]! |= 1;
    expect(await trouble(() => entries(locked)[0]!.read())).toBe("locked");
    const method = zip();
    method[directory(method) + 10] = 14;
    expect(await trouble(() => entries(method)[0]!.read())).toBe("unknown-method");
  });
  it("is cut or scrambled anywhere: an error of ours, or the right bytes", async () => {
    const whole = zip();
    for (let at = 0; at < whole.length; at++) {
      const bytes = whole.slice();
      bytes[at]! ^= 1 << at % 8;
      await trouble(async () => { for (const entry of entries(bytes)) await entry.read(); });
      await trouble(async () => { for (const entry of entries(whole.slice(0, at))) await entry.read(); });
    }
  });
});

it("leads nowhere else", () => {
  expect(cleanPath("./case//a.csv")).toBe("case/a.csv");
  expect(cleanPath("case\\a.csv")).toBe("case/a.csv");
  for (const path of ["../a.csv", "case/../../a.csv", "case/", "", "__MACOSX/a", "case/._a.csv"]) expect(cleanPath(path)).toBeNull();
});

it("adds up as others do", () => expect(checksum(strToU8("123456789"))).toBe(0xcbf43926));
