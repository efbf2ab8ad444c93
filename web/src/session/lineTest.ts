import type { LineMeasures } from "../protocol/commands";
import type { LoopSample } from "../rtc/loopStats";

/** The line test of a site as a pure function, step by step: devices, the measured loop, verdict, consent, signature. */

export const kLineSteps = ["camera", "microphone", "speaker", "loop", "verdict", "consent", "sign"] as const;
export type LineStep = (typeof kLineSteps)[number];

export const kDevices = ["camera", "microphone", "speaker"] as const;
export type LineDevice = (typeof kDevices)[number];

/** ms */
export const kLoop = {
  /** Offers, answers and ICE over a slow line. */
  connecting: 15_000,
  measuring: 15_000,
  /** Congestion control begins low: what it sends before is no measure of the line. */
  ramp: 5_000,
  /** At first the browser probes what the line carries upwards; a download begins after that, and is over with the ramp. */
  probing: 2_000,
} as const;

export type LoopState =
  | { readonly kind: "idle" }
  | { readonly kind: "connecting"; readonly since: number }
  | { readonly kind: "measuring"; readonly since: number; readonly samples: readonly LoopSample[] }
  | { readonly kind: "done"; readonly measures: Measured }
  /** Nothing came through: that too is told. */
  | { readonly kind: "failed"; readonly code: string };

/** What the loop tells of the line; the rest of the measures are the devices. */
export type Measured = Pick<LineMeasures, "up_kbps" | "down_kbps" | "loss_percent" | "rtt_ms" | "jitter_ms" | "path">;

export interface LineTestState {
  readonly step: LineStep;
  /** Whether a device works, as somebody there saw or heard it; null before. */
  readonly works: Readonly<Record<LineDevice, boolean | null>>;
  readonly loop: LoopState;
  /** What a download said that the line carries, kbit/s; null where it said nothing. */
  readonly downEstimate: number | null;
  /** The number of the test that the server has judged for us; null before. */
  readonly judged: number | null;
  /** The number of the last test before this one. */
  readonly before: number;
}

export const kLineTest: LineTestState = {
  step: "camera",
  works: { camera: null, microphone: null, speaker: null },
  loop: { kind: "idle" },
  downEstimate: null,
  judged: null,
  before: 0,
};

export type LineTestEvent =
  | { readonly type: "answered"; readonly device: LineDevice; readonly works: boolean }
  /** @param last the number of the site's last test, 0 for none */
  | { readonly type: "measure"; readonly at: number; readonly last: number }
  | { readonly type: "loop_connected"; readonly at: number }
  | { readonly type: "loop_sample"; readonly sample: LoopSample }
  | { readonly type: "downloaded"; readonly kbps: number }
  | { readonly type: "loop_failed"; readonly code: string }
  | { readonly type: "tick"; readonly at: number }
  /** The site's last test, as the server has it. */
  | { readonly type: "judged"; readonly number: number }
  | { readonly type: "next" }
  | { readonly type: "again" };

export type LineTestEffect =
  | { readonly type: "open_loop" }
  | { readonly type: "close_loop" }
  | { readonly type: "record"; readonly measures: Omit<LineMeasures, "site"> };

export interface LineTestStep {
  readonly state: LineTestState;
  readonly effects: readonly LineTestEffect[];
}

export function lineTestStep(state: LineTestState, event: LineTestEvent): LineTestStep {
  switch (event.type) {
    case "answered":
      return answered(state, event.device, event.works);
    case "measure":
      if (state.step !== "loop" || isRunning(state.loop)) return same(state);
      return {
        state: {
          ...state,
          loop: { kind: "connecting", since: event.at },
          downEstimate: null,
          before: event.last,
          judged: null,
        },
        effects: [{ type: "open_loop" }],
      };
    case "loop_connected":
      if (state.loop.kind !== "connecting") return same(state);
      return same({ ...state, loop: { kind: "measuring", since: event.at, samples: [] } });
    case "loop_sample":
      return sampled(state, event.sample);
    case "downloaded":
      return isRunning(state.loop) ? same({ ...state, downEstimate: event.kbps }) : same(state);
    case "loop_failed":
      return isRunning(state.loop) ? failed(state, event.code) : same(state);
    case "tick":
      return ticked(state, event.at);
    case "judged":
      return state.step === "verdict" && event.number > state.before && event.number !== state.judged
        ? same({ ...state, judged: event.number })
        : same(state);
    case "next":
      return same({ ...state, step: following(state) });
    case "again":
      return { state: { ...kLineTest, before: state.before }, effects: [{ type: "close_loop" }] };
  }
}

function answered(state: LineTestState, device: LineDevice, works: boolean): LineTestStep {
  if (state.step !== device) return same(state);
  const known = { ...state, works: { ...state.works, [device]: works } };
  return same({ ...known, step: following(known) });
}

/** The step after the present one; where something is still missing, the present one. */
function following(state: LineTestState): LineStep {
  const { step } = state;
  if ((step === "camera" || step === "microphone" || step === "speaker") && state.works[step] === null) return step;
  if (step === "loop" || (step === "verdict" && state.judged === null)) return step;
  return kLineSteps[kLineSteps.indexOf(step) + 1] ?? step;
}

function sampled(state: LineTestState, sample: LoopSample): LineTestStep {
  const { loop } = state;
  if (loop.kind !== "measuring") return same(state);
  const samples = [...loop.samples, sample];
  if (sample.at - loop.since < kLoop.measuring) return same({ ...state, loop: { ...loop, samples } });
  const measures = measuresOf(samples, loop.since, state.downEstimate);
  return finish(state, measures, { kind: "done", measures });
}

function ticked(state: LineTestState, at: number): LineTestStep {
  const { loop } = state;
  if (loop.kind === "connecting" && at - loop.since >= kLoop.connecting) return failed(state, "no_media");
  // Samples stop when the connection is lost: what there is counts.
  if (loop.kind !== "measuring" || at - loop.since < kLoop.measuring + kLoop.connecting) return same(state);
  return failed(state, "no_media");
}

const kNothing: Measured = { up_kbps: 0, down_kbps: 0, loss_percent: 100, rtt_ms: 0, jitter_ms: 0, path: "" };

function failed(state: LineTestState, code: string): LineTestStep {
  return finish(state, kNothing, { kind: "failed", code });
}

/** The server judges; the desk learns of a line that carries nothing, too. */
function finish(state: LineTestState, measured: Measured, loop: LoopState): LineTestStep {
  const { camera, microphone, speaker } = state.works;
  const devices = { camera: camera === true, microphone: microphone === true, speaker: speaker === true };
  return {
    state: { ...state, loop, step: "verdict" },
    effects: [{ type: "close_loop" }, { type: "record", measures: { ...measured, ...devices } }],
  };
}

/**
 * The means after the ramp, in the whole numbers of the protocol.
 * @param since when media began to flow
 * @param downEstimate kbit/s
 */
export function measuresOf(samples: readonly LoopSample[], since: number, downEstimate: number | null): Measured {
  const steady = samples.filter(({ at }) => at - since >= kLoop.ramp);
  const first = steady[0];
  const last = steady[steady.length - 1];
  if (!first || !last || last.at === first.at) return kNothing;
  const ms = last.at - first.at;
  // Bits per millisecond are kbit/s. A still picture needs less than the line carries: then the estimates say more.
  const sent = (8 * (last.sentBytes - first.sentBytes)) / ms;
  const received = (8 * (last.receivedBytes - first.receivedBytes)) / ms;
  const packets = last.receivedPackets - first.receivedPackets;
  const lost = Math.max(0, last.lostPackets - first.lostPackets);
  const down = packets + lost === 0 ? 1 : lost / (packets + lost);
  const up = mean(steady.map(({ upLoss }) => upLoss));
  return {
    up_kbps: Math.round(Math.max(sent, last.upEstimateKbps ?? 0)),
    down_kbps: Math.round(Math.max(received, downEstimate ?? 0)),
    loss_percent: Math.round(100 * Math.max(up, down)),
    rtt_ms: Math.round(mean(steady.flatMap(({ rttMs }) => (rttMs === null ? [] : [rttMs])))),
    jitter_ms: Math.round(mean(steady.map(({ jitterMs }) => jitterMs))),
    path: last.path,
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length;
}

export function isRunning(loop: LoopState): loop is Extract<LoopState, { kind: "connecting" | "measuring" }> {
  return loop.kind === "connecting" || loop.kind === "measuring";
}

function same(state: LineTestState): LineTestStep {
  return { state, effects: [] };
}
