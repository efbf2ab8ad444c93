import type { SiteId } from "../names";
import { elements, type Parts } from "../part";
import { oneOf, string, type Reader } from "../read";

export const kQuestionStates = ["asked", "shown", "answered", "declined"] as const;
export type QuestionState = (typeof kQuestionStates)[number];

/** A question that the secretary shows to all. */
export interface Question {
  readonly number: number;
  readonly site: SiteId;
  readonly text: string;
  readonly at: number;
  /** Empty until it is answered. */
  readonly answer: string;
}

/** As the desk and the site that asked know it. */
export interface AskedQuestion extends Question {
  readonly state: QuestionState;
}

export interface QuestionsParts {
  readonly questions: readonly Question[];
}

export const questionsParts: Parts<QuestionsParts> = { questions: elements("questions", readQuestion) };

export function readAskedQuestion(question: Reader): AskedQuestion {
  return { ...readQuestion(question), state: question.field("state").or("asked", oneOf(kQuestionStates)) };
}

function readQuestion(question: Reader): Question {
  return {
    number: question.field("number").integer(),
    site: question.field("site").string(),
    text: question.field("text").string(),
    at: question.field("at").time(),
    answer: question.field("answer").or("", string),
  };
}
