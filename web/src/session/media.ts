import { backoff, kMediaBackoff } from "../base/backoff";
import { isOver, type Problem, type SessionId } from "../protocol/model";
import { isFinal, kLimits } from "./limits";
import {
  kSides,
  type Effect,
  type MediaState,
  type SessionEvent,
  type SessionState,
  type Side,
  type Step,
} from "./state";

/**
 * The life of a media connection: opening -> connecting -> live; after a loss shaky -> restarting (ICE) -> a new
 * connection after a wait, for as long as it is wanted.
 */

type MediaEvent =
  Extract<SessionEvent, { type: `media_${string}` }> | { readonly type: "media_timer"; readonly side: Side };

export function mediaStep(state: SessionState, event: MediaEvent, random: number): Step {
  const { side } = event;
  const media = state.media[side];
  switch (event.type) {
    case "media_wanted":
      return isIdle(media) ? wanted(state, side) : same(state);
    case "media_unwanted":
      return to(state, side, { kind: "idle" }, [clear(side), { type: "close_media", side }]);
    case "media_opened":
      return opened(state, side, media, event.session);
    case "media_connected":
      return connected(state, side, media);
    case "media_disconnected":
      return disconnected(state, side, media);
    case "media_failed":
      return isActive(media) ? retry(state, side, event.problem, random) : same(state);
    case "media_timer":
      return timeUp(state, side, media, random);
  }
}

/** `publisher_replaced` names the session that has to go. */
export function replaced(state: SessionState, session: SessionId): Step {
  if (sessionOf(state.media.publish) !== session) return same(state);
  return to(state, "publish", { kind: "replaced" }, [clear("publish"), { type: "close_media", side: "publish" }]);
}

/** `session_closed`: the server has let go of one of our sessions. */
export function failed(state: SessionState, session: SessionId, reason: string, random: number): Step {
  const side = kSides.find((each) => sessionOf(state.media[each]) === session);
  if (side === undefined) return same(state);
  const problem: Problem = { status: 0, code: reason, title: "", detail: "" };
  return isFinal(problem) ? refuse(state, side, problem) : retry(state, side, problem, random);
}

/**
 * The event socket is back after a loss. A server that was started anew knows none of our sessions, and packets alone
 * would tell us seconds later; so it is asked. What is in the slots it says by itself.
 */
export function checkAfterReconnect(state: SessionState): Step {
  const effects: Effect[] = [];
  for (const side of kSides) {
    if (sessionOf(state.media[side]) === null) continue;
    effects.push({ type: "check_media", side });
  }
  const next = openWaiting(state);
  return { state: next.state, effects: [...effects, ...next.effects] };
}

export function nudgeMedia(state: SessionState): Step {
  let result = openWaiting(state);
  for (const side of kSides) {
    const media = result.state.media[side];
    if (media.kind !== "shaky") continue;
    const next = restart(result.state, side, media.session);
    result = { state: next.state, effects: [...result.effects, ...next.effects] };
  }
  return result;
}

export function sessionOf(media: MediaState): SessionId | null {
  switch (media.kind) {
    case "connecting":
    case "live":
    case "shaky":
    case "restarting":
      return media.session;
    case "idle":
    case "opening":
    case "waiting":
    case "replaced":
    case "refused":
      return null;
  }
}

/** The conference is over: nothing is sent or received any more, cameras and microphones can go out. */
export function endAllMedia(state: SessionState): Step {
  return {
    state: { ...state, media: { receive: { kind: "idle" }, publish: { kind: "idle" } } },
    effects: kSides.flatMap((side): Effect[] => [clear(side), { type: "close_media", side }]),
  };
}

/** Before it is known which conference this is, there is nothing to open; `openWaiting` does it then. */
function wanted(state: SessionState, side: Side): Step {
  if (isOver(state.conference)) return same(state);
  if (state.conferenceId !== null) return open(state, side, 0);
  return to(state, side, { kind: "waiting", attempt: 0, problem: null }, []);
}

/** Opens at once what waits, whatever it waits for. */
export function openWaiting(state: SessionState): Step {
  let result: Step = same(state);
  for (const side of kSides) {
    if (result.state.media[side].kind !== "waiting") continue;
    const next = open(result.state, side, 0);
    result = { state: next.state, effects: [...result.effects, ...next.effects] };
  }
  return result;
}

function opened(state: SessionState, side: Side, media: MediaState, session: SessionId): Step {
  if (media.kind !== "opening") return same(state);
  const effects: Effect[] = [{ type: "set_timer", timer: side, ms: kLimits.connecting }];
  if (side === "receive" && Object.keys(state.sizes).length > 0) {
    effects.push({ type: "put_sizes", sizes: state.sizes });
  }
  return to(state, side, { kind: "connecting", attempt: media.attempt, session }, effects);
}

function connected(state: SessionState, side: Side, media: MediaState): Step {
  const session = sessionOf(media);
  return session === null ? same(state) : to(state, side, { kind: "live", session }, [clear(side)]);
}

function disconnected(state: SessionState, side: Side, media: MediaState): Step {
  if (media.kind !== "live") return same(state);
  return to(state, side, { kind: "shaky", session: media.session }, [
    { type: "set_timer", timer: side, ms: kLimits.shaky },
  ]);
}

function timeUp(state: SessionState, side: Side, media: MediaState, random: number): Step {
  switch (media.kind) {
    case "waiting":
      return open(state, side, media.attempt);
    case "shaky":
      return restart(state, side, media.session);
    case "opening":
    case "connecting":
    case "restarting":
      return retry(state, side, null, random);
    case "idle":
    case "live":
    case "replaced":
    case "refused":
      return same(state);
  }
}

function open(state: SessionState, side: Side, attempt: number): Step {
  if (state.conferenceId === null) return same(state);
  return to(state, side, { kind: "opening", attempt }, opening(side, state.conferenceId));
}

function opening(side: Side, conference: string): Effect[] {
  return [
    { type: "set_timer", timer: side, ms: kLimits.opening },
    { type: "open_media", side, conference },
  ];
}

function restart(state: SessionState, side: Side, session: SessionId): Step {
  return to(state, side, { kind: "restarting", session }, [
    { type: "set_timer", timer: side, ms: kLimits.restarting },
    { type: "restart_ice", side },
  ]);
}

/** Lets go of the connection and makes a new one after a wait that grows only while nothing comes to life. */
function retry(state: SessionState, side: Side, problem: Problem | null, random: number): Step {
  if (problem && isFinal(problem)) return refuse(state, side, problem);
  const media = state.media[side];
  const attempt = media.kind === "opening" || media.kind === "connecting" ? media.attempt : 0;
  return to(state, side, { kind: "waiting", attempt: attempt + 1, problem }, [
    { type: "close_media", side },
    { type: "set_timer", timer: side, ms: backoff(kMediaBackoff, attempt, random) },
  ]);
}

function refuse(state: SessionState, side: Side, problem: Problem): Step {
  return to(state, side, { kind: "refused", problem }, [clear(side), { type: "close_media", side }]);
}

function isIdle(media: MediaState): boolean {
  return media.kind === "idle" || media.kind === "replaced" || media.kind === "refused";
}

function isActive(media: MediaState): boolean {
  return media.kind === "opening" || sessionOf(media) !== null;
}

function to(state: SessionState, side: Side, media: MediaState, effects: Effect[]): Step {
  return { state: { ...state, media: { ...state.media, [side]: media } }, effects };
}

function clear(side: Side): Effect {
  return { type: "clear_timer", timer: side };
}

function same(state: SessionState): Step {
  return { state, effects: [] };
}
