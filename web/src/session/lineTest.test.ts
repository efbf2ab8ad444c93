import { describe, expect, it } from "vitest";
import type { LoopSample } from "../rtc/loopStats";
import {
  kLineTest,
  kLoop,
  lineTestStep,
  measuresOf,
  type LineTestEffect,
  type LineTestEvent,
  type LineTestState,
} from "./lineTest";

/** A line in virtual time: what it carries, kbit/s and so on, from one sample to the next. */
interface Line {
  readonly up: number;
  readonly down: number;
  readonly loss: number;
  readonly estimate?: number | null;
  readonly upLoss?: number;
  readonly rtt?: number | null;
}

const kGood: Line = { up: 2_000, down: 4_500, loss: 0 };
const kInterval = 500;

class Test {
  state: LineTestState = kLineTest;
  readonly effects: LineTestEffect[] = [];
  now = 1_000_000;
  #sample: LoopSample | undefined;

  send(event: LineTestEvent): this {
    const { state, effects } = lineTestStep(this.state, event);
    this.state = state;
    this.effects.push(...effects);
    return this;
  }

  devices(camera = true, microphone = true, speaker = true): this {
    this.send({ type: "answered", device: "camera", works: camera });
    this.send({ type: "answered", device: "microphone", works: microphone });
    return this.send({ type: "answered", device: "speaker", works: speaker });
  }

  /** Lets time pass, with samples while the line carries something. */
  pass(ms: number, line: Line | null): this {
    for (const end = this.now + ms; this.now < end;) {
      this.now += kInterval;
      if (line) this.send({ type: "loop_sample", sample: this.#next(line) });
      this.send({ type: "tick", at: this.now });
    }
    return this;
  }

  measured(line: Line, downloaded?: number): this {
    this.send({ type: "measure", at: this.now, last: 4 }).pass(2_000, null);
    this.send({ type: "loop_connected", at: this.now });
    if (downloaded !== undefined) this.send({ type: "downloaded", kbps: downloaded });
    return this.pass(kLoop.measuring, line);
  }

  get recorded() {
    const effect = this.effects.find((each) => each.type === "record");
    return effect?.type === "record" ? effect.measures : undefined;
  }

  #next(line: Line): LoopSample {
    const before = this.#sample;
    const packets = 100;
    this.#sample = {
      at: this.now,
      sentBytes: (before?.sentBytes ?? 0) + (line.up * kInterval) / 8,
      receivedBytes: (before?.receivedBytes ?? 0) + (line.down * kInterval) / 8,
      receivedPackets: (before?.receivedPackets ?? 0) + packets * (1 - line.loss),
      lostPackets: (before?.lostPackets ?? 0) + packets * line.loss,
      upEstimateKbps: line.estimate ?? null,
      upLoss: line.upLoss ?? 0,
      rttMs: line.rtt === undefined ? 40 : line.rtt,
      jitterMs: 8,
      path: "udp",
    };
    return this.#sample;
  }
}

describe("the line test", () => {
  it("goes from device to device, whether they work or not", () => {
    const test = new Test();
    expect(test.send({ type: "next" }).state.step).toBe("camera");
    expect(test.send({ type: "answered", device: "microphone", works: true }).state.step).toBe("camera");
    expect(test.devices(false).state).toMatchObject({ step: "loop", works: { camera: false, microphone: true } });
    expect(test.send({ type: "next" }).state.step).toBe("loop");
  });

  it("opens the loop once", () => {
    const test = new Test().devices();
    test.send({ type: "measure", at: test.now, last: 0 }).send({ type: "measure", at: test.now, last: 0 });
    expect(test.effects).toEqual([{ type: "open_loop" }]);
  });

  it("measures for fifteen seconds and tells the server what it found", () => {
    const test = new Test().devices(true, true, false).measured(kGood);
    expect(test.state).toMatchObject({ step: "verdict", loop: { kind: "done" } });
    expect(test.recorded).toEqual({
      up_kbps: 2_000,
      down_kbps: 4_500,
      loss_percent: 0,
      rtt_ms: 40,
      jitter_ms: 8,
      path: "udp",
      camera: true,
      microphone: true,
      speaker: false,
    });
    expect(test.effects.map(({ type }) => type)).toEqual(["open_loop", "close_loop", "record"]);
  });

  it("is not over a moment sooner", () => {
    const test = new Test().devices();
    test.send({ type: "measure", at: test.now, last: 0 }).send({ type: "loop_connected", at: test.now });
    expect(test.pass(kLoop.measuring - kInterval, kGood).state.loop.kind).toBe("measuring");
    expect(test.pass(kInterval, kGood).state.loop.kind).toBe("done");
  });

  it.each<[string, Line, object]>([
    ["a still picture on a good line", { ...kGood, up: 700, estimate: 3_000 }, { up_kbps: 3_000 }],
    ["a line that loses downwards", { ...kGood, loss: 0.08 }, { loss_percent: 8 }],
    ["a line that loses upwards", { ...kGood, upLoss: 0.12 }, { loss_percent: 12 }],
    ["a browser that does not know the delay", { ...kGood, rtt: null }, { rtt_ms: 0 }],
    ["a line that carries nothing back", { ...kGood, down: 0, loss: 1 }, { down_kbps: 0, loss_percent: 100 }],
  ])("measures %s", (_name, line, expected) => {
    expect(new Test().devices().measured(line).recorded).toMatchObject(expected);
  });

  it("leaves out the first seconds, while the sender is still finding out", () => {
    const test = new Test().devices();
    test.send({ type: "measure", at: test.now, last: 0 }).send({ type: "loop_connected", at: test.now });
    test.pass(kLoop.ramp, { ...kGood, up: 100, loss: 0.5 }).pass(kLoop.measuring, kGood);
    expect(test.recorded).toMatchObject({ up_kbps: 2_000, loss_percent: 0 });
  });

  it.each<[string, (test: Test) => Test, string]>([
    ["never connects", (test) => test.pass(kLoop.connecting, null), "no_media"],
    [
      "goes silent in the middle",
      (test) => test.send({ type: "loop_connected", at: test.now }).pass(5_000, kGood).pass(30_000, null),
      "no_media",
    ],
    ["is refused", (test) => test.send({ type: "loop_failed", code: "not_permitted" }), "not_permitted"],
  ])("tells of a line that %s", (_name, happens, code) => {
    const test = new Test().devices();
    happens(test.send({ type: "measure", at: test.now, last: 0 }));
    expect(test.state).toMatchObject({ step: "verdict", loop: { kind: "failed", code } });
    expect(test.recorded).toMatchObject({ up_kbps: 0, down_kbps: 0, loss_percent: 100, path: "" });
    expect(test.effects.filter(({ type }) => type === "record")).toHaveLength(1);
  });

  it("waits for the verdict of this test, not of an older one", () => {
    const test = new Test().devices().measured(kGood);
    expect(test.send({ type: "judged", number: 4 }).send({ type: "next" }).state.step).toBe("verdict");
    expect(test.send({ type: "judged", number: 5 }).send({ type: "next" }).state.step).toBe("consent");
    expect(test.send({ type: "next" }).state.step).toBe("sign");
    expect(test.send({ type: "next" }).state.step).toBe("sign");
  });

  it("is told the same verdict twice and stays as it is, so that a page which tells it at each change comes to rest", () => {
    const told = new Test().devices().measured(kGood).send({ type: "judged", number: 5 }).state;
    expect(lineTestStep(told, { type: "judged", number: 5 }).state).toBe(told);
  });

  it("begins again with nothing of the last time", () => {
    const test = new Test().devices().measured(kGood).send({ type: "again" });
    expect(test.state).toEqual({ ...kLineTest, before: 4 });
    expect(test.effects.at(-1)).toEqual({ type: "close_loop" });
    test.send({ type: "loop_sample", sample: { ...sampleAt(0) } });
    expect(test.state.loop.kind).toBe("idle");
  });

  it.each([
    ["says more than the picture", 9_000, 9_000],
    ["says less", 600, 4_500],
  ])("takes a download that %s", (_name, kbps, down) => {
    expect(new Test().devices().measured(kGood, kbps).recorded).toMatchObject({ down_kbps: down });
  });

  it("passes over what an earlier loop downloaded", () => {
    const test = new Test().devices().send({ type: "downloaded", kbps: 50_000 });
    expect(test.measured(kGood).recorded).toMatchObject({ down_kbps: kGood.down });
  });

  it("makes nothing of too few samples", () => {
    const nothing = { up_kbps: 0, down_kbps: 0, loss_percent: 100 };
    for (const samples of [[], [sampleAt(6_000)], [sampleAt(1_000), sampleAt(2_000)]]) {
      expect(measuresOf(samples, 0, null)).toMatchObject(nothing);
    }
  });
});

function sampleAt(at: number): LoopSample {
  return {
    at,
    sentBytes: at,
    receivedBytes: at,
    receivedPackets: at,
    lostPackets: 0,
    upEstimateKbps: null,
    upLoss: 0,
    rttMs: null,
    jitterMs: 0,
    path: "udp",
  };
}
