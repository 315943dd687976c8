// The map's colours, read from CSS variables (`map.css`, `theme.css`), so that light, dark and print have one source.

export type Colour = [number, number, number, number];

const NAMES = {
  sea: "--map-sea", land: "--map-land", home: "--map-home", host: "--map-host", border: "--map-border", coast: "--map-coast",
  own: "--map-own", route: "--map-route", shut: "--map-shut", flow: "--map-flow", casing: "--map-casing",
  stock: "--map-stock", stockEdge: "--map-stock-edge", waiting: "--map-waiting", waitingEdge: "--map-waiting-edge",
  capacity: "--map-capacity", fighting: "--map-fighting", more: "--map-more", fewer: "--map-fewer",
  open: "--map-open", closed: "--map-closed", restricted: "--map-restricted", documented: "--map-documented",
  returns_only: "--map-returns", point: "--map-point", text: "--map-text", quiet: "--map-quiet", halo: "--map-halo",
  focus: "--map-chosen",
} as const;

export type Palette = Record<keyof typeof NAMES, string>;

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const palette = {} as Palette;
  for (const [name, variable] of Object.entries(NAMES) as [keyof Palette, string][])
    palette[name] = style.getPropertyValue(variable).trim() || "#808080";
  return palette;
}

/** #rrggbb or #rrggbbaa as deck.gl takes it; opacity from 0 to 1 on top. */
export function colour(hex: string, opacity = 1): Colour {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const [r, g, b, a] = [part(1), part(3), part(5), hex.length > 7 ? part(7) : 255];
  return [r || 0, g || 0, b || 0, Math.round((Number.isNaN(a) ? 255 : a) * opacity)];
}

/** Calls when light turns to dark or back: the attribute on <html>, or the system. Gives back what ends it. */
export function onTheme(change: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const watcher = new MutationObserver(change);
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  system.addEventListener("change", change);
  return () => {
    watcher.disconnect();
    system.removeEventListener("change", change);
  };
}
