/**
 * Ends what a session opened. Whatever is opened registers how to end it; `end` runs those once, newest first. What is
 * registered after the end is ended at once, so a late arrival of an asynchronous step cannot leak.
 */
export class Scope {
  #ends: (() => void)[] = [];
  #ended = false;

  get ended(): boolean {
    return this.#ended;
  }

  onEnd(end: () => void): void {
    if (this.#ended) end();
    else this.#ends.push(end);
  }

  /** A scope that ends with this one, or earlier by itself. */
  child(): Scope {
    const child = new Scope();
    const endChild = () => child.end();
    this.onEnd(endChild);
    child.onEnd(() => {
      this.#ends = this.#ends.filter((end) => end !== endChild);
    });
    return child;
  }

  listen<K extends string>(target: Listenable<K>, type: K, handler: (event: never) => void): void {
    const listener = handler as (event: unknown) => void;
    target.addEventListener(type, listener);
    this.onEnd(() => target.removeEventListener(type, listener));
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    const ends = this.#ends;
    this.#ends = [];
    for (const end of ends.reverse()) {
      try {
        end();
      } catch (error) {
        // One part that fails to close must not keep the others open.
        console.error("diemcau: closing failed", error);
      }
    }
  }
}

interface Listenable<K extends string> {
  addEventListener(type: K, listener: (event: unknown) => void): void;
  removeEventListener(type: K, listener: (event: unknown) => void): void;
}
