// A worker: hears orders, says words. `build/page.mjs` puts this script into the page as data.
import { Hand } from "./hand";
import type { Order, Word } from "./orders";
import { Instance } from "./wasm";

const scope = self as unknown as { onmessage: ((event: MessageEvent<Order>) => void) | null; postMessage(word: Word, transfer?: Transferable[]): void };
const hand = new Hand((word, transfer) => scope.postMessage(word, transfer), (module) => Instance.of(module));
scope.onmessage = ({ data }) => hand.hear(data);
