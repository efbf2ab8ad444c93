import { isOver, type EventFrame, type Frame, type Signal } from "../protocol/model";
import { patched } from "../protocol/patch";
import { dismissed, doneTimeUp, issue, refusedCommand, settled, undo } from "./commands";
import { identified, linkAlive, linkTimeUp, nudgeLink, refusedLink, socketClosed, socketOpened, start } from "./link";
import { endAllMedia, failed, mediaStep, nudgeMedia, openWaiting, replaced } from "./media";
import { noteSlot, resized, sizesTimeUp } from "./slots";
import type { Effect, SessionEvent, SessionState, Step } from "./state";

/**
 * The session as a pure function: what is, and what happened, give what is next and what is to be done.
 * @param random in [0, 1), for the jitter of waits
 */
export function step(state: SessionState, event: SessionEvent, random: number): Step {
  switch (event.type) {
    case "start":
      return start(state, event.page);
    case "identified":
      return chain(identified(state, event), openWaiting);
    case "not_identified":
      return refusedLink(state, event.problem, random);
    case "socket_opened":
      return socketOpened(state);
    case "socket_closed":
      return socketClosed(state, random);
    case "socket_frame":
      return endWhenOver(state, frame(state, event.frame, random));
    case "nudge":
      return chain(nudgeLink(state), nudgeMedia);
    case "timer":
      return timeUp(state, event, random);
    case "media_wanted":
    case "media_unwanted":
    case "media_opened":
    case "media_connected":
    case "media_disconnected":
    case "media_failed":
      return mediaStep(state, event, random);
    case "sized":
      return resized(state, event.slot, event.height);
    case "command":
      return issue(state, event.command, true);
    case "undo":
      return undo(state);
    case "command_done":
      return settled(state, event.id);
    case "command_refused":
      return refusedCommand(state, event.id, event.problem);
    case "dismiss":
      return dismissed(state);
  }
}

function timeUp(state: SessionState, event: Extract<SessionEvent, { type: "timer" }>, random: number): Step {
  switch (event.timer) {
    case "link":
      return linkTimeUp(state);
    case "receive":
    case "publish":
      return mediaStep(state, { type: "media_timer", side: event.timer }, random);
    case "sizes":
      return sizesTimeUp(state);
    case "done":
      return doneTimeUp(state);
    case "refusal":
      return dismissed(state);
  }
}

function frame(before: SessionState, frame: Frame, random: number): Step {
  const state = linkAlive(before);
  switch (frame.type) {
    case "snapshot": {
      const you = { role: frame.you.role, site: frame.you.site };
      return only({ ...state, ...you, seq: frame.seq, conference: frame.state, desk: frame.desk, own: frame.own });
    }
    case "event":
      return only(happened(state, frame));
    case "signal":
      return signal(state, frame.signal, random);
    case "unknown":
      return only(state);
  }
}

function happened(state: SessionState, event: EventFrame): SessionState {
  // A number that was seen already changes nothing.
  if (state.seq !== null && event.seq <= state.seq) return state;
  return {
    ...state,
    seq: event.seq,
    conference: state.conference && patched(state.conference, event.changed),
    desk: state.desk && patched(state.desk, event.deskChanged),
    own: state.own && patched(state.own, event.ownChanged),
  };
}

/** Whether it is heard as it happens or found so in a snapshot. */
function endWhenOver(before: SessionState, now: Step): Step {
  if (isOver(before.conference) || !isOver(now.state.conference)) return now;
  return chain(now, endAllMedia);
}

function signal(state: SessionState, signal: Signal, random: number): Step {
  switch (signal.type) {
    case "slot_changed":
      return only(
        noteSlot(state, signal.session, signal.slot, { site: signal.site, source: signal.source, gone: false }),
      );
    case "slot_source_gone":
      return only(noteSlot(state, signal.session, signal.slot, { site: signal.site, source: null, gone: true }));
    case "speaking":
      return only({ ...state, levels: signal.levels });
    case "publisher_replaced":
      return replaced(state, signal.session);
    case "session_closed":
      return failed(state, signal.session, signal.reason, random);
  }
}

function only(state: SessionState): Step {
  return { state, effects: [] };
}

function chain(first: Step, then: (state: SessionState) => Step): Step {
  const second = then(first.state);
  const effects: Effect[] = [...first.effects, ...second.effects];
  return { state: second.state, effects };
}
