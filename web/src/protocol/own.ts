import { elements, perhaps, whole, type Parts } from "./part";
import { readLineTest, type LineTest } from "./parts/lineTests";
import { readMessage, type Message } from "./parts/messages";
import { readSubmittedPaper, type SubmittedPaper } from "./parts/papers";
import { readAskedQuestion, type AskedQuestion } from "./parts/questions";
import { boolean, list, number, type Reader } from "./read";

/** Who may vote for the site. */
export interface Elector {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
}

export interface Voted {
  readonly motion: number;
  readonly voter: string;
}

/** What only one's own site may know. */
export interface Own {
  readonly papers: readonly SubmittedPaper[];
  readonly messages: readonly Message[];
  readonly questions: readonly AskedQuestion[];
  readonly voted: readonly Voted[];
  readonly electors: readonly Elector[];
  /** The last one. */
  readonly lineTest: LineTest | null;
  /** The desk asks for another. */
  readonly retest: boolean;
}

export const ownParts: Parts<Own> = {
  papers: elements("papers", readSubmittedPaper),
  messages: elements("messages", readMessage),
  questions: elements("questions", readAskedQuestion),
  voted: whole("voted", list(readVoted), []),
  electors: elements("electors", readElector),
  lineTest: perhaps("line_test", readLineTest),
  retest: whole("retest", boolean, false),
};

function readVoted(voted: Reader): Voted {
  return { motion: voted.field("motion").integer(), voter: voted.field("voter").string() };
}

function readElector(elector: Reader): Elector {
  return {
    id: elector.field("id").string(),
    name: elector.field("name").string(),
    weight: elector.field("weight").or(1, number),
  };
}
