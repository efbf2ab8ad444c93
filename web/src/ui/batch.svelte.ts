import { untrack } from "svelte";
import type { Command, Problem } from "../protocol/model";
import type { SessionState } from "../session/state";
import { fateOf } from "../session/commands";

/** Between two commands, ms: the server takes ten a second of one sender. */
const kPause = 110;

/** Commands of one press, sent one after another; what is refused ends them. Make it while a component is being set up. */
export class Batch {
  done = $state(0);
  all = $state(0);
  problem = $state.raw<Problem | null>(null);
  #left: readonly Command[] = [];
  #sent = $state.raw<Command | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #act: (command: Command) => void;
  readonly #finished: () => void;

  constructor(state: () => SessionState, act: (command: Command) => void, finished: () => void) {
    this.#act = act;
    this.#finished = finished;
    $effect(() => {
      const sent = this.#sent;
      const now = state();
      const fate = sent ? fateOf(now, sent) : "pending";
      if (fate !== "pending") untrack(() => this.#settled(fate === "accepted" ? null : (now.refusal?.problem ?? null)));
    });
    $effect(() => () => clearTimeout(this.#timer));
  }

  get busy(): boolean {
    return this.problem === null && this.done < this.all;
  }

  start(commands: readonly Command[]): void {
    if (this.busy || commands.length === 0) return;
    this.problem = null;
    this.done = 0;
    this.all = commands.length;
    this.#left = commands;
    this.#next();
  }

  /** What an earlier press came to is not said any more. */
  forget(): void {
    if (this.busy) return;
    this.problem = null;
    this.done = this.all = 0;
  }

  #next(): void {
    const [command, ...left] = this.#left;
    if (!command) return;
    this.#left = left;
    this.#act(command);
    this.#sent = command;
  }

  #settled(problem: Problem | null): void {
    this.#sent = null;
    if (problem) {
      this.problem = problem;
      return;
    }
    this.done += 1;
    if (this.done < this.all) this.#timer = setTimeout(() => this.#next(), kPause);
    else this.#finished();
  }
}
