/** Does something again whenever it is told to, one at a time: however often it is told meanwhile, it does it once more. */
export class Latest {
  #running = false;
  #again = false;

  constructor(private readonly task: () => Promise<void>) {}

  again(): void {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    void this.task().finally(() => {
      this.#running = false;
      if (!this.#again) return;
      this.#again = false;
      this.again();
    });
  }
}
