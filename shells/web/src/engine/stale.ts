/** A question about a scenario or edits that are no longer those of the engine. Whoever asked has asked again, or need not. */
export class Stale extends Error {
  constructor() {
    super("out of date");
    this.name = "Stale";
  }
}
