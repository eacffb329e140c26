/** What callbacks set off, done one after the other, and the first thing that failed in it. */
export class WorkLine {
  readonly #onChange: () => void;
  #last: Promise<void> = Promise.resolve();
  #failure: Error | null = null;

  /** @param onChange told after each piece of work, and of a failure */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get failure(): Error | null {
    return this.#failure;
  }

  follow(work: () => Promise<void>): void {
    this.#last = this.#last
      .then(work)
      .catch((error: unknown) => this.fail(error))
      .then(this.#onChange);
  }

  fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.#onChange();
  }

  /** When all that was set off so far is done. */
  async done(): Promise<void> {
    await this.#last;
  }
}
