import { isOver } from "../protocol/model";
import type { SessionState } from "../session/state";

/**
 * What a site's page may do with camera and microphone: leave them alone until the link is known to be a site's, use
 * them, and let go of them for good when the link is refused or the conference over.
 */
export function inputsOf(state: SessionState): "not yet" | "open" | "over" {
  const { link, role, conference } = state;
  if (link.kind === "refused" || isOver(conference)) return "over";
  return role === "site" && conference !== null ? "open" : "not yet";
}
