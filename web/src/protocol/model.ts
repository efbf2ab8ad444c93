/** The values of docs/protocol.md, as they are after decoding. Times are epoch milliseconds. */
import type { Conference } from "./conference";
import type { Desk } from "./desk";
import type { LinkId, MediaSource, Role, Seq, SessionId, SiteId, SlotName } from "./names";
import type { Own } from "./own";
import type { Changes } from "./part";

export * from "./names";
export * from "./commands";
export * from "./conference";
export type { Desk } from "./desk";
export type { Own } from "./own";
export type { CurrentItem, Item } from "./parts/programme";
export type { FloorRequest, Next, Turn } from "./parts/floor";
export type { Scene } from "./parts/scene";
export type { Site } from "./parts/sites";

export interface You {
  readonly role: Role;
  readonly site: SiteId | null;
}

/** Whose link or account it is, and for which conference. */
export interface Me {
  readonly conference: string;
  readonly role: Role;
  readonly site: SiteId | null;
  /** Null for an account. */
  readonly link: LinkId | null;
}

export type Signal =
  | {
      readonly type: "slot_changed";
      readonly session: SessionId;
      readonly slot: SlotName;
      readonly site: SiteId;
      readonly source: MediaSource;
    }
  | { readonly type: "slot_source_gone"; readonly session: SessionId; readonly slot: SlotName; readonly site: SiteId }
  | { readonly type: "speaking"; readonly levels: Readonly<Record<SiteId, number>> }
  | { readonly type: "publisher_replaced"; readonly session: SessionId; readonly source: MediaSource }
  | { readonly type: "session_closed"; readonly session: SessionId; readonly reason: string };

/** A frame of the event socket. */
export type Frame =
  | {
      readonly type: "snapshot";
      readonly seq: Seq;
      readonly you: You;
      readonly state: Conference;
      /** Null for those who are not at the desk, or have no site of their own. */
      readonly desk: Desk | null;
      readonly own: Own | null;
    }
  | EventFrame
  | { readonly type: "signal"; readonly signal: Signal }
  /** Something a newer server says and this page does not know: it is passed over. */
  | { readonly type: "unknown"; readonly what: string };

/** Something has happened. A page shows what is, so it takes of it what it changed, whatever it was. */
export interface EventFrame {
  readonly type: "event";
  readonly seq: Seq;
  readonly changed: Changes<Conference>;
  readonly deskChanged: Changes<Desk>;
  readonly ownChanged: Changes<Own>;
}

/** RFC 9457, as far as the page acts on it. Status 0 stands for a server that could not be reached. */
/** What is wrong with one field of what was sent, in the language that was asked for. */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
  readonly text: string;
}

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** Of single fields, where the server says them. */
  readonly faults?: readonly FieldFault[];
}
