import type { Dictionary } from "../i18n";
import type { Command } from "../protocol/model";
import { undoOf } from "../session/commands";
import type { SessionState } from "../session/state";
import { nameOf } from "./pictures";

export type NoticeView =
  | { readonly kind: "done"; readonly text: string; readonly canUndo: boolean }
  | { readonly kind: "refusal"; readonly title: string; readonly text: string };

/** What the last press of a button came to, while it matters. */
export function notice(state: SessionState, t: Dictionary): NoticeView | null {
  if (state.refusal)
    return { kind: "refusal", title: t.refusal.title, text: refusalText(state.refusal.problem.code, t) };
  const command = state.done?.command;
  // Only what the server has accepted is said to be done.
  if (!command || state.pending.some((each) => each.command === command)) return null;
  const text = doneText(command, state, t);
  return text === null ? null : { kind: "done", text, canUndo: undoOf(state) !== null };
}

/** Null for what shows by itself that it was done. */
function doneText(command: Command, state: SessionState, t: Dictionary): string | null {
  switch (command.type) {
    case "give_floor":
      return t.done.give_floor(nameOf(state.conference, command.site));
    case "take_back_floor":
      return t.done.take_back_floor;
    case "take_scene":
      return t.done.take_scene(nameOf(state.conference, command.main));
    default:
      return null;
  }
}

function refusalText(code: string, t: Dictionary): string {
  switch (code) {
    case "site_not_present":
    case "no_turn":
    case "already_has_floor":
    case "conference_not_open":
    case "conference_concluded":
    case "stale":
    case "not_permitted":
    case "unreachable":
      return t.refusal[code];
    default:
      return t.refusal.other(code);
  }
}
