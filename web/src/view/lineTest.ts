import type { Dictionary } from "../i18n";
import type { LineTest, Verdict } from "../protocol/parts/lineTests";
import { isRunning, kLineSteps, kLoop, type LineStep, type LineTestState } from "../session/lineTest";
import type { SessionState } from "../session/state";
import { siteOf } from "./pictures";

export interface StepView {
  readonly step: LineStep;
  readonly title: string;
  readonly state: "done" | "now" | "todo" | "trouble";
}

export interface VerdictView {
  readonly verdict: Verdict;
  readonly word: string;
  readonly meaning: string;
  /** What to do, one sentence for each fault. */
  readonly remedies: readonly string[];
  readonly figures: readonly { readonly name: string; readonly value: string }[];
  readonly signedBy: string;
}

export interface LineTestView {
  readonly step: LineStep;
  readonly steps: readonly StepView[];
  /** Of the measured loop, 0 to 1; null while none runs. */
  readonly progress: number | null;
  /** Null until the server has judged. */
  readonly verdict: VerdictView | null;
  readonly consent: boolean;
  /** Everything is done. */
  readonly over: boolean;
}

export function lineTestView(test: LineTestState, session: SessionState, now: number, t: Dictionary): LineTestView {
  const { conference, own, site } = session;
  const self = conference && site !== null ? siteOf(conference, site) : undefined;
  const last = own?.lineTest ?? null;
  const judged = last !== null && last.number === test.judged ? last : null;
  const signed = judged !== null && judged.signedBy !== "";
  return {
    step: test.step,
    steps: kLineSteps.map((step) => ({
      step,
      title: t.lineTest.steps[step],
      state: stateOf(test, step, judged, signed),
    })),
    progress: progressOf(test, now),
    verdict: judged && verdictView(judged, t),
    consent: self?.consent ?? false,
    over: test.step === "sign" && signed,
  };
}

function stateOf(test: LineTestState, step: LineStep, judged: LineTest | null, signed: boolean): StepView["state"] {
  if ((step === "camera" || step === "microphone" || step === "speaker") && test.works[step] === false)
    return "trouble";
  if (step === "loop" && test.loop.kind === "failed") return "trouble";
  if (step === "verdict" && judged && judged.verdict !== "passed") return "trouble";
  if (step === "sign" && signed) return "done";
  const at = kLineSteps.indexOf(test.step);
  const mine = kLineSteps.indexOf(step);
  return mine < at ? "done" : mine === at ? "now" : "todo";
}

function progressOf({ loop }: LineTestState, now: number): number | null {
  if (!isRunning(loop)) return null;
  if (loop.kind === "connecting") return 0;
  return Math.max(0, Math.min(1, (now - loop.since) / kLoop.measuring));
}

function verdictView(test: LineTest, t: Dictionary): VerdictView {
  const { remedy } = t.lineTest;
  return {
    verdict: test.verdict,
    word: t.lineTest.verdict[test.verdict].word,
    meaning: t.lineTest.verdict[test.verdict].meaning,
    remedies: test.faults.flatMap((fault) => (isKnown(fault, remedy) ? [remedy[fault]] : [])),
    figures: figuresOf(test, t),
    signedBy: test.signedBy,
  };
}

export function figuresOf(test: LineTest, t: Dictionary): VerdictView["figures"] {
  const { figures, path } = t.lineTest;
  return [
    { name: figures.up, value: `${test.upKbps} kbit/s` },
    { name: figures.down, value: `${test.downKbps} kbit/s` },
    { name: figures.loss, value: `${test.lossPercent} %` },
    { name: figures.rtt, value: `${test.rttMs} ms` },
    { name: figures.jitter, value: `${test.jitterMs} ms` },
    { name: figures.path, value: isKnown(test.path, path) ? path[test.path] : path.none },
  ];
}

/** What did not pass, a word or two for each. */
export function faultWords(faults: readonly string[], t: Dictionary): readonly string[] {
  const words = { ...t.lineTest.steps, ...t.lineTest.figures };
  return faults.map((fault) => (isKnown(fault, words) ? words[fault] : fault));
}

function isKnown<T extends object>(name: string, among: T): name is Extract<keyof T, string> {
  return Object.hasOwn(among, name);
}
