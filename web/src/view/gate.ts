import type { Dictionary } from "../i18n";
import type { Problem } from "../protocol/model";
import type { SessionState } from "../session/state";

export interface GateView {
  readonly code: string;
  readonly what: string;
  readonly todo: string;
}

/** The link itself was refused: then there is no page to show, only why and what to do. */
export function gateView(state: SessionState, t: Dictionary): GateView | null {
  return state.link.kind === "refused" ? explain(state.link.problem, t) : null;
}

/** Why the link, or what it wanted to send or receive, was refused, in a line. */
export function gateText(state: SessionState, t: Dictionary): string {
  const { link, media } = state;
  const refused = [link, media.publish, media.receive].find((each) => each.kind === "refused");
  if (refused?.kind !== "refused") return "";
  const { what, todo } = explain(refused.problem, t);
  return `${what}. ${todo}`;
}

function explain({ code }: Problem, t: Dictionary): GateView {
  switch (code) {
    case "token_revoked":
    case "token_expired":
    case "token_invalid":
    case "token_missing":
    case "no_such_conference":
    case "no_common_codec":
      return { code, ...t.gate[code] };
    default:
      return { code, what: t.gate.other.what(code), todo: t.gate.other.todo };
  }
}
