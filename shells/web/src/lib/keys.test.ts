import { describe, expect, it } from "vitest";
import { command, owner, type Owner, type Press } from "./keys";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, ...more,
});
const of = (key: string, owned: Owner = "nothing", more: Partial<Press> = {}) => command(press(key, more), owned, false, true);

describe("keys", () => {
  it.each([
    [" ", {}, "play"],
    ["ArrowLeft", {}, "day-back"],
    ["ArrowRight", {}, "day-on"],
    ["ArrowLeft", { shiftKey: true }, "week-back"],
    ["ArrowRight", { shiftKey: true }, "week-on"],
    ["Home", {}, "first"],
    ["End", {}, "last"],
    ["[", {}, "event-back"],
    ["]", {}, "event-on"],
    ["m", {}, "which"],
    ["s", {}, "split"],
    ["?", { shiftKey: true }, "help"],
    ["x", {}, null],
  ] as const)("%s", (key, more, expected) => expect(of(key, "nothing", more)).toBe(expected));

  it("time runs the way the text does", () => {
    expect(command(press("ArrowLeft"), "nothing", true, true)).toBe("day-on");
    expect(command(press("ArrowRight", { shiftKey: true }), "nothing", true, true)).toBe("week-back");
  });

  it("leaves a field its keys, a button its Space, a list its arrows", () => {
    for (const key of [" ", "ArrowLeft", "Home", "m", "?"]) expect(of(key, "all")).toBeNull();
    expect(of(" ", "space")).toBeNull();
    expect(of("ArrowLeft", "space")).toBe("day-back");
    expect(of("m", "space")).toBe("which");
    for (const key of [" ", "ArrowLeft", "End"]) expect(of(key, "arrows")).toBeNull();
  });

  it("leaves the browser and whoever came first theirs", () => {
    expect(of("s", "nothing", { ctrlKey: true })).toBeNull();
    expect(of("ArrowLeft", "nothing", { altKey: true })).toBeNull();
    expect(of("ArrowLeft", "nothing", { defaultPrevented: true })).toBeNull();
  });

  it("letters can be turned off", () => {
    expect(command(press("m"), "nothing", false, false)).toBeNull();
    expect(command(press("?"), "nothing", false, false)).toBeNull();
    expect(command(press("ArrowRight"), "nothing", false, false)).toBe("day-on");
  });

  it("what has no element owns nothing", () => expect(owner(null)).toBe("nothing"));
});
