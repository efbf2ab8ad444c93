import type { SiteId } from "../names";
import { boolean, list, number, oneOf, string, type Reader } from "../read";

export const kVerdicts = ["passed", "weak", "failed"] as const;
export type Verdict = (typeof kVerdicts)[number];

export interface LineTest {
  readonly number: number;
  readonly site: SiteId;
  readonly at: number;
  readonly by: string;
  readonly verdict: Verdict;
  /** What did not pass: `up`, `loss`, `camera` … */
  readonly faults: readonly string[];
  readonly upKbps: number;
  readonly downKbps: number;
  readonly lossPercent: number;
  readonly rttMs: number;
  readonly jitterMs: number;
  readonly path: string;
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly speaker: boolean;
  readonly note: string;
  /** Empty until somebody has signed it. */
  readonly signedBy: string;
}

export function readLineTest(test: Reader): LineTest {
  return {
    number: test.field("number").integer(),
    site: test.field("site").string(),
    at: test.field("at").time(),
    by: test.field("by").or("", string),
    verdict: test.field("verdict").or("failed", oneOf(kVerdicts)),
    faults: test.field("faults").or([], list(string)),
    upKbps: test.field("up_kbps").or(0, number),
    downKbps: test.field("down_kbps").or(0, number),
    lossPercent: test.field("loss_percent").or(0, number),
    rttMs: test.field("rtt_ms").or(0, number),
    jitterMs: test.field("jitter_ms").or(0, number),
    path: test.field("path").or("", string),
    camera: test.field("camera").or(false, boolean),
    microphone: test.field("microphone").or(false, boolean),
    speaker: test.field("speaker").or(false, boolean),
    note: test.field("note").or("", string),
    signedBy: test.field("signed_by").or("", string),
  };
}
