import { duration } from "../i18n/format";

export interface CountdownView {
  readonly used: string;
  readonly allotted: string | null;
  /** What is left, or with a minus what is over. */
  readonly left: string | null;
  readonly over: boolean;
}

/** A turn's clock: it counts on below zero, since nobody is cut off by a clock. Both ms. */
export function countdownView(used: number, allotted: number | null): CountdownView {
  // Whole seconds before the difference, so that both numbers change together and add up.
  const seconds = Math.floor(Math.max(0, used) / 1000);
  if (allotted === null) return { used: duration(seconds * 1000), allotted: null, left: null, over: false };
  const left = Math.floor(allotted / 1000) - seconds;
  return {
    used: duration(seconds * 1000),
    allotted: duration(allotted),
    left: (left < 0 ? "\u2212" : "") + duration(left * 1000),
    over: left < 0,
  };
}
