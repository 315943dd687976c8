// What the page carries besides its script, as blocks of data: gzip, base64. While one develops, it comes from the packages.
import type { Topology } from "topojson-specification";

/** The ids of the blocks; `build/page.mjs` writes them. */
export type Block = "countries" | "map-worker" | "engine-worker" | "engine";

/** The bytes of a block. */
export async function unpack(block: Block): Promise<Uint8Array<ArrayBuffer>> {
  const element = document.getElementById(block);
  if (!element) throw new Error(`the page lacks its block ${block}`);
  const packed = fromBase64(element.textContent);
  // Nobody reads it twice, and a text of megabytes need not stay in the page.
  element.remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** A URL under which a worker can be started from the page itself. */
async function script(block: Block): Promise<string> {
  return URL.createObjectURL(new Blob([await unpack(block)], { type: "text/javascript" }));
}

/** Does it when it is first asked for, and once. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** The countries of world-atlas, 1:50 million: the basemap. */
export const countries = once(async (): Promise<Topology> => {
  if (import.meta.env.DEV) return (await import("world-atlas/countries-50m.json")).default as unknown as Topology;
  return JSON.parse(new TextDecoder().decode(await unpack("countries"))) as Topology;
});

/** For MapLibre's `setWorkerUrl`, before the first map. */
export const mapWorker = once(async (): Promise<string> => {
  if (import.meta.env.DEV) return (await import("maplibre-gl/dist/maplibre-gl-worker.mjs?url")).default;
  // From a file, MapLibre would make a data: URL of a module worker, which the policy of the page forbids; a name that ends so
  // makes it a classic worker.
  return `${await script("map-worker")}#.cjs`;
});

/** The engine: the module, and where a worker of it is. */
export const engine = once(async (): Promise<{ module: WebAssembly.Module; worker: string }> => {
  const [worker, bytes] = await Promise.all([script("engine-worker"), unpack("engine")]);
  return { worker, module: await WebAssembly.compile(bytes) };
});
