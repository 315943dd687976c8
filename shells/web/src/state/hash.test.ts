import { describe, expect, it } from "vitest";
import { fromHash, toHash, type Saved } from "./hash";

describe("there and back", () => {
  it.each<Saved>([
    { of: "afghanistan-2021" },
    {
      of: "afghanistan-2021", day: "2021-09-10", at: { of: "place", key: "x_chaman" }, show: "difference", split: true, flows: "arcs",
      panel: "whatif", map: [66.443, -30.957, 5.25], theme: "dark", dir: "rtl", lines: true, speed: 16, days: ["2021-08-01", "2021-10-31"],
      edits: ["open x_chaman from 2021-09-02 until never", 'new camp "Site & 9 = 100 % #1 + كابل" near kunduz 40 km for 5000'],
      members: 200, seed: 9007199254740991,
    },
    { of: "a&b=c #1", at: { of: "way", from: "a:b", to: "50 % / کابل" } },
    { of: "x", at: { of: "country", key: "Côte d'Ivoire" } },
  ])("%j", (saved) => expect(fromHash(toHash(saved))).toEqual(saved));

  it("can be read", () => {
    expect(toHash({ of: "afghanistan-2021", day: "2021-09-10", at: { of: "place", key: "x_chaman" }, edits: ["close x_chaman from 2021-09-02"] }))
      .toBe("#of=afghanistan-2021&day=2021-09-10&at=place:x_chaman&edit=close+x_chaman+from+2021-09-02");
  });
});

describe("what is broken is left out", () => {
  it.each([
    "day=2021-02-30", "day=tomorrow", "at=planet:x", "at=place:", "at=place:a:b", "at=way:a", "at=place:%25E0%25A4", "at=place:%E0%A4%A",
    "show=all", "split=1", "flows=", "panel=__proto__", "map=1,2", "map=1,2,3,4", "map=200,0,3", "map=NaN,0,3", "map=1e3,0,3",
    "theme=red", "dir=up", "lines=no", "speed=-1", "speed=1e9", "speed=Infinity", "days=2021-09-01", "days=2021-09-02,2021-09-01",
    "members=0", "members=1.5", "members=99999999", "members=0x10", "seed=-1", "seed=9007199254740993", "seed=", "edit=", "edit=+",
    "edit=a%0Ab", `edit=${"x".repeat(501)}`, "unknown=1", "&&&===&", "%", "%zz=%zz", "constructor=1",
  ])("%s", (part) => expect(fromHash(`#of=x&${part}`)).toEqual({ of: "x" }));

  it("is none of ours", () => {
    for (const hash of ["", "#", "#map", "#day=2021-09-10", `#of=x&edit=${"x".repeat(70_000)}`]) expect(fromHash(hash)).toBeNull();
  });
  it("keeps what is whole beside it", () => {
    expect(fromHash("#of=x&day=never&panel=table&edit=close+chaman&edit=%00")).toEqual({ of: "x", panel: "table", edits: ["close chaman"] });
  });
  it("has a limit for edits", () => {
    expect(fromHash("#of=x" + "&edit=a".repeat(1000))?.edits).toHaveLength(300);
  });
});
