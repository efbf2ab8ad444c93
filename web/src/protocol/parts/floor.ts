import type { ItemId, SiteId } from "../names";
import { elements, perhaps, type Parts } from "../part";
import { integer, number, oneOf, seconds, string, time, type Reader } from "../read";

export interface Turn {
  readonly number: number;
  readonly site: SiteId;
  readonly since: number;
  readonly topic: string;
  readonly item: ItemId | null;
  /** Milliseconds; null for a turn without a limit. */
  readonly allotted: number | null;
  /** Milliseconds spoken before the clock began to run as it does now. */
  readonly used: number;
  /** Null while the clock stands. */
  readonly runningSince: number | null;
}

export const kRequestKinds = ["registered", "hand"] as const;
export type RequestKind = (typeof kRequestKinds)[number];

export interface FloorRequest {
  readonly number: number;
  readonly site: SiteId;
  readonly topic: string;
  readonly kind: RequestKind;
  readonly at: number;
}

export interface Next {
  readonly site: SiteId;
  readonly item: ItemId | null;
  readonly request: number | null;
  readonly present: boolean;
}

export interface FloorParts {
  readonly turn: Turn | null;
  /** In the chair's order. */
  readonly queue: readonly FloorRequest[];
  readonly next: Next | null;
}

export const floorParts: Parts<FloorParts> = {
  turn: perhaps("turn", readTurn),
  queue: elements("queue", readRequest),
  next: perhaps("next", (next) => ({
    site: next.field("site").string(),
    item: next.field("item").optional(string),
    request: next.field("request").optional(integer),
    present: next.field("present").boolean(),
  })),
};

/** Milliseconds spoken in a turn. */
export function usedOf(turn: Turn, now: number): number {
  return turn.used + (turn.runningSince === null ? 0 : Math.max(0, now - turn.runningSince));
}

function readTurn(turn: Reader): Turn {
  const since = turn.field("since").time();
  const running = turn.field("running_since");
  return {
    number: turn.field("number").integer(),
    site: turn.field("site").string(),
    since,
    topic: turn.field("topic").or("", string),
    item: turn.field("item").optional(string),
    allotted: turn.field("allotted_s").optional(seconds),
    used: turn.field("used_ms").or(0, number),
    // A server that does not say it knows no standing clock.
    runningSince: turn.field("used_ms").missing && running.missing ? since : running.optional(time),
  };
}

function readRequest(request: Reader): FloorRequest {
  return {
    number: request.field("number").integer(),
    site: request.field("site").string(),
    topic: request.field("topic").or("", string),
    kind: request.field("kind").or("registered", oneOf(kRequestKinds)),
    at: request.field("at").time(),
  };
}
