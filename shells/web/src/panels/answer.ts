// What the tables of the answer are made of.
import type { Answer, Interval, Scenario } from "../engine/protocol";
import { shortDate } from "../charts/dates";
import { words } from "../words";

/** The interval among the quantiles at `Fan.levels`. */
export function at(quantiles: number[] | undefined): Pick<Interval, "q05" | "q25" | "q50" | "q75" | "q95"> {
  const [, q05 = 0, , q25 = 0, q50 = 0, q75 = 0, , q95 = 0] = quantiles ?? [];
  return { q05, q25, q50, q75, q95 };
}

/** "2 Oct, 30 days" */
export const shortWhen = ({ date, days }: { date: string; days: number }, scenario: Pick<Scenario, "hindcast">): string =>
  scenario.hindcast && days === 0 ? shortDate(date) : words.answer.when(shortDate(date), days);

type Comparison = Answer["comparisons"][number];
type Tally = Answer["agreement"][number];

/** Later ones first, since the run saw none of them; scored before soft. */
const ORDER = (one: { known: boolean; usage: "score" | "soft" }) => (one.known ? 2 : 0) + (one.usage === "soft" ? 1 : 0);

/** The tiers in the order in which they are told, each with its figures. */
export function tiers(answer: Answer): { tally: Tally; figures: Comparison[] }[] {
  const told = answer.agreement.filter(({ all }) => all > 0).toSorted((a, b) => ORDER(a) - ORDER(b));
  return told.map((tally) => ({ tally, figures: answer.comparisons.filter((one) => ORDER(one) === ORDER(tally)) }));
}
