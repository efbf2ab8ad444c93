import type { ItemId, LinkId, LinkRole, Mode, PaperId, Seq, SiteId } from "./names";
import type { Choice, Electors, VoteMethod, VoteRule } from "./parts/motions";
import type { RequestKind } from "./parts/floor";
import type { SceneKind } from "./parts/scene";
import type { Presence, Reply } from "./parts/sites";

/** What a page may ask of the conference, as it is sent: these fields have the names of the wire. */
export type Command =
  | SessionCommand
  | ProgrammeCommand
  | InvitationCommand
  | FloorCommand
  | SceneCommand
  | PaperCommand
  | LineCommand
  | RollCommand
  | VoteCommand
  | WrittenCommand;

export type CommandType = Command["type"];

/** These depend on phase, floor and scene: where one of those has changed unseen, the server refuses them as stale. */
const kOrderMatters: ReadonlySet<CommandType> = new Set<CommandType>([
  "open",
  "pause",
  "resume",
  "conclude",
  "start_item",
  "reorder_queue",
  "give_floor",
  "next",
  "extend_turn",
  "take_back_floor",
  "take_scene",
  "take",
]);

export function orderMatters(command: Command): boolean {
  return kOrderMatters.has(command.type);
}

type SessionCommand =
  | { readonly type: "open" }
  | { readonly type: "pause" }
  | { readonly type: "resume" }
  | { readonly type: "conclude" }
  | { readonly type: "take_chair" }
  | { readonly type: "hand_over_chair"; readonly link: LinkId }
  /** Takes back what was done; possible for a few seconds (`desk.undo`). */
  | { readonly type: "undo"; readonly act: Seq };

type ProgrammeCommand =
  | {
      readonly type: "edit_conference";
      readonly title?: string;
      readonly topic?: string;
      readonly kind?: string;
      readonly mode?: Mode;
      readonly starts_at?: string | null;
      readonly quorum_percent?: number;
    }
  | { readonly type: "put_item"; readonly item: ItemContent; readonly after?: ItemId }
  | { readonly type: "remove_item"; readonly item: ItemId }
  | { readonly type: "move_item"; readonly item: ItemId; readonly before?: ItemId }
  | { readonly type: "start_item"; readonly item: ItemId };

export interface ItemContent {
  /** The server gives one where it is left out. */
  readonly id?: ItemId;
  readonly title: string;
  readonly kind: string;
  readonly site?: SiteId;
  readonly speaker?: string;
  readonly minutes: number;
  readonly paper?: PaperId;
}

type InvitationCommand =
  | { readonly type: "put_site"; readonly site: SiteContent }
  | { readonly type: "remove_site"; readonly site: SiteId }
  | { readonly type: "put_delegate"; readonly delegate: DelegateContent }
  | { readonly type: "remove_delegate"; readonly delegate: string }
  | {
      readonly type: "issue_link";
      readonly role: LinkRole;
      readonly site?: SiteId;
      readonly name?: string;
      readonly expires_at?: string;
    }
  | { readonly type: "revoke_link"; readonly link: LinkId }
  | {
      readonly type: "answer_invitation";
      readonly site: SiteId;
      readonly reply: Reply;
      readonly attending?: number;
    };

export interface SiteContent {
  readonly id: SiteId;
  readonly name: string;
  readonly unit?: string;
  readonly head?: string;
  readonly operator?: string;
  readonly phone?: string;
}

export interface DelegateContent {
  readonly id: string;
  readonly name: string;
  readonly post?: string;
  readonly site: SiteId;
  readonly weight?: number;
}

type FloorCommand =
  | { readonly type: "request_floor"; readonly site: SiteId; readonly topic?: string; readonly kind: RequestKind }
  | { readonly type: "withdraw_request"; readonly number: number }
  | { readonly type: "reorder_queue"; readonly numbers: readonly number[] }
  | {
      readonly type: "give_floor";
      readonly site: SiteId;
      readonly topic?: string;
      readonly item?: ItemId;
      readonly request?: number;
      readonly minutes?: number;
    }
  /** Gives the floor to the conference's `next`. */
  | { readonly type: "next" }
  | { readonly type: "extend_turn"; readonly minutes: number }
  | { readonly type: "take_back_floor" }
  | { readonly type: "mute_site"; readonly site: SiteId; readonly muted: boolean };

type SceneCommand =
  /** Without a site, nobody is to get ready any more. */
  | { readonly type: "cue"; readonly site?: SiteId }
  | { readonly type: "set_preview"; readonly kind: SceneKind; readonly main: SiteId; readonly second?: SiteId }
  /** What is in preview goes on air. */
  | { readonly type: "take" }
  | { readonly type: "take_scene"; readonly kind?: SceneKind; readonly main: SiteId; readonly second?: SiteId }
  | { readonly type: "show_strap"; readonly title: string; readonly subtitle: string }
  | { readonly type: "hide_strap" }
  | { readonly type: "show_slate"; readonly text: string }
  | { readonly type: "hide_slate" };

type PaperCommand =
  | { readonly type: "approve_paper"; readonly paper: PaperId }
  | { readonly type: "return_paper"; readonly paper: PaperId; readonly reason: string }
  | { readonly type: "show_paper"; readonly paper: PaperId; readonly page: number }
  | { readonly type: "turn_page"; readonly page: number }
  | { readonly type: "hide_paper" };

type LineCommand =
  | ({ readonly type: "record_line_test" } & LineMeasures)
  | { readonly type: "sign_line_test"; readonly site: SiteId; readonly name: string }
  | { readonly type: "give_consent"; readonly site: SiteId; readonly given: boolean }
  | { readonly type: "call_retest"; readonly site: SiteId };

export interface LineMeasures {
  readonly site: SiteId;
  readonly up_kbps: number;
  readonly down_kbps: number;
  readonly loss_percent: number;
  readonly rtt_ms: number;
  readonly jitter_ms: number;
  readonly path: string;
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly speaker: boolean;
  readonly note?: string;
}

type RollCommand =
  | { readonly type: "call_roll" }
  | {
      readonly type: "confirm_presence";
      readonly site: SiteId;
      readonly roll: Exclude<Presence, "not_called">;
      readonly headcount?: number;
      readonly absence?: string;
      readonly by_phone: boolean;
    };

type VoteCommand =
  | {
      readonly type: "open_vote";
      readonly title: string;
      readonly text: string;
      readonly method: VoteMethod;
      readonly electors: Electors;
      readonly rule: VoteRule;
      readonly quorum_percent: number;
    }
  | { readonly type: "cast_ballot"; readonly motion: number; readonly voter: string; readonly choice: Choice }
  | { readonly type: "close_vote"; readonly motion: number };

/** Notes, messages and questions. */
type WrittenCommand =
  | { readonly type: "take_note"; readonly text: string; readonly item?: ItemId }
  | { readonly type: "correct_note"; readonly number: number; readonly text: string }
  /** `to`: `desk`, `all`, or the id of a site. */
  | { readonly type: "send_message"; readonly to: string; readonly text: string }
  | { readonly type: "ask_question"; readonly text: string }
  | { readonly type: "show_question"; readonly number: number }
  | { readonly type: "answer_question"; readonly number: number; readonly answer: string }
  | { readonly type: "decline_question"; readonly number: number };
