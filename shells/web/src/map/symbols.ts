// Symbols as SVG paths in a square of 24: the same for WebGL, the drawn map and the legend. Each status has its own outline, so
// that it can be told without its colour.
import type { Palette } from "./palette";
import type { Gate } from "./status";

export type Symbol = Gate | `air_${Gate}` | "unknown" | "fighting" | "shut" | "exit" | "town" | "camp" | "idp_site" | "hub" | "waypoint";

interface Shape {
  /** Outline, filled with the colour. */
  body: string;
  colour: keyof Palette;
  /** Strokes upon it, in the colour of the ground. */
  strokes?: string;
  /** Filled upon it, in the colour of the ground. */
  filled?: string;
}

const circle = (radius: number, x = 12, y = 12) =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;

const GATES: Record<Gate, Shape> = {
  // A disc with a tick.
  open: { body: circle(9.5), colour: "open", strokes: "M7.5 12.3l3.2 3.3l6-6.6" },
  // A stop sign with its bar.
  closed: { body: "M8 2.2h8L21.8 8v8L16 21.8H8L2.2 16V8Z", colour: "closed", strokes: "M6.5 12h11" },
  // A diamond with a narrow gap.
  restricted: { body: "M12 1.2L22.8 12L12 22.8L1.2 12Z", colour: "restricted", strokes: "M9.5 7.5v9M14.5 7.5v9" },
  // A sheet of paper with a folded corner.
  documented: { body: "M4.5 2h10.5L20 7v15H4.5Z", colour: "documented", strokes: "M8 10.5h8M8 14h8M8 17.5h5" },
  // A house, and an arrow that turns back.
  returns_only: { body: "M12 1.5L22.5 11H20v11H4V11H1.5Z", colour: "returns_only", strokes: "M15.5 18v-3.8a3.2 3.2 0 0 0-6.4 0v3M6.8 14.8l2.3 2.6l2.3-2.6" },
};

const PLANE = "M12 4.6c.8 0 1.2.8 1.2 1.9v2.8l5 3.2v1.7l-5-1.5v2.9l1.7 1.3v1.3L12 17.5l-2.9.7v-1.3l1.7-1.3v-2.9l-5 1.5v-1.7l5-3.2V6.5c0-1.1.4-1.9 1.2-1.9Z";

const star = (points: number, outer: number, inner: number): string => {
  let path = "";
  for (let at = 0; at < points * 2; at++) {
    const angle = (at * Math.PI) / points - Math.PI / 2, radius = at % 2 ? inner : outer;
    path += `${at ? "L" : "M"}${(12 + radius * Math.cos(angle)).toFixed(2)} ${(12 + radius * Math.sin(angle)).toFixed(2)}`;
  }
  return path + "Z";
};

export const SHAPES: Record<Symbol, Shape> = {
  ...GATES,
  ...(Object.fromEntries(
    Object.entries(GATES).map(([gate, { body, colour }]) => [`air_${gate}`, { body, colour, filled: PLANE }]),
  ) as Record<`air_${Gate}`, Shape>),
  unknown: { body: circle(6), colour: "point", filled: circle(3.2) },
  fighting: { body: star(9, 11.5, 6.2), colour: "fighting" },
  shut: { body: circle(8.5), colour: "shut", strokes: "M8.3 8.3l7.4 7.4M15.7 8.3l-7.4 7.4" },
  exit: { body: "M3 7h9V2.5L21.5 12L12 21.5V17H3Z", colour: "point" },
  town: { body: circle(5.5), colour: "point" },
  camp: { body: "M12 3.5L21.5 20H2.5Z", colour: "point", filled: "M12 12.5L15.6 20H8.4Z" },
  idp_site: { body: "M4 20V11L12 4l8 7v9Z", colour: "point", filled: "M9.8 20v-6h4.4v6Z" },
  hub: { body: "M6 6h12v12H6Z", colour: "point" },
  waypoint: { body: "M12 6.5L17.5 12L12 17.5L6.5 12Z", colour: "point", filled: "M12 9.6L14.4 12L12 14.4L9.6 12Z" },
};

export const NAMES = Object.keys(SHAPES) as Symbol[];

/** All symbols in a row, for deck.gl's IconLayer. */
export function atlas(palette: Palette, size = 64): { image: string; mapping: Record<string, IconCell> } {
  const image = document.createElement("canvas");
  image.width = size * NAMES.length;
  image.height = size;
  const pen = image.getContext("2d")!;
  const mapping: Record<string, IconCell> = {};
  NAMES.forEach((name, at) => {
    mapping[name] = { x: at * size, y: 0, width: size, height: size, mask: false };
    pen.setTransform(size / 28, 0, 0, size / 28, at * size + (size / 28) * 2, (size / 28) * 2);
    paint(pen, name, palette);
  });
  // deck.gl takes a canvas as well as an address; its types do not say so.
  return { image: image as unknown as string, mapping };
}

interface IconCell {
  x: number;
  y: number;
  width: number;
  height: number;
  mask: boolean;
}

/** In a square of 24. */
function paint(pen: CanvasRenderingContext2D, name: Symbol, palette: Palette): void {
  const { body, colour, strokes, filled } = SHAPES[name];
  pen.lineJoin = pen.lineCap = "round";
  pen.strokeStyle = palette.casing;
  pen.lineWidth = 3;
  pen.stroke(new Path2D(body));
  pen.fillStyle = palette[colour];
  pen.fill(new Path2D(body));
  pen.fillStyle = palette.casing;
  if (filled) pen.fill(new Path2D(filled));
  pen.lineWidth = 2.4;
  if (strokes) pen.stroke(new Path2D(strokes));
}
