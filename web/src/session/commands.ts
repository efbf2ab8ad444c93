import { orderMatters, type Command, type CommandType, type Problem } from "../protocol/model";
import { kLimits } from "./limits";
import type { SessionState, Step } from "./state";

/** Sends a command. Its effect is seen when its event comes; nothing is shown that the server has not said. */
export function issue(state: SessionState, command: Command, undoable: boolean): Step {
  if (state.conferenceId === null) return { state, effects: [] };
  const id = state.nextCommand;
  const done = undoable ? { command } : null;
  return {
    state: {
      ...state,
      nextCommand: id + 1,
      pending: [...state.pending, { id, command, seen: state.conference }],
      refusal: null,
      done,
    },
    effects: [
      {
        type: "send_command",
        id,
        conference: state.conferenceId,
        command,
        expected: orderMatters(command) ? state.seq : null,
      },
      { type: "clear_timer", timer: "refusal" },
      done ? { type: "set_timer", timer: "done", ms: kLimits.undo } : { type: "clear_timer", timer: "done" },
    ],
  };
}

export function undo(state: SessionState): Step {
  const command = undoOf(state);
  return command ? issue(state, command, false) : { state, effects: [] };
}

/** The command that takes back what was just done here; null where that cannot be done, or no longer. */
export function undoOf(state: SessionState): Command | null {
  const offered = state.desk?.undo;
  if (!state.done || !offered) return null;
  return offered.what === amountsTo(state.done.command) ? { type: "undo", act: offered.act } : null;
}

/** As the server names the act: two commands say by themselves whom or what they mean. */
function amountsTo(command: Command): CommandType {
  switch (command.type) {
    case "next":
      return "give_floor";
    case "take":
      return "take_scene";
    default:
      return command.type;
  }
}

export function settled(state: SessionState, id: number): Step {
  return { state: { ...state, pending: state.pending.filter((each) => each.id !== id) }, effects: [] };
}

export function refusedCommand(state: SessionState, id: number, problem: Problem): Step {
  const found = state.pending.find((each) => each.id === id);
  if (!found) return { state, effects: [] };
  const done = state.done?.command === found.command ? null : state.done;
  return {
    state: { ...settled(state, id).state, done, refusal: { command: found.command, problem, seen: found.seen } },
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

/** What has become of a command: a text stays in its field until it was accepted. */
export function fateOf(state: SessionState, command: Command): "pending" | "refused" | "accepted" {
  if (state.pending.some((each) => each.command === command)) return "pending";
  return state.refusal?.command === command ? "refused" : "accepted";
}
