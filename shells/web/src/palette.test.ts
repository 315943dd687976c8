// Text can be read in light and in dark: contrast of WCAG 2.2, AA.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css: string = readFileSync(new URL("./theme.css", import.meta.url), "utf8");

function palette(selector: string): Record<string, string> {
  const block = css.split(`${selector} {`)[1]?.split("}")[0] ?? "";
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each([":root", ':root[data-theme="dark"]'])("%s", (selector) => {
  const colours = palette(selector);
  const of = (one: string, other: string) => contrast(colours[one]!, colours[other]!);

  it.each(["text", "quiet", "accent", "what-if", "warn", "good", "bad"])("%s can be read", (name) => {
    for (const under of ["panel", "ground", "accent-soft", "what-if-soft"]) expect(of(name, under), under).toBeGreaterThan(4.5);
  });
  it("text on the accent can be read", () => expect(of("on-accent", "accent")).toBeGreaterThan(4.5));
  it.each(["edge", "focus"])("%s can be seen", (name) => {
    for (const under of ["panel", "ground", "accent-soft"]) expect(of(name, under), under).toBeGreaterThan(3);
  });
  it("text can be read on the widest band", () => expect(of("text", "band1")).toBeGreaterThan(4.5));
});
