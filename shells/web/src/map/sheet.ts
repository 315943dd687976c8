// Where everything stands on an exported picture.
import type { Row } from "./legend";
import type { Screen } from "./mercator";

/** Lines of at most so many pixels, by the usual width of a letter. */
export function wrap(text: string, pixels: number, size: number): string[] {
  const most = Math.max(8, Math.floor(pixels / (size * 0.53)));
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  if (line) lines.push(line);
  return lines;
}

const EDGE = 20, GAP = 12, LEGEND = 232;

export function sheetOf(screens: Pick<Screen, "width" | "height">[], rows: Row[], notes: string[], heading: string) {
  const mapsWidth = screens.reduce((sum, { width }) => sum + width + GAP, -GAP);
  const mapsHeight = Math.max(...screens.map(({ height }) => height));
  // Beside wide maps the legend stands at the right; below narrow ones in columns.
  const beside = mapsWidth >= 640;
  const width = EDGE * 2 + mapsWidth + (beside ? GAP + LEGEND : 0);
  const title = wrap(heading, width - 2 * EDGE, 22);
  const top = 26 * title.length + 62;
  const lefts: number[] = [];
  let left = EDGE;
  for (const screen of screens) {
    lefts.push(left);
    left += screen.width + GAP;
  }
  const columns = beside ? 1 : Math.max(1, Math.floor((mapsWidth + GAP) / (LEGEND + GAP)));
  const columnWidth = beside ? LEGEND : (mapsWidth - GAP * (columns - 1)) / columns;
  const ys = new Array<number>(columns).fill(beside ? top : top + mapsHeight + 16);
  const legend = rows.map((row) => {
    const column = ys.indexOf(Math.min(...ys));
    const indent = row.values || row.height === 0 ? 0 : row.sample.is === "symbol" ? 32 : 64;
    const lines = wrap(row.text, columnWidth - indent, 11.5);
    const y = ys[column]!;
    ys[column] = y + (row.values ? row.height + lines.length * 14 + 8 : Math.max(row.height, lines.length * 14) + 6);
    return { x: (beside ? EDGE + mapsWidth + GAP : EDGE + column * (columnWidth + GAP)), y, row, lines };
  });
  let y = Math.max(top + mapsHeight, ...ys) + 22;
  const said = notes.flatMap((note) => wrap(note, width - 2 * EDGE, 11)).map((text) => {
    const line = { text, y };
    y += 15;
    return line;
  });
  return { width, height: y + 4, edge: EDGE, top, lefts, title, legend, notes: said };
}
