import type { Command, Conference, Problem } from "../protocol/model";
import { kLimits } from "./limits";
import type { SessionState, Step } from "./state";

/** Sends a command. Its effect is seen when its event comes; nothing is shown that the server has not said. */
export function issue(state: SessionState, command: Command, undoable: boolean): Step {
  if (state.conferenceId === null) return { state, effects: [] };
  const id = state.nextCommand;
  const inverse = undoable && state.conference ? inverseOf(state.conference, command) : null;
  return {
    state: {
      ...state,
      nextCommand: id + 1,
      pending: [...state.pending, { id, command }],
      refusal: null,
      done: inverse ? { command, inverse } : null,
    },
    effects: [
      { type: "send_command", id, conference: state.conferenceId, command },
      { type: "clear_timer", timer: "refusal" },
      inverse ? { type: "set_timer", timer: "done", ms: kLimits.undo } : { type: "clear_timer", timer: "done" },
    ],
  };
}

export function undo(state: SessionState): Step {
  const inverse = state.done?.inverse;
  return inverse ? issue(state, inverse, false) : { state, effects: [] };
}

export function settled(state: SessionState, id: number): Step {
  return { state: { ...state, pending: state.pending.filter((each) => each.id !== id) }, effects: [] };
}

export function refusedCommand(state: SessionState, id: number, problem: Problem): Step {
  const found = state.pending.find((each) => each.id === id);
  if (!found) return { state, effects: [] };
  const done = state.done?.command === found.command ? null : state.done;
  return {
    state: { ...settled(state, id).state, done, refusal: { command: found.command, problem } },
    effects: [{ type: "set_timer", timer: "refusal", ms: kLimits.refusal }],
  };
}

export function doneTimeUp(state: SessionState): Step {
  return { state: { ...state, done: null }, effects: [] };
}

export function dismissed(state: SessionState): Step {
  return {
    state: { ...state, done: null, refusal: null },
    effects: [
      { type: "clear_timer", timer: "done" },
      { type: "clear_timer", timer: "refusal" },
    ],
  };
}

/** The command that brings back what was before; null where there is none. */
export function inverseOf(conference: Conference, command: Command): Command | null {
  switch (command.type) {
    case "give_floor":
      return conference.turn ? { type: "give_floor", site: conference.turn.site } : { type: "take_back_floor" };
    case "take_back_floor":
      return conference.turn ? { type: "give_floor", site: conference.turn.site } : null;
    case "take_scene":
      return { type: "take_scene", main: conference.scene.main };
    case "mute_site":
      return null;
    case "open":
    case "revoke_link":
    case "conclude":
      return null;
  }
}
