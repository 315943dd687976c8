import { expect, test } from "vitest";
import { command, quoted } from "./command";

const options = { members: 100, seed: 7, asOf: null, hindcast: false, days: null };

test("the command is one that a shell takes as it is meant", () => {
  expect(command("run", "afghanistan-2021", options, [])).toBe("corridor run afghanistan-2021 --members 100 --seed 7");
  expect(command("compare", "my scenario", { ...options, asOf: "2021-09-02", days: 90 }, ["close chaman from 2021-09-02", "x"])).toBe(
    'corridor compare "my scenario" --as-of 2021-09-02 --days 90 --members 100 --seed 7 --edit "close chaman from 2021-09-02" --edit x',
  );
  expect(command("run", "a", { ...options, hindcast: true }, [])).toContain("run a --hindcast --members");
});

test("nothing in a name is run", () => {
  expect(quoted('a "b" $(rm) `c` \\')).toBe('"a \\"b\\" \\$(rm) \\`c\\` \\\\"');
  expect(quoted("")).toBe('""');
});
