import { conferenceParts } from "./conference";
import { deskParts } from "./desk";
import {
  kLinkRoles,
  kRoles,
  kMediaSources,
  type Conference,
  type FieldFault,
  type Frame,
  type Me,
  type Problem,
  type Signal,
  type You,
} from "./model";
import { ownParts } from "./own";
import { readChanges, readParts } from "./part";
import { Malformed, Reader, number, string } from "./read";

export type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** One text frame of the event socket. */
export function decodeFrame(text: string): Decoded<Frame> {
  return decoding(() => readFrame(new Reader(JSON.parse(text))));
}

/** The state, as `GET /api/v1/conferences/{id}` and the snapshot carry it. */
export function decodeConference(json: unknown): Decoded<Conference> {
  return decoding(() => readParts(conferenceParts, new Reader(json)));
}

/** The answer of `GET /api/v1/me`. */
export function readMe(me: Reader): Me {
  return {
    conference: me.field("conference").string(),
    role: me.field("role").oneOf(kLinkRoles),
    site: me.field("site").optional(string),
    link: me.field("link").optional(string),
  };
}

/** Problem details; a body that is none of ours still gives a problem one can show. */
export function decodeProblem(status: number, json: unknown): Problem {
  const decoded = decoding(() => {
    const problem = new Reader(json);
    const faults = problem.field("faults");
    return {
      status,
      code: problem.field("code").string(),
      title: problem.field("title").or("", string),
      detail: problem.field("detail").or("", string),
      ...(faults.absent ? {} : { faults: faults.list(readFieldFault) }),
    };
  });
  return decoded.ok ? decoded.value : { status, code: `http_${status}`, title: "", detail: "" };
}

export function readFieldFault(fault: Reader): FieldFault {
  return {
    field: fault.field("field").string(),
    code: fault.field("code").string(),
    text: fault.field("text").or("", string),
  };
}

/** Runs readers over what the server sent. */
export function decoding<T>(read: () => T): Decoded<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Malformed || error instanceof SyntaxError) return { ok: false, error: error.message };
    throw error;
  }
}

function readFrame(frame: Reader): Frame {
  const type = frame.field("type").string();
  switch (type) {
    case "snapshot":
      return {
        type,
        seq: frame.field("seq").integer(),
        you: readYou(frame.field("you")),
        state: readParts(conferenceParts, frame.field("state")),
        desk: frame.field("desk").optional((desk) => readParts(deskParts, desk)),
        own: frame.field("own").optional((own) => readParts(ownParts, own)),
      };
    case "event":
      return {
        type,
        seq: frame.field("seq").integer(),
        changed: readChanges(conferenceParts, frame.field("changed")),
        deskChanged: frame.field("desk_changed").or({}, (changed) => readChanges(deskParts, changed)),
        ownChanged: frame.field("own_changed").or({}, (changed) => readChanges(ownParts, changed)),
      };
    case "signal": {
      const signal = readSignal(frame.field("signal"));
      return typeof signal === "string" ? { type: "unknown", what: signal } : { type, signal };
    }
    default:
      return { type: "unknown", what: type };
  }
}

function readYou(you: Reader): You {
  return { role: you.field("role").oneOf(kRoles), site: you.field("site").optional(string) };
}

/** The signal, or the name of a type that this page does not know. */
function readSignal(signal: Reader): Signal | string {
  const type = signal.field("type").string();
  const text = (name: string) => signal.field(name).string();
  switch (type) {
    case "slot_changed":
      return {
        type,
        session: text("session"),
        slot: text("slot"),
        site: text("site"),
        source: signal.field("source").oneOf(kMediaSources),
      };
    case "slot_source_gone":
      return { type, session: text("session"), slot: text("slot"), site: text("site") };
    case "speaking":
      return { type, levels: signal.field("levels").record(number) };
    case "publisher_replaced":
      return { type, session: text("session"), source: signal.field("source").oneOf(kMediaSources) };
    case "session_closed":
      return { type, session: text("session"), reason: text("reason") };
    default:
      return type;
  }
}
