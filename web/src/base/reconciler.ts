/**
 * Brings an actual thing to what is wanted, one step after another; while a step runs, only the latest wish is kept.
 * So ten quick presses of a button end in the last one, and two steps never overlap.
 */
export class Reconciler<Wish> {
  #wanted: { readonly wish: Wish } | undefined;
  #running: Promise<void> | undefined;
  readonly #apply: (wish: Wish) => Promise<void>;
  readonly #failed: (error: unknown, wish: Wish) => void;

  constructor(apply: (wish: Wish) => Promise<void>, failed: (error: unknown, wish: Wish) => void) {
    this.#apply = apply;
    this.#failed = failed;
  }

  want(wish: Wish): void {
    this.#wanted = { wish };
    this.#running ??= this.#run();
  }

  /** Resolves when nothing is left to do. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // A turn of the event loop first, so that wishes made in one go count as one.
    await Promise.resolve();
    while (this.#wanted) {
      const { wish } = this.#wanted;
      this.#wanted = undefined;
      try {
        await this.#apply(wish);
      } catch (error) {
        this.#failed(error, wish);
      }
    }
    this.#running = undefined;
  }
}
