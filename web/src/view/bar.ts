import type { Dictionary } from "../i18n";
import { isOver } from "../protocol/model";
import type { SessionState } from "../session/state";
import { gateText } from "./gate";
import { nameOf, onAirIn } from "./pictures";

export type BarKind =
  "connecting" | "planned" | "waiting" | "cue" | "onAir" | "lost" | "replaced" | "concluded" | "refused";

export interface BarView {
  readonly kind: BarKind;
  readonly word: string;
  readonly detail: string;
}

/** The bar across a site's screen: the one thing that must be understood from five metres. */
export function siteBar(state: SessionState, microphoneOpen: boolean, t: Dictionary): BarView {
  const kind = kindOf(state);
  return { kind, word: t.bar[kind], detail: detailOf(state, kind, microphoneOpen, t) };
}

/** On air: in the picture that all see, or holding the floor. */
export function isOnAir(state: SessionState): boolean {
  const { conference, site } = state;
  if (conference === null || site === null || isOver(conference)) return false;
  return onAirIn(conference) === site || conference.turn?.site === site;
}

function kindOf(state: SessionState): BarKind {
  const { link, media, conference } = state;
  if (link.kind === "refused") return "refused";
  if (isOver(conference)) return "concluded";
  if (media.publish.kind === "refused") return "refused";
  if (media.publish.kind === "replaced") return "replaced";
  if (!conference) return "connecting";
  if (link.kind !== "open") return "lost";
  if (media.publish.kind !== "live") return lostOrConnecting(media.publish);
  if (isOnAir(state)) return "onAir";
  if (conference.cue?.site === state.site) return "cue";
  return conference.phase === "planned" ? "planned" : "waiting";
}

/** The first attempt is a beginning; everything after it is a loss. */
function lostOrConnecting(media: SessionState["media"]["publish"]): BarKind {
  switch (media.kind) {
    case "idle":
      return "connecting";
    case "opening":
    case "connecting":
      return media.attempt === 0 ? "connecting" : "lost";
    default:
      return "lost";
  }
}

function detailOf(state: SessionState, kind: BarKind, microphoneOpen: boolean, t: Dictionary): string {
  const { conference, site } = state;
  const heard = conference !== null && site !== null && conference.heard.includes(site) && microphoneOpen;
  switch (kind) {
    case "onAir":
      if (heard) return t.barDetail.onAir;
      return microphoneOpen ? t.barDetail.onAirSeen : t.barDetail.onAirMuted;
    case "waiting": {
      const name = nameOf(conference, conference?.scene.main);
      return heard ? t.barDetail.waitingHeard(name) : t.barDetail.waiting(name);
    }
    case "cue":
      return microphoneOpen ? t.barDetail.cue : t.barDetail.cueMuted;
    case "refused":
      return gateText(state, t);
    case "connecting":
    case "planned":
    case "lost":
    case "replaced":
    case "concluded":
      return t.barDetail[kind];
  }
}
