import { elements, type Parts } from "../part";
import { integer, list, number, oneOf, string, time, type Reader } from "../read";

export const kVoteMethods = ["open", "secret", "weighted"] as const;
export type VoteMethod = (typeof kVoteMethods)[number];

export const kElectors = ["site", "delegate"] as const;
export type Electors = (typeof kElectors)[number];

export const kVoteRules = ["majority", "two_thirds"] as const;
export type VoteRule = (typeof kVoteRules)[number];

export const kChoices = ["yes", "no", "abstain"] as const;
export type Choice = (typeof kChoices)[number];

export const kMotionPhases = ["open", "closed"] as const;
export const kOutcomes = ["passed", "rejected", "no_quorum", "voided"] as const;
export type Outcome = (typeof kOutcomes)[number];

export type Tally = Readonly<Record<Choice, number>>;

export interface Ballot {
  readonly voter: string;
  readonly choice: Choice;
}

export interface Motion {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly method: VoteMethod;
  readonly electors: Electors;
  readonly rule: VoteRule;
  readonly quorumPercent: number;
  readonly phase: (typeof kMotionPhases)[number];
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly eligible: number;
  readonly cast: number;
  readonly tally: Tally | null;
  readonly outcome: Outcome | null;
  /** Empty for a secret vote, whatever was cast. */
  readonly ballots: readonly Ballot[];
}

export interface MotionsParts {
  readonly motions: readonly Motion[];
}

export const motionsParts: Parts<MotionsParts> = { motions: elements("motions", readMotion) };

function readMotion(motion: Reader): Motion {
  return {
    number: motion.field("number").integer(),
    title: motion.field("title").string(),
    text: motion.field("text").or("", string),
    method: motion.field("method").oneOf(kVoteMethods),
    electors: motion.field("electors").or("site", oneOf(kElectors)),
    rule: motion.field("rule").or("majority", oneOf(kVoteRules)),
    quorumPercent: motion.field("quorum_percent").or(0, number),
    phase: motion.field("phase").oneOf(kMotionPhases),
    openedAt: motion.field("opened_at").time(),
    closedAt: motion.field("closed_at").optional(time),
    eligible: motion.field("eligible").or(0, integer),
    cast: motion.field("cast").or(0, integer),
    tally: motion.field("tally").optional(readTally),
    outcome: motion.field("outcome").optional(oneOf(kOutcomes)),
    ballots: motion.field("ballots").or([], list(readBallot)),
  };
}

function readTally(tally: Reader): Tally {
  return {
    yes: tally.field("yes").integer(),
    no: tally.field("no").integer(),
    abstain: tally.field("abstain").integer(),
  };
}

function readBallot(ballot: Reader): Ballot {
  return { voter: ballot.field("voter").string(), choice: ballot.field("choice").oneOf(kChoices) };
}
