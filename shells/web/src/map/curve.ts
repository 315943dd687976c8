// The shape of a flow: a ribbon that bends to the right of its way, thin where it sets out, with a head where it arrives.
// Both directions of a route lie right of their own straight line, so that neither covers the head of the other.
// `FlowLayer.ts` has the same formulas in its shader; here they serve the drawn map, picking and the tests.

/** How far the middle of the control lies from the straight line, in parts of its length. */
export const BOW = 0.16;
/** Half the width of a head, in half widths of its shaft, plus a little so that thin flows have one that can be seen. */
export const HEAD = 1.6;
export const HEAD_MORE = 2;
/** Length of a head, in half widths of it. */
export const HEAD_LONG = 1.9;
/** How far the whole curve is moved to the right, in half widths of its head: so that the head stays on its side. */
export const ASIDE = 0.65;
/** Width where the flow sets out, in parts of its width. */
export const TAIL = 0.35;
/** No head is longer than this part of its flow. */
export const HEAD_MOST = 0.45;
/** Nor stays it away from its ends by more than this part. */
export const TRIM_MOST = 0.3;

export interface Flow {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Pixels. */
  width: number;
  /** Pixels to stay away from the point where it sets out, and from the one where it arrives: the circles there. */
  trims: readonly [number, number];
}

export interface Curve {
  /** Start, control and end of a quadratic curve, already moved aside. */
  x: [number, number, number];
  y: [number, number, number];
  /** Where along it the shaft begins, the head begins, and its tip is. */
  begin: number;
  neck: number;
  tip: number;
  half: number;
  headHalf: number;
}

/** The curve on the screen (y down); null if both ends fall on one spot. */
export function curve({ x0, y0, x1, y1, width, trims }: Flow): Curve | null {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length > 3)) return null;
  const begin = Math.min(trims[0] / length, TRIM_MOST);
  const tip = 1 - Math.min(trims[1] / length, TRIM_MOST);
  let half = width / 2;
  let headHalf = half * HEAD + HEAD_MORE;
  const longest = (tip - begin) * HEAD_MOST * length;
  const shrink = Math.min(1, longest / (headHalf * HEAD_LONG));
  headHalf *= shrink;
  half = Math.min(half, headHalf);
  const neck = tip - (headHalf * HEAD_LONG) / length;
  // Right of the way: of (dx, dy) with y down that is (-dy, dx).
  const rx = -(y1 - y0) / length, ry = (x1 - x0) / length;
  const aside = headHalf * ASIDE;
  const bow = aside + BOW * length;
  return {
    x: [x0 + rx * aside, (x0 + x1) / 2 + rx * bow, x1 + rx * aside],
    y: [y0 + ry * aside, (y0 + y1) / 2 + ry * bow, y1 + ry * aside],
    begin, neck, tip, half, headHalf,
  };
}

export function at(c: Curve, t: number): [number, number] {
  const a = (1 - t) * (1 - t), b = 2 * t * (1 - t), d = t * t;
  return [a * c.x[0] + b * c.x[1] + d * c.x[2], a * c.y[0] + b * c.y[1] + d * c.y[2]];
}

/** Direction at t, of length 1. */
function along(c: Curve, t: number): [number, number] {
  const dx = (1 - t) * (c.x[1] - c.x[0]) + t * (c.x[2] - c.x[1]);
  const dy = (1 - t) * (c.y[1] - c.y[0]) + t * (c.y[2] - c.y[1]);
  const length = Math.hypot(dx, dy) || 1;
  return [dx / length, dy / length];
}

/** The outline of ribbon and head. */
export function outline(c: Curve, steps = 12): [number, number][] {
  const left: [number, number][] = [], right: [number, number][] = [];
  const push = (t: number, half: number) => {
    const [x, y] = at(c, t), [dx, dy] = along(c, t);
    left.push([x + dy * half, y - dx * half]);
    right.push([x - dy * half, y + dx * half]);
  };
  for (let step = 0; step <= steps; step++) {
    const part = step / steps;
    push(c.begin + (c.neck - c.begin) * part, c.half * (TAIL + (1 - TAIL) * part));
  }
  push(c.neck, c.headHalf);
  left.push(at(c, c.tip));
  return [...left, ...right.reverse()];
}

/** For SVG. */
export function path(points: [number, number][]): string {
  return points.map(([x, y], number) => `${number ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("") + "Z";
}

/** Pixels from a point to the middle of a curve, nearly. */
export function distance(c: Curve, px: number, py: number): number {
  let best = Infinity;
  let [ax, ay] = at(c, c.begin);
  for (let step = 1; step <= 8; step++) {
    const [bx, by] = at(c, c.begin + ((c.tip - c.begin) * step) / 8);
    const ux = bx - ax, uy = by - ay;
    const part = Math.max(0, Math.min(1, ((px - ax) * ux + (py - ay) * uy) / (ux * ux + uy * uy || 1)));
    best = Math.min(best, Math.hypot(ax + ux * part - px, ay + uy * part - py));
    ax = bx;
    ay = by;
  }
  return best;
}
