import type { Dictionary } from "../i18n";
import type { Choice, Motion, VoteMethod } from "../protocol/parts/motions";
import type { SessionState } from "../session/state";
import { openMotion } from "./motion";
import { siteOf } from "./pictures";

export interface ElectorView {
  /** As `cast_ballot` names the voter. */
  readonly voter: string;
  readonly name: string;
  readonly weight: number;
  readonly state: "open" | "sending" | "received";
  /** What was received, in words; empty before. */
  readonly receipt: string;
}

/** The motion that is open, for the electors of one site. */
export interface BallotsView {
  readonly motion: number;
  readonly title: string;
  readonly text: string;
  readonly method: VoteMethod;
  readonly electors: readonly ElectorView[];
  readonly waiting: number;
}

/** What was pressed on this page, by motion and voter: the server says only that a ballot has come. */
export type Pressed = Readonly<Record<string, Choice>>;

export function pressedKey(motion: number, voter: string): string {
  return `${motion}/${voter}`;
}

export function ballots(state: SessionState, pressed: Pressed, t: Dictionary): BallotsView | null {
  const motion = openMotion(state.conference);
  if (!motion || state.site === null) return null;
  const electors = voters(state, motion).map((voter) => {
    const at = stateOf(state, motion.number, voter.voter);
    return { ...voter, state: at, receipt: at === "received" ? receipt(motion, voter.voter, pressed, t) : "" };
  });
  const { number, title, text, method } = motion;
  const waiting = electors.filter((elector) => elector.state === "open").length;
  return { motion: number, title, text, method, electors, waiting };
}

function voters(state: SessionState, motion: Motion): { voter: string; name: string; weight: number }[] {
  const { conference, site, own } = state;
  if (motion.electors === "site") {
    const self = conference && site !== null ? siteOf(conference, site) : undefined;
    return self ? [{ voter: self.id, name: self.name, weight: 1 }] : [];
  }
  return (own?.electors ?? []).map(({ id, name, weight }) => ({ voter: id, name, weight }));
}

function stateOf(state: SessionState, motion: number, voter: string): ElectorView["state"] {
  if (state.own?.voted.some((each) => each.motion === motion && each.voter === voter)) return "received";
  const sending = state.pending.some(
    ({ command }) => command.type === "cast_ballot" && command.motion === motion && command.voter === voter,
  );
  return sending ? "sending" : "open";
}

/** Of a secret ballot nobody is told more than that it has come: somebody may look over one's shoulder. */
function receipt(motion: Motion, voter: string, pressed: Pressed, t: Dictionary): string {
  const choice = motion.method === "secret" ? undefined : pressed[pressedKey(motion.number, voter)];
  return choice === undefined ? t.ballots.received : t.ballots.receivedChoice(t.ballots.choice[choice]);
}
