import { expect, test } from "vitest";
import { fromJson, pack, toJson, unpackPicture } from "./bytes";
import { Instance, Refused } from "./wasm";

/** A module made by hand: `check` gives its input back, `tell` refuses with it, `run` gives so many bytes, `write` traps. */
function module(): WebAssembly.Module {
  const name = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)];
  const section = (id: number, ...items: number[][]): number[] => {
    const body = [items.length, ...items.flat()];
    return [id, body.length, ...body];
  };
  const [i32, local0, set0, get0, end] = [0x7f, [0x20, 0], [0x24, 0], [0x23, 0], 0x0b];
  const number = (value: number): number[] => [0x41, value];
  const body = (...code: number[][]): number[] => [code.flat().length + 2, 0, ...code.flat(), end];
  const bodies = [
    body(local0, set0, number(32)), // give: keeps the size, room at 32
    body(number(32)), // answer_at
    body(get0), // answer_size
    body(number(0)), // check
    body(number(1)), // tell
    body(local0, set0, number(0)), // run
    body([0x00]), // write
  ];
  const names = ["give", "answer_at", "answer_size", "check", "tell", "run", "write"];
  const withNumber = new Set(["give", "run"]);
  return new WebAssembly.Module(new Uint8Array([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [0x60, 0, 1, i32], [0x60, 1, i32, 1, i32]),
    ...section(3, ...names.map((one) => [withNumber.has(one) ? 1 : 0])),
    ...section(5, [0, 1]),
    ...section(6, [i32, 1, ...number(0), end]),
    ...section(7, [...name("memory"), 2, 0], ...names.map((one, index) => [...name(one), 0, index])),
    ...section(10, ...bodies),
  ]));
}

test("an answer is the caller's own bytes", () => {
  const instance = Instance.of(module());
  const answer = instance.call("check", toJson(["close it"]), 0);
  expect(fromJson(answer)).toEqual(["close it"]);
  instance.call("check", toJson(["another"]), 0);
  expect(fromJson(answer)).toEqual(["close it"]);
  expect(instance.call("run", null, 7).length).toBe(7);
});

test("a verb without an answer says why; a trap is no refusal", () => {
  const instance = Instance.of(module());
  expect(() => instance.call("tell", new TextEncoder().encode("There is nothing."), 0)).toThrow(new Refused("There is nothing."));
  expect(() => instance.call("write", null, 0)).toThrow(WebAssembly.RuntimeError);
});

test("files are packed with their names and sizes", () => {
  const options = { members: 3, seed: 0, asOf: null, hindcast: false, days: null };
  const packed = pack([{ name: "a.csv", bytes: new Uint8Array([1, 2, 3]) }, { name: "ü.yml", bytes: new Uint8Array(0) }], options);
  const numbers = new DataView(packed.buffer);
  let at = 0;
  const number = (): number => numbers.getUint32((at += 4) - 4, true);
  const part = (): Uint8Array => {
    const size = number();
    return packed.slice(at, (at += size));
  };
  expect(fromJson(part())).toEqual(options);
  expect(number()).toBe(2);
  expect([part(), part(), part(), part()].map((bytes, index) => (index % 2 ? [...bytes] : new TextDecoder().decode(bytes)))).toEqual(["a.csv", [1, 2, 3], "ü.yml", []]);
  expect(at).toBe(packed.length);
});

test("a picture is read row by row", () => {
  const [members, days, series, ways] = [4, 2, 2, 1];
  const floats = [1, 2, 3, 4, /* ways */ 5, 6, /* everybody */ 7, 8];
  const bytes = new Uint8Array(16 + 4 * floats.length + series * days);
  new Uint32Array(bytes.buffer, 0, 4).set([members, days, series, ways]);
  new Float32Array(bytes.buffer, 16, floats.length).set(floats);
  bytes.set([0, 1, 1, 0], 16 + 4 * floats.length);
  const picture = unpackPicture("difference", bytes);
  expect([picture.members, picture.days, [...picture.series], [...picture.ways], [...picture.everybody], [...picture.clear]]).toEqual([4, 2, [1, 2, 3, 4], [5, 6], [7, 8], [0, 1, 1, 0]]);
  expect(unpackPicture("base", bytes).clear.length).toBe(0);
});
