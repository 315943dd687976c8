import { expect, it } from "vitest";
import { csv } from "./csv";
import { fileName } from "./download";

it("quotes what needs it, and keeps formulas out of spreadsheets", () => {
  expect(csv([["a", 'b "c", d'], [-1.5, null], ["=1+1", "two\nlines"]])).toBe('a,"b ""c"", d"\r\n-1.5,\r\n\'=1+1,"two\nlines"\r\n');
});

it("names files so that every system takes them", () => {
  expect(fileName("../a b:c\u0000.csv")).toBe("a-b-c-.csv");
  expect(fileName("…")).toBe("…");
  expect(fileName("/")).toBe("corridor");
});
