import type { Command, Conference, Desk } from "../protocol/model";
import {
  kChoices,
  type Electors,
  type Motion,
  type Outcome,
  type Tally,
  type VoteMethod,
  type VoteRule,
} from "../protocol/parts/motions";

export interface MotionView {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly method: VoteMethod;
  readonly electors: Electors;
  readonly rule: VoteRule;
  readonly quorumPercent: number;
  readonly open: boolean;
  readonly openedAt: number;
  readonly eligible: number;
  readonly cast: number;
  /** 0 to 1. */
  readonly turnout: number;
  /** Closed: the tally. Open: the ballots so far, where they are not secret. */
  readonly counts: Tally | null;
  readonly outcome: Outcome | null;
}

export function openMotion(conference: Conference | null): Motion | null {
  return conference?.motions.find((motion) => motion.phase === "open") ?? null;
}

export function openMotionView(conference: Conference | null, desk: Desk | null): MotionView | null {
  const motion = openMotion(conference);
  return motion && motionView(motion, desk);
}

/** All of them, the last one first. */
export function motionViews(conference: Conference | null, desk: Desk | null): readonly MotionView[] {
  return (conference?.motions ?? []).map((motion) => motionView(motion, desk)).reverse();
}

function motionView(motion: Motion, desk: Desk | null): MotionView {
  const { number, title, text, method, electors, rule, quorumPercent, openedAt, eligible, cast, outcome } = motion;
  const open = motion.phase === "open";
  return {
    ...{ number, title, text, method, electors, rule, quorumPercent, open, openedAt, eligible, cast, outcome },
    turnout: eligible > 0 ? Math.min(1, cast / eligible) : 0,
    counts: open ? countsSoFar(motion, desk) : motion.tally,
  };
}

/** Weights are counted by the server when the vote closes: so far these are ballots. */
function countsSoFar(motion: Motion, desk: Desk | null): Tally | null {
  if (motion.method === "secret" || !desk) return null;
  const count = (choice: string) => desk.ballots.filter((ballot) => ballot.choice === choice).length;
  const [yes, no, abstain] = kChoices.map(count);
  return { yes: yes ?? 0, no: no ?? 0, abstain: abstain ?? 0 };
}

/** What is being filled in before a vote is opened. */
export interface VoteDraft {
  readonly title: string;
  readonly text: string;
  readonly method: VoteMethod;
  readonly electors: Electors;
  readonly rule: VoteRule;
  readonly quorumPercent: number | null;
}

export const kVoteDraft: VoteDraft = {
  title: "",
  text: "",
  method: "open",
  electors: "site",
  rule: "majority",
  quorumPercent: 50,
};

export type VoteFault = "title" | "quorum";

/** The command, or what is still wrong. */
export function voteCommand(draft: VoteDraft): Command | readonly VoteFault[] {
  const title = draft.title.trim();
  const { quorumPercent: quorum } = draft;
  const inRange = quorum !== null && Number.isInteger(quorum) && quorum >= 0 && quorum <= 100;
  if (title === "" || !inRange) {
    return [...(title === "" ? (["title"] as const) : []), ...(inRange ? [] : (["quorum"] as const))];
  }
  const { method, electors, rule } = draft;
  return { type: "open_vote", title, text: draft.text.trim(), method, electors, rule, quorum_percent: quorum };
}
