// The numbers of the page are the command line's: the built-in scenario, a Flee folder, an edited scenario.
import { shared } from "../door.mjs";
import { sameAnswer, sameFiles } from "../numbers.mjs";

const CLOSED = ["--edit", "close x_chaman from 2021-09-02 until never", "--edit", "cap Tajikistan 100000 from 2021-09-20"];

export default async function exact({ corridor, open, equal }) {
  const run = corridor.result("run", "--members", "6");
  const base = await open(corridor.page("--members", "6"));
  sameAnswer(equal, "built-in", await base.answer("base"), run.said);
  equal("the page shows the digest", (await base.text()).includes(run.said.digest), true);
  await sameFiles(equal, base, "built-in", run.file, ["forecast.csv", "stocks.csv", "flows.csv"]);
  await base.close();

  const both = corridor.result("compare", "--members", "5", "--seed", "7", ...CLOSED);
  const edited = await open(corridor.page("--members", "5", "--seed", "7", ...CLOSED));
  sameAnswer(equal, "edited", await edited.answer("changed"), both.said);
  equal("edited: digest of the base", (await edited.answer("base"))?.digest, both.said.base_digest);
  await sameFiles(equal, edited, "edited", both.file, ["forecast.csv", "stocks.csv", "differences.csv", "harm.csv"]);
  await edited.close();

  const folder = shared();
  if (!folder) return;
  const mali = `${folder}/cases/mali2012`;
  const flee = await open(corridor.page(mali, "--members", "3"));
  const theirs = corridor.result("run", mali, "--members", "3");
  sameAnswer(equal, "mali2012", await flee.answer("base"), theirs.said);
  await sameFiles(equal, flee, "mali2012", theirs.file, ["forecast.csv", "stocks.csv"]);
  await flee.close();
}
