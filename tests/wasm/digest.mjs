// Prints the digest of every case of a module: `node digest.mjs MODULE.wasm`.
import { readFileSync } from "node:fs";

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const { cases, bits, size } = new WebAssembly.Instance(module).exports;
const unsigned = (number) => BigInt.asUintN(64, number);

for (let one = 0; one < cases(); one++) {
  console.log(`${unsigned(bits(one)).toString(16).padStart(16, "0")}/${unsigned(size())}`);
}
