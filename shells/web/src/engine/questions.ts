// The questions of `Engine` as the verbs of README.md.
import { fromJson, NUMBER, toJson, unpackPicture } from "./bytes";
import type { Verb } from "./orders";
import type { Answer, Card, Diagnostic, Differences, Explanation, Fan, OriginDestination, Output, Picture, Table, Which } from "./protocol";

export abstract class Questions {
  /** `about`: what makes the answer out of date. */
  protected abstract ask(about: Which, verb: Verb, input: Uint8Array | null, number?: number): Promise<Uint8Array<ArrayBuffer>>;

  async picture(which: Which): Promise<Picture> {
    return unpackPicture(which, await this.ask(which, "picture", null, NUMBER[which]));
  }

  check = async (edits: string[]): Promise<Diagnostic[]> => fromJson(await this.ask("base", "check", toJson(edits)));
  answer = (which: "base" | "changed"): Promise<Answer> => this.question(which, { ask: "answer", which });
  fan = (series: number, which: Which, lines: number): Promise<Fan> => this.question(which, { ask: "fan", series, which, lines });
  card = (location: string, day: number, which: "base" | "changed"): Promise<Card> => this.question("changed", { ask: "card", location, day, which });
  table = (day: number, which: Which): Promise<Table> => this.question(which, { ask: "table", day, which });
  differences = (): Promise<Differences> => this.question("changed", { ask: "differences" });
  explain = (location: string, day: number, which: "base" | "changed", member: number): Promise<Explanation> =>
    this.question(which, { ask: "explain", location, day, which, member });
  originDestination = (day: number, which: "base" | "changed"): Promise<OriginDestination> => this.question(which, { ask: "originDestination", day, which });
  write = (output: Output, which: "base" | "changed"): Promise<Uint8Array> => this.ask(which, "write", toJson({ output, which }));

  private async question<T>(about: Which, question: object): Promise<T> {
    return fromJson<T>(await this.ask(about, "tell", toJson(question)));
  }
}
