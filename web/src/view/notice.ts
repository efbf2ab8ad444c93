import type { Dictionary } from "../i18n";
import type { Command, Problem } from "../protocol/model";
import { undoOf } from "../session/commands";
import type { Refusal, SessionState } from "../session/state";
import { changedSince } from "./changed";
import { nameOf } from "./pictures";
import { itemTitle } from "./programme";

export type NoticeView =
  /** `press` tells one done thing from the next. */
  | { readonly kind: "done"; readonly press: number; readonly text: string; readonly canUndo: boolean }
  | { readonly kind: "refusal"; readonly title: string; readonly text: string };

/** What the last press of a button came to, while it matters. */
export function notice(state: SessionState, t: Dictionary): NoticeView | null {
  if (state.refusal) return { kind: "refusal", title: t.refusal.title, text: refusalText(state.refusal, state, t) };
  const command = state.done?.command;
  // Only what the server has accepted is said to be done.
  if (!command || state.pending.some((each) => each.command === command)) return null;
  const text = doneText(command, state, t);
  return text === null ? null : { kind: "done", press: state.nextCommand, text, canUndo: undoOf(state) !== null };
}

/** Null for what shows by itself that it was done. */
function doneText(command: Command, state: SessionState, t: Dictionary): string | null {
  const { conference } = state;
  switch (command.type) {
    case "give_floor":
      return t.done.give_floor(nameOf(conference, command.site));
    case "next":
      return t.done.give_floor(nameOf(conference, conference?.turn?.site));
    case "take_scene":
      return t.done.take_scene(nameOf(conference, command.main));
    case "start_item":
      return t.done.start_item(conference ? itemTitle(conference, command.item) : "");
    case "extend_turn":
      return t.done.extend_turn(command.minutes);
    case "cue":
      return command.site === undefined ? t.done.uncue : t.done.cue(nameOf(conference, command.site));
    case "take_back_floor":
    case "pause":
    case "resume":
    case "reorder_queue":
    case "open_vote":
    case "close_vote":
    case "take_chair":
      return t.done[command.type];
    default:
      return null;
  }
}

function refusalText({ problem, seen }: Refusal, state: SessionState, t: Dictionary): string {
  if (problem.code !== "stale") return explain(problem, t);
  const changes = changedSince(seen, state.conference, t);
  return changes.length === 0 ? t.refusal.stale : t.refusal.staleBecause(changes.join("; "));
}

function explain({ code }: Problem, t: Dictionary): string {
  const { codes } = t.refusal;
  return isKnown(code, codes) ? codes[code] : t.refusal.other(code);
}

function isKnown<T extends object>(code: string, codes: T): code is Extract<keyof T, string> {
  return Object.hasOwn(codes, code);
}
