import { expect, it } from "vitest";
import { parts } from "./source";

it("finds addresses among words", () =>
  expect(parts("https://www.newarab.com/news/first | http://b.org/x; seats are a guess")).toEqual([
    { text: "newarab.com", url: "https://www.newarab.com/news/first" },
    { text: " | ", url: null },
    { text: "b.org", url: "http://b.org/x" },
    { text: "; seats are a guess", url: null },
  ]));

it("makes no link of anything else", () => {
  expect(parts("javascript:alert(1)")).toEqual([{ text: "javascript:alert(1)", url: null }]);
  expect(parts("http://[; a")).toEqual([{ text: "http://[; a", url: null }]);
  expect(parts("")).toEqual([]);
});
