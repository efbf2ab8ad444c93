import { isOver } from "../protocol/model";
import type { SessionState } from "../session/state";

export type HeadKind = "connecting" | "lost" | "refused" | "planned" | "running" | "concluded";

/** What a console says about itself beside the title: nothing while all is well. */
export function headView(state: SessionState): HeadKind {
  const { link, media, conference } = state;
  if (link.kind === "refused") return "refused";
  if (isOver(conference)) return "concluded";
  if (media.receive.kind === "refused") return "refused";
  if (!conference) return "connecting";
  if (link.kind !== "open") return "lost";
  return conference.phase === "planned" ? "planned" : "running";
}
