import { expect, it } from "vitest";
import type { Scenario, Table } from "../../engine/protocol";
import { csv } from "../../lib/csv";
import { viewRows } from "./view";

it("has every series and way of the day, by key and name, with its interval", () => {
  const scenario = {
    start: "2021-05-01",
    places: [{ key: "kabul", name: "Kabul" }, { key: "x_chaman", name: "Chaman, the crossing" }],
    series: [{ target: "stock", location: "x_chaman" }, { target: "arrivals", location: "Pakistan" }],
    ways: [{ from: 0, to: 1, mode: "road", km: 600.5 }],
  } as unknown as Scenario;
  const interval = { q05: 1, q25: 2, q50: 3, q75: 4, q95: 5, mean: 3.5 };
  const table: Table = {
    which: "base", day: 124, members: 40, series: [{ series: 0, interval, week: -2 }, { series: 1, interval, week: 0 }, { series: 7, interval, week: 0 }],
    ways: [{ way: 0, mean: 12.25 }, { way: 9, mean: 1 }],
  };
  expect(csv(viewRows(scenario, table))).toBe(
    [
      "date,run,members,what,location,name,to,to_name,mode,km,q05,q25,q50,q75,q95,mean,week",
      '2021-09-02,base,40,stock,x_chaman,"Chaman, the crossing",,,,,1,2,3,4,5,3.5,-2',
      "2021-09-02,base,40,arrivals,Pakistan,Pakistan,,,,,1,2,3,4,5,3.5,0",
      '2021-09-02,base,40,setting_out,kabul,Kabul,x_chaman,"Chaman, the crossing",road,600.5,,,,,,12.25,',
      "",
    ].join("\r\n"),
  );
});
