import { expect, test } from "vitest";
import { sheetOf, wrap } from "./sheet";

test("lines are no longer than there is room, and lose no word", () => {
  const text = "The boundaries and names shown do not imply official endorsement or acceptance.";
  const lines = wrap(text, 200, 11);
  expect(lines.join(" ")).toBe(text);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(200 / (11 * 0.53));
});

test("beside a wide map, below a narrow one; nothing beyond the sheet", () => {
  const rows = Array.from({ length: 9 }, () => ({ sample: { is: "route" as const }, text: "Route without flow", height: 20 }));
  for (const width of [330, 900]) {
    const sheet = sheetOf([{ width, height: 500 }], rows, ["a note"], "A title");
    expect(sheet.legend.every(({ x, y }) => x < sheet.width && y < sheet.height)).toBe(true);
    expect(sheet.legend[0]!.x > width).toBe(width === 900);
    expect(sheet.notes.at(-1)!.y).toBeLessThan(sheet.height);
  }
});
