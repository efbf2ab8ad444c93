import type { Motion } from "../protocol/parts/motions";
import { isOver } from "../protocol/model";
import type { SessionState } from "../session/state";
import { turnView, type TurnView } from "./desk";
import { openMotion } from "./motion";
import { nameOf } from "./pictures";
import { presentItem, type PresentItem } from "./programme";
import { quorumView, type QuorumView } from "./roll";
import type { Screen } from "./stage";

/** What the address of a hall's page asks for: `?screen=content|picture` with two screens, `?info=on` for the clock. */
export interface HallOptions {
  readonly screen: Screen;
  readonly info: boolean;
}

export function hallOptions(search: string): HallOptions {
  const query = new URLSearchParams(search);
  const screen = query.get("screen");
  return {
    screen: screen === "content" || screen === "picture" ? screen : "all",
    info: query.get("info") === "on",
  };
}

/** How long the result of a vote stays on the screens, ms: long enough to be read out. */
export const kResultShown = 60_000;

/** What stands on a hall's picture besides names. */
export interface HallView {
  /** Whoever speaks, and how long. */
  readonly turn: TurnView | null;
  readonly speaker: string;
  readonly item: PresentItem | null;
  /** Who is there, from the roll call until the opening. */
  readonly quorum: QuorumView | null;
  /** Open, or closed a moment ago. */
  readonly motion: Motion | null;
}

export function hallView(state: SessionState, now: number): HallView {
  const { conference } = state;
  if (!conference || isOver(conference)) return { turn: null, speaker: "", item: null, quorum: null, motion: null };
  const turn = turnView(conference);
  return {
    turn,
    speaker: nameOf(conference, turn?.site),
    item: presentItem(conference),
    quorum: conference.phase === "planned" && conference.roll.calledAt !== null ? quorumView(conference) : null,
    motion: openMotion(conference) ?? justClosed(conference.motions, now),
  };
}

function justClosed(motions: readonly Motion[], now: number): Motion | null {
  const last = motions[motions.length - 1];
  if (!last || last.phase !== "closed" || last.closedAt === null) return null;
  return now - last.closedAt < kResultShown ? last : null;
}
