// Which names stand on the map: the most important first, each only where it covers no other. What is left out can be had
// by hovering, zooming, and from the table.

export interface Label {
  text: string;
  /** A second, quieter line. */
  more?: string;
  /** Pixels, of the middle of what it names. */
  x: number;
  y: number;
  /** Pixels from there to keep free. */
  away: number;
  rank: number;
  look: "place" | "country" | "land" | "sign";
  strong?: boolean;
}

export interface Placed extends Label {
  /** Box on the screen. */
  left: number;
  top: number;
  width: number;
  height: number;
  side: "right" | "left" | "above" | "below" | "middle";
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Spots that a name had better not cover, such as flows: how many of them are in a box. */
export class Spots {
  private readonly squares = new Map<number, number>();
  private static readonly SIZE = 12;

  add(x: number, y: number): void {
    const square = Math.floor(x / Spots.SIZE) * 8192 + Math.floor(y / Spots.SIZE);
    this.squares.set(square, (this.squares.get(square) ?? 0) + 1);
  }

  within({ left, top, right, bottom }: Box): number {
    let count = 0;
    for (let x = Math.floor(left / Spots.SIZE); x <= Math.floor(right / Spots.SIZE); x++)
      for (let y = Math.floor(top / Spots.SIZE); y <= Math.floor(bottom / Spots.SIZE); y++)
        count += Math.min(1, this.squares.get(x * 8192 + y) ?? 0);
    return count;
  }
}

/** Boxes in squares of a grid, so that each is compared with its neighbours alone. */
class Taken {
  private readonly squares = new Map<number, Box[]>();
  private static readonly SIZE = 96;

  private *of(box: Box): Generator<number> {
    for (let x = Math.floor(box.left / Taken.SIZE); x <= Math.floor(box.right / Taken.SIZE); x++)
      for (let y = Math.floor(box.top / Taken.SIZE); y <= Math.floor(box.bottom / Taken.SIZE); y++)
        yield (x + 1024) * 4096 + y + 1024;
  }

  free(box: Box): boolean {
    for (const square of this.of(box))
      for (const other of this.squares.get(square) ?? [])
        if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return false;
    return true;
  }

  take(box: Box): void {
    for (const square of this.of(box)) {
      const list = this.squares.get(square);
      if (list) list.push(box);
      else this.squares.set(square, [box]);
    }
  }
}

/**
 * Names in the order of their rank, highest first, as long as there is room: each at the side of its place where it covers
 * least of `spots`, and never a box of `keep` or another name.
 */
export function place(
  labels: Label[], measure: (label: Label) => [number, number], screen: { width: number; height: number }, keep: Box[] = [],
  most = 80, spots = new Spots(),
): Placed[] {
  const taken = new Taken();
  for (const box of keep) taken.take(box);
  const placed: Placed[] = [];
  for (const label of [...labels].sort((a, b) => b.rank - a.rank || (a.text < b.text ? -1 : 1))) {
    if (placed.length >= most) break;
    if (label.x < 0 || label.y < 0 || label.x > screen.width || label.y > screen.height) continue;
    const [width, height] = measure(label);
    let best: { box: Box; cost: number; label: Placed } | null = null;
    for (const side of label.look === "place" || label.look === "sign" ? SIDES : label.look === "country" ? AROUND : MIDDLE) {
      const [left, top] = corner(label, side, width, height);
      if (left < 2 || top < 2 || left + width > screen.width - 2 || top + height > screen.height - 2) continue;
      const box = { left: left - 2, top: top - 1, right: left + width + 2, bottom: top + height + 1 };
      if (!taken.free(box)) continue;
      const cost = spots.within(box);
      if (cost < (best?.cost ?? Infinity)) best = { box, cost, label: { ...label, left, top, width, height, side } };
      if (cost === 0) break;
    }
    if (!best) continue;
    taken.take(best.box);
    placed.push(best.label);
  }
  return placed;
}

const SIDES: Placed["side"][] = ["right", "left", "below", "above"];
const MIDDLE: Placed["side"][] = ["middle"];
/** A country has no mark of its own: its name may move a little. */
const AROUND: Placed["side"][] = ["middle", "above", "below", "right", "left"];

function corner({ x, y, away }: Label, side: Placed["side"], width: number, height: number): [number, number] {
  switch (side) {
    case "right": return [x + away + 3, y - height / 2];
    case "left": return [x - away - 3 - width, y - height / 2];
    case "below": return [x - width / 2, y + away + 2];
    case "above": return [x - width / 2, y - away - 2 - height];
    case "middle": return [x - width / 2, y - height / 2];
  }
}
