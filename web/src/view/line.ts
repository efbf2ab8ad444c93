import type { Dictionary } from "../i18n";
import type { SessionState } from "../session/state";

export type LineKind = "starting" | "good" | "weak" | "down";

export interface LineView {
  readonly kind: LineKind;
  readonly word: string;
}

/** The line in a word: the worse of what we send and what we receive. */
export function lineView(state: SessionState, t: Dictionary): LineView {
  const kinds = [state.media.publish, state.media.receive].map(kindOf);
  const order: readonly LineKind[] = ["down", "weak", "starting", "good"];
  const kind = order.find((each) => kinds.includes(each)) ?? "starting";
  return { kind, word: t.line[kind] };
}

function kindOf(media: SessionState["media"]["publish"]): LineKind {
  switch (media.kind) {
    case "live":
      return "good";
    case "shaky":
    case "restarting":
      return "weak";
    case "idle":
      return "starting";
    case "opening":
    case "connecting":
      return media.attempt === 0 ? "starting" : "down";
    case "waiting":
      return media.attempt === 0 ? "starting" : "down";
    case "replaced":
    case "refused":
      return "good";
  }
}
