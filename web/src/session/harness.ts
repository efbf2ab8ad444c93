/** A session in virtual time, for tests: the reducer and its runner are the real ones, the world is written down. */
import { Scope } from "../base/scope";
import { decodeFrame } from "../protocol/decode";
import { fixture } from "../protocol/fixtures";
import type { Conference, Desk, EventFrame, Frame, Signal, Site, SiteId } from "../protocol/model";
import type { Changes } from "../protocol/part";
import { Runner } from "./runner";
import type { Effect, SessionEvent, SessionState } from "./state";

export class Harness {
  readonly scope = new Scope();
  readonly effects: Effect[] = [];
  readonly runner: Runner;
  now = 0;
  /** What the next effect causes at once; for tests of that order. */
  react: (effect: Effect) => void = () => undefined;
  #timers: { at: number; run: () => void }[] = [];
  #seq = snapshot().seq;

  constructor(random = 1) {
    this.runner = new Runner(this.scope, {
      perform: (effect) => {
        this.effects.push(effect);
        this.react(effect);
      },
      changed: () => undefined,
      random: () => random,
      setTimer: (run, ms) => {
        const timer = { at: this.now + ms, run };
        this.#timers.push(timer);
        return () => (this.#timers = this.#timers.filter((each) => each !== timer));
      },
    });
  }

  get state(): SessionState {
    return this.runner.state;
  }

  get conference(): Conference {
    if (!this.state.conference) throw new Error("no conference yet");
    return this.state.conference;
  }

  get timers(): number {
    return this.#timers.length;
  }

  send(event: SessionEvent): this {
    this.runner.dispatch(event);
    return this;
  }

  /** Lets time pass; timers run at their own moments. */
  pass(ms: number): this {
    const end = this.now + ms;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.now = next.at;
      next.run();
    }
    this.now = end;
    return this;
  }

  /** The effects since the last look, without those that only tell sizes unless asked for. */
  take(): Effect[] {
    return this.effects.splice(0);
  }

  frame(frame: Frame): this {
    return this.send({ type: "socket_frame", frame });
  }

  /** An event that has put these parts in the place of the old ones. */
  change(parts: Partial<Conference>): this {
    return this.frame(eventFrame(++this.#seq, parts));
  }

  /** An event that has changed one site. */
  siteIs(id: SiteId, change: Partial<Site>): this {
    return this.change({
      sites: this.conference.sites.map((site) => (site.id === id ? { ...site, ...change } : site)),
    });
  }

  sceneIs(main: SiteId): this {
    return this.change({ scene: { ...this.conference.scene, main } });
  }

  deskChange(parts: Partial<Desk>): this {
    return this.frame({ ...eventFrame(++this.#seq, {}), deskChanged: wholly(parts) });
  }

  signal(signal: Signal): this {
    return this.frame({ type: "signal", signal });
  }

  /** A site's page in the conference of the fixtures, with its socket open. */
  joined(): this {
    this.send({ type: "start", page: "site" });
    this.send({ type: "identified", conference: "hoi-thao", role: "site", site: "binh-phuoc", link: null });
    this.send({ type: "socket_opened" });
    this.frame(snapshot());
    return this;
  }

  live(side: "receive" | "publish", session: string): this {
    this.send({ type: "media_wanted", side });
    this.send({ type: "media_opened", side, session });
    return this.send({ type: "media_connected", side });
  }
}

export function eventFrame(seq: number, parts: Partial<Conference>): EventFrame {
  return { type: "event", seq, changed: wholly(parts), deskChanged: {}, ownChanged: {} };
}

function wholly<T extends object>(parts: Partial<T>): Changes<T> {
  const changes = Object.entries(parts).map(([name, value]) => [name, { kind: "whole", value }]);
  return Object.fromEntries(changes) as Changes<T>;
}

export function snapshot(name = "snapshot"): Extract<Frame, { type: "snapshot" }> {
  const decoded = decodeFrame(fixture(name));
  if (!decoded.ok || decoded.value.type !== "snapshot") throw new Error("the snapshot fixture is no snapshot");
  return decoded.value;
}
