import type { PageName } from "../protocol/link";
import type {
  Command,
  Conference,
  Desk,
  Frame,
  LinkId,
  LinkRole,
  Me,
  MediaSource,
  Own,
  Problem,
  Role,
  Seq,
  SessionId,
  SiteId,
  SlotName,
} from "../protocol/model";

/** Receiving and publishing are two connections with the same life. */
export const kSides = ["receive", "publish"] as const;
export type Side = (typeof kSides)[number];

/** The event socket. Attempts count from 0 and start again once a frame has come. */
export type LinkState =
  | { readonly kind: "idle" }
  | { readonly kind: "asking"; readonly attempt: number }
  | { readonly kind: "connecting"; readonly attempt: number }
  /** `attempt` is that of the next loss; 0 once a frame has come, so that a door which shuts at once is not hammered. */
  | { readonly kind: "open"; readonly attempt: number }
  | { readonly kind: "waiting"; readonly attempt: number; readonly ask: boolean }
  /** The link itself was refused: trying again would change nothing. */
  | { readonly kind: "refused"; readonly problem: Problem }
  /** The link is that of another page, which takes over. */
  | { readonly kind: "elsewhere"; readonly role: LinkRole };

export type MediaState =
  | { readonly kind: "idle" }
  | { readonly kind: "opening"; readonly attempt: number }
  | { readonly kind: "connecting"; readonly attempt: number; readonly session: SessionId }
  | { readonly kind: "live"; readonly session: SessionId }
  /** No packets for a moment; then an ICE restart; then a new connection. */
  | { readonly kind: "shaky"; readonly session: SessionId }
  | { readonly kind: "restarting"; readonly session: SessionId }
  | { readonly kind: "waiting"; readonly attempt: number; readonly problem: Problem | null }
  /** Another device publishes for this site now; only a person takes it back. */
  | { readonly kind: "replaced" }
  | { readonly kind: "refused"; readonly problem: Problem };

export interface SlotState {
  readonly site: SiteId;
  readonly source: MediaSource | null;
  readonly gone: boolean;
}

export interface Pending {
  readonly id: number;
  readonly command: Command;
  /** What the page showed when the button was pressed. */
  readonly seen: Conference | null;
}

export interface Refusal {
  readonly command: Command;
  readonly problem: Problem;
  readonly seen: Conference | null;
}

export interface SessionState {
  /** The page that was opened; the link may be meant for another. */
  readonly page: PageName;
  readonly link: LinkState;
  readonly role: Role | null;
  readonly site: SiteId | null;
  /** Which link we came with; null for an account, and before it is known. */
  readonly linkId: LinkId | null;
  readonly conferenceId: string | null;
  /** The number of the last event that is in `conference`. */
  readonly seq: Seq | null;
  readonly conference: Conference | null;
  /** What only the desk may know, and what only our own site; null for the others. */
  readonly desk: Desk | null;
  readonly own: Own | null;
  readonly media: Readonly<Record<Side, MediaState>>;
  /** By session, since a signal may come before the answer that names the session. */
  readonly slots: Readonly<Record<SessionId, Readonly<Record<SlotName, SlotState>>>>;
  /** −dBov: 0 is loudest, 127 is silence. */
  readonly levels: Readonly<Record<SiteId, number>>;
  readonly sizes: Readonly<Record<SlotName, number>>;
  readonly pending: readonly Pending[];
  readonly nextCommand: number;
  /** What was pressed last, while it can be taken back. */
  readonly done: { readonly command: Command } | null;
  readonly refusal: Refusal | null;
}

export const kInitial: SessionState = {
  page: "home",
  link: { kind: "idle" },
  role: null,
  site: null,
  linkId: null,
  conferenceId: null,
  seq: null,
  conference: null,
  desk: null,
  own: null,
  media: { receive: { kind: "idle" }, publish: { kind: "idle" } },
  slots: {},
  levels: {},
  sizes: {},
  pending: [],
  nextCommand: 1,
  done: null,
  refusal: null,
};

export type SessionEvent =
  | { readonly type: "start"; readonly page: PageName }
  | ({ readonly type: "identified" } & Me)
  | { readonly type: "not_identified"; readonly problem: Problem }
  | { readonly type: "socket_opened" }
  | { readonly type: "socket_frame"; readonly frame: Frame }
  | { readonly type: "socket_closed" }
  /** The network is back, or the page is shown again: wait no longer. */
  | { readonly type: "nudge" }
  | { readonly type: "timer"; readonly timer: Timer }
  | { readonly type: "media_wanted"; readonly side: Side }
  | { readonly type: "media_unwanted"; readonly side: Side }
  | { readonly type: "media_opened"; readonly side: Side; readonly session: SessionId }
  | { readonly type: "media_connected"; readonly side: Side }
  | { readonly type: "media_disconnected"; readonly side: Side }
  | { readonly type: "media_failed"; readonly side: Side; readonly problem: Problem }
  | { readonly type: "sized"; readonly slot: SlotName; readonly height: number | null }
  | { readonly type: "command"; readonly command: Command }
  | { readonly type: "undo" }
  | { readonly type: "command_done"; readonly id: number }
  | { readonly type: "command_refused"; readonly id: number; readonly problem: Problem }
  | { readonly type: "dismiss" };

export type Timer = "link" | "receive" | "publish" | "sizes" | "done" | "refusal";

export type Effect =
  | { readonly type: "identify" }
  | { readonly type: "go_to_page"; readonly role: LinkRole }
  | { readonly type: "open_socket"; readonly conference: string; readonly since: Seq | null }
  | { readonly type: "open_media"; readonly side: Side; readonly conference: string }
  | { readonly type: "close_media"; readonly side: Side }
  | { readonly type: "restart_ice"; readonly side: Side }
  /** Asks whether the server still knows the session; where it does not, `media_failed` follows. */
  | { readonly type: "check_media"; readonly side: Side }
  | { readonly type: "put_sizes"; readonly sizes: Readonly<Record<SlotName, number>> }
  | {
      readonly type: "send_command";
      readonly id: number;
      readonly conference: string;
      readonly command: Command;
      /** The last event that was seen, where order matters. */
      readonly expected: Seq | null;
    }
  | { readonly type: "set_timer"; readonly timer: Timer; readonly ms: number }
  | { readonly type: "clear_timer"; readonly timer: Timer };

export interface Step {
  readonly state: SessionState;
  readonly effects: readonly Effect[];
}
