import type { Message } from "../protocol/parts/messages";
import type { SessionState } from "../session/state";

export interface InboxMessage {
  readonly number: number;
  readonly mine: boolean;
  /** To every site, not to this one alone. */
  readonly toAll: boolean;
  readonly text: string;
  readonly at: number;
}

export interface InboxView {
  /** Oldest first, the last ones of many. */
  readonly messages: readonly InboxMessage[];
  readonly unread: number;
  /** The highest number: what one has seen who sees all of them. */
  readonly last: number;
}

/** A page shows the last messages; older ones are in the minutes. */
export const kMostMessages = 100;
/** Characters of one message (the server's bound). */
export const kMessageLength = 500;

/** @param readUpTo the highest number that was shown to somebody */
export function inbox(state: SessionState, readUpTo: number): InboxView {
  const all = state.own?.messages ?? [];
  const mine = (message: Message) => message.from === state.site;
  return {
    messages: all.slice(-kMostMessages).map((message) => ({
      number: message.number,
      mine: mine(message),
      toAll: message.to === "all",
      text: message.text,
      at: message.at,
    })),
    unread: all.filter((message) => !mine(message) && message.number > readUpTo).length,
    last: all.reduce((most, { number }) => Math.max(most, number), 0),
  };
}
