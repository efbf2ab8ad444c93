/** The values of docs/protocol.md, as they are after decoding. Times are epoch milliseconds. */

export type SiteId = string;
export type SessionId = string;
export type Seq = number;

export const kRoles = ["chair", "director", "site", "hall", "observer"] as const;
export type Role = (typeof kRoles)[number];

export const kPhases = ["planned", "in_session", "concluded"] as const;
export type Phase = (typeof kPhases)[number];

export const kModes = ["hoi_nghi", "thao_luan"] as const;
export type Mode = (typeof kModes)[number];

export const kSources = ["camera", "screen"] as const;
export type Source = (typeof kSources)[number];

export const kTurnEnds = ["taken_back", "next_turn", "concluded"] as const;
export type TurnEnd = (typeof kTurnEnds)[number];

/** `main`, `content`, `gallery-1` …, `audio-1` … */
export type SlotName = string;

export interface You {
  readonly role: Role;
  readonly site: SiteId | null;
}

export interface Site {
  readonly id: SiteId;
  readonly name: string;
  readonly present: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly muted: boolean;
}

export interface Item {
  readonly title: string;
  readonly kind: string;
  readonly site: SiteId | null;
  readonly minutes: number;
}

export interface Turn {
  readonly number: number;
  readonly site: SiteId;
  readonly since: number;
}

export interface Scene {
  readonly main: SiteId;
  readonly content: SiteId | null;
  readonly gallery: readonly SiteId[];
}

export interface Conference {
  readonly id: string;
  readonly title: string;
  readonly topic: string;
  readonly kind: string;
  readonly mode: Mode;
  readonly phase: Phase;
  readonly mainSite: SiteId;
  readonly sites: readonly Site[];
  readonly programme: readonly Item[];
  readonly turn: Turn | null;
  readonly scene: Scene;
  readonly heard: readonly SiteId[];
}

/** Concluded: nobody is on air, and nothing brings it back. */
export function isOver(conference: Conference | null): boolean {
  return conference?.phase === "concluded";
}

export type ConferenceEvent =
  | {
      readonly type: "conference_created";
      readonly title: string;
      readonly topic: string;
      readonly kind: string;
      readonly mode: Mode;
      readonly mainSite: SiteId;
      readonly sites: readonly { readonly id: SiteId; readonly name: string }[];
      readonly programme: readonly Item[];
    }
  | { readonly type: "link_issued"; readonly link: string; readonly role: Role; readonly site: SiteId | null }
  | { readonly type: "link_revoked"; readonly link: string }
  | { readonly type: "opened" }
  | { readonly type: "site_joined"; readonly site: SiteId }
  | { readonly type: "site_left"; readonly site: SiteId; readonly reason: string }
  | { readonly type: "source_started"; readonly site: SiteId; readonly source: Source }
  | { readonly type: "source_stopped"; readonly site: SiteId; readonly source: Source }
  | { readonly type: "turn_started"; readonly turn: number; readonly site: SiteId }
  | { readonly type: "turn_ended"; readonly turn: number; readonly site: SiteId; readonly reason: TurnEnd }
  | { readonly type: "scene_taken"; readonly main: SiteId }
  | { readonly type: "site_muted"; readonly site: SiteId; readonly muted: boolean }
  | { readonly type: "concluded" };

export type Signal =
  | {
      readonly type: "slot_changed";
      readonly session: SessionId;
      readonly slot: SlotName;
      readonly site: SiteId;
      readonly source: Source;
    }
  | { readonly type: "slot_source_gone"; readonly session: SessionId; readonly slot: SlotName; readonly site: SiteId }
  | { readonly type: "speaking"; readonly levels: Readonly<Record<SiteId, number>> }
  | { readonly type: "publisher_replaced"; readonly session: SessionId; readonly source: Source }
  | { readonly type: "session_closed"; readonly session: SessionId; readonly reason: string };

/** A frame of the event socket. */
export type Frame =
  | { readonly type: "snapshot"; readonly seq: Seq; readonly you: You; readonly state: Conference }
  | { readonly type: "event"; readonly seq: Seq; readonly at: number; readonly event: ConferenceEvent }
  | { readonly type: "signal"; readonly signal: Signal }
  /** Something a newer server says and this page does not know; it is counted, its number is kept, nothing else. */
  | { readonly type: "unknown"; readonly seq: Seq | null; readonly what: string };

export type Command =
  | { readonly type: "open" }
  | { readonly type: "give_floor"; readonly site: SiteId }
  | { readonly type: "take_back_floor" }
  | { readonly type: "take_scene"; readonly main: SiteId }
  | { readonly type: "mute_site"; readonly site: SiteId; readonly muted: boolean }
  | { readonly type: "revoke_link"; readonly link: string }
  | { readonly type: "conclude" };

/** RFC 9457, as far as the page acts on it. Status 0 stands for a server that could not be reached. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}
