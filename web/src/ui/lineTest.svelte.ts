import type { Scope } from "../base/scope";
import { downloadRate, pageScript } from "../net/download";
import { recordAndPlay, type EchoPhase } from "../rtc/record";
import type { Stream } from "../rtc/receiver";
import {
  isRunning,
  kLineTest,
  kLoop,
  lineTestStep,
  type LineTestEffect,
  type LineTestEvent,
  type LineTestState,
} from "../session/lineTest";
import type { LiveConference } from "./conference.svelte";
import type { Prefs } from "./prefs.svelte";

export interface LineTestModel {
  readonly state: LineTestState;
  /** Our own picture as the server sent it back. */
  readonly back: Stream | null;
  readonly echo: EchoPhase | null;
  act(event: LineTestEvent): void;
  /** Records a sentence and plays it. */
  playBack(): void;
}

/** ms */
const kTick = 500;

/** The line test of the page: carries out what the pure steps ask for. */
export class LiveLineTest implements LineTestModel {
  state = $state.raw<LineTestState>(kLineTest);
  back = $state.raw<Stream | null>(null);
  echo = $state<EchoPhase | null>(null);
  readonly #model: LiveConference;
  readonly #prefs: Prefs;
  #loop: Scope | undefined;
  #echoing: Scope | undefined;

  constructor(model: LiveConference, prefs: Prefs) {
    this.#model = model;
    this.#prefs = prefs;
    const timer = setInterval(() => {
      if (isRunning(this.state.loop)) this.act({ type: "tick", at: Date.now() });
    }, kTick);
    model.scope.onEnd(() => clearInterval(timer));
  }

  act(event: LineTestEvent): void {
    const { state, effects } = lineTestStep(this.state, event);
    this.state = state;
    for (const effect of effects) this.#perform(effect);
  }

  playBack(): void {
    const track = this.#model.live.microphone;
    this.#echoing?.end();
    if (!track) {
      this.echo = "failed";
      return;
    }
    this.#echoing = this.#model.scope.child();
    recordAndPlay(this.#echoing, track, this.#prefs.speaker, (phase) => (this.echo = phase));
  }

  #downloadSoon(): void {
    const scope = this.#loop;
    const address = pageScript();
    if (!scope || address === null) return;
    const download = async () => {
      const kbps = await downloadRate(scope, address, () => performance.now());
      if (kbps !== null) this.act({ type: "downloaded", kbps });
    };
    const timer = setTimeout(() => void download(), kLoop.probing);
    scope.onEnd(() => clearTimeout(timer));
  }

  #perform(effect: LineTestEffect): void {
    switch (effect.type) {
      case "open_loop":
        this.#loop?.end();
        this.#loop = this.#model.scope.child();
        this.#model.live.openLoop(this.#loop, {
          connected: () => {
            this.act({ type: "loop_connected", at: Date.now() });
            this.#downloadSoon();
          },
          sample: (sample) => this.act({ type: "loop_sample", sample }),
          picture: (stream) => (this.back = stream),
          failed: ({ code }) => this.act({ type: "loop_failed", code }),
        });
        return;
      case "close_loop":
        this.#loop?.end();
        this.#loop = undefined;
        this.back = null;
        return;
      case "record": {
        const { site } = this.#model.state;
        if (site === null) return;
        this.#model.act({ type: "command", command: { type: "record_line_test", site, ...effect.measures } });
        return;
      }
    }
  }
}
