import type { Reader } from "../read";

export interface Message {
  readonly number: number;
  /** `desk`, or the id of a site. */
  readonly from: string;
  /** `desk`, `all`, or the id of a site. */
  readonly to: string;
  readonly text: string;
  readonly at: number;
}

export function readMessage(message: Reader): Message {
  return {
    number: message.field("number").integer(),
    from: message.field("from").string(),
    to: message.field("to").string(),
    text: message.field("text").string(),
    at: message.field("at").time(),
  };
}
