// Whether the page has the numbers of the command line, to the last bit.

const levels = ["0.025", "0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95", "0.975"];

/** An answer of the engine in the page beside what `run --json` or `compare --json` says. */
export function sameAnswer(equal, what, answer, said) {
  equal(`${what}: members`, answer?.members, said.members);
  equal(`${what}: digest`, answer?.digest, said.digest);
  equal(`${what}: seed`, answer?.seed, said.seed);
  for (const part of ["headline", "internal"]) {
    const theirs = said[part].map(({ target, location, horizons }) => [target, location, horizons.map(({ quantiles }) => levels.map((level) => quantiles[level]))]);
    const ours = (answer?.[part] ?? []).map(({ target, location, quantiles }) => [target, location, quantiles]);
    equal(`${what}: what ${part} names`, ours.map(([target, location]) => `${target} ${location}`), theirs.map(([target, location]) => `${target} ${location}`));
    for (const [at, [target, location, quantiles]] of theirs.entries()) equal(`${what}: ${part}: ${target} ${location}`, ours[at]?.[2], quantiles);
  }
  const low = ({ q05, q50, q95 }) => [q05, q50, q95];
  equal(`${what}: stranded`,
    answer?.stranded.map(({ location, now, peak, end }) => [location, ...[now, peak, end].map(low)]),
    said.stranded.map((one) => [one.location, ...[one.at_reference_date, one.peak_after, one.at_end].map(low)]));
  equal(`${what}: nobody is lost`, answer?.conserved, said.conservation.includes("nobody is lost"));
}

/** Files that the page saves beside those of the command line. */
export async function sameFiles(equal, one, what, file, names) {
  await one.panel("files");
  for (const name of names) {
    const saved = await one.saved(() => one.button(name).click());
    const theirs = file(name);
    if (saved && !saved.bytes.equals(theirs)) equal(`${what}: ${name}`, firstDifference(saved.bytes, theirs), "the same bytes");
  }
}

function firstDifference(ours, theirs) {
  const [a, b] = [ours, theirs].map((bytes) => bytes.toString("utf8").split("\n"));
  const line = a.findIndex((text, at) => text !== b[at]);
  return `${ours.length} bytes where the command line writes ${theirs.length}; line ${line + 1}: ${a[line]} | ${b[line]}`;
}
