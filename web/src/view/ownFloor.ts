import type { Conference, Site } from "../protocol/model";
import type { RequestKind } from "../protocol/parts/floor";
import type { SessionState } from "../session/state";
import { turnView, type TurnView } from "./desk";
import { kMostPeople } from "./faults";
import { siteOf } from "./pictures";

export interface OwnRequest {
  readonly number: number;
  readonly kind: RequestKind;
  readonly topic: string;
  /** From 1, in the chair's order. */
  readonly position: number;
  readonly of: number;
}

/** What a site may do about the floor. */
export interface OwnFloorView {
  /** Its own turn; null while others speak. */
  readonly turn: TurnView | null;
  /** What it has asked for. */
  readonly requests: readonly OwnRequest[];
  readonly isNext: boolean;
  readonly canRegister: boolean;
  readonly canRaiseHand: boolean;
  /** A request is under way and not answered yet. */
  readonly busy: boolean;
}

export function ownFloor(state: SessionState): OwnFloorView {
  const { conference, site } = state;
  if (!conference || site === null) {
    return { turn: null, requests: [], isNext: false, canRegister: false, canRaiseHand: false, busy: false };
  }
  const requests = requestsOf(conference, site);
  const turn = turnView(conference);
  const running = conference.phase === "in_session" || conference.phase === "paused";
  const has = (kind: RequestKind) => requests.some((request) => request.kind === kind);
  return {
    turn: turn?.site === site ? turn : null,
    requests,
    isNext: conference.next?.site === site,
    canRegister: (running || conference.phase === "planned") && !has("registered"),
    canRaiseHand: running && !has("hand"),
    busy: state.pending.some(({ command }) => command.type === "request_floor" || command.type === "withdraw_request"),
  };
}

function requestsOf(conference: Conference, site: string): OwnRequest[] {
  return conference.queue.flatMap(({ number, kind, topic, site: by }, index) =>
    by === site ? [{ number, kind, topic, position: index + 1, of: conference.queue.length }] : [],
  );
}

/** What the centre still wants to know of the site. */
export interface OwnDutiesView {
  /** The invitation is not answered, and the conference has not begun. */
  readonly invitation: boolean;
  /** Nobody has said yet whether the microphone may be opened when the centre gives the floor. */
  readonly consent: boolean;
  readonly retest: boolean;
  /** The roll is called: how many people are in the room. */
  readonly headcount: { readonly asked: boolean; readonly told: number | null };
}

export function ownDuties(state: SessionState): OwnDutiesView | null {
  const { conference, own } = state;
  const site = selfOf(state);
  if (!conference || !site) return null;
  const over = conference.phase === "concluded";
  return {
    invitation: conference.phase === "planned" && site.reply === "none",
    consent: !over && !site.consent,
    retest: !over && (own?.retest ?? false),
    headcount: { asked: !over && conference.roll.calledAt !== null, told: site.headcount },
  };
}

/** A whole number of people as somebody has typed it; null where it is none. */
export function peopleOf(text: string): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,6}$/.test(trimmed)) return null;
  const people = Number(trimmed);
  return people <= kMostPeople ? people : null;
}

/** Nobody's microphone is opened from afar without consent: with the floor, a site is heard once somebody there agrees. */
export function mustStaySilent(state: SessionState): boolean {
  return !hasConsent(state) && state.conference?.turn?.site === state.site;
}

/**
 * The centre has muted a site that has not agreed: its microphone is closed here too, so that unmuting from afar opens
 * nothing; somebody here opens it again.
 */
export function closesMicrophone(state: SessionState): boolean {
  return !hasConsent(state) && (selfOf(state)?.muted ?? false);
}

/** Where nothing is known yet, there is nothing to withhold. */
function hasConsent(state: SessionState): boolean {
  return selfOf(state)?.consent ?? true;
}

function selfOf({ conference, site }: SessionState): Site | undefined {
  return conference && site !== null ? siteOf(conference, site) : undefined;
}
