import type { SessionState } from "../session/state";

export type HeadKind = "connecting" | "lost" | "refused" | "planned" | "running" | "concluded";

/** What a console says about itself beside the title: nothing while all is well. */
export function headView(state: SessionState): HeadKind {
  const { link, media, conference } = state;
  if (link.kind === "refused" || media.receive.kind === "refused") return "refused";
  if (!conference) return "connecting";
  if (link.kind !== "open") return "lost";
  switch (conference.phase) {
    case "planned":
      return "planned";
    case "concluded":
      return "concluded";
    case "in_session":
      return "running";
  }
}
