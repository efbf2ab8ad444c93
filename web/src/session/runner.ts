import type { Scope } from "../base/scope";
import { step } from "./step";
import { kInitial, type Effect, type SessionEvent, type SessionState, type Timer } from "./state";

export interface RunnerPorts {
  perform(effect: Effect): void;
  changed(state: SessionState): void;
  /** In [0, 1). */
  random(): number;
  /** @returns what calls it off */
  setTimer(run: () => void, ms: number): () => void;
}

/** Keeps the state, feeds the reducer one event after another, and runs its timers. */
export class Runner {
  readonly #ports: RunnerPorts;
  readonly #scope: Scope;
  readonly #timers = new Map<Timer, () => void>();
  readonly #queue: SessionEvent[] = [];
  #state = kInitial;
  #busy = false;

  constructor(scope: Scope, ports: RunnerPorts) {
    this.#scope = scope;
    this.#ports = ports;
    scope.onEnd(() => {
      for (const cancel of this.#timers.values()) cancel();
      this.#timers.clear();
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Events that effects cause at once are handled after the present one. */
  dispatch(event: SessionEvent): void {
    if (this.#scope.ended) return;
    this.#queue.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#handle(next);
    } finally {
      this.#busy = false;
    }
  }

  #handle(event: SessionEvent): void {
    const { state, effects } = step(this.#state, event, this.#ports.random());
    const changed = state !== this.#state;
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (changed) this.#ports.changed(state);
  }

  #perform(effect: Effect): void {
    if (effect.type === "set_timer") {
      this.#cancel(effect.timer);
      const { timer } = effect;
      const run = () => {
        this.#timers.delete(timer);
        this.dispatch({ type: "timer", timer });
      };
      this.#timers.set(timer, this.#ports.setTimer(run, effect.ms));
    } else if (effect.type === "clear_timer") {
      this.#cancel(effect.timer);
    } else {
      this.#ports.perform(effect);
    }
  }

  #cancel(timer: Timer): void {
    this.#timers.get(timer)?.();
    this.#timers.delete(timer);
  }
}
