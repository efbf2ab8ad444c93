import {
  kModes,
  kPhases,
  kRoles,
  kSources,
  kTurnEnds,
  type Conference,
  type ConferenceEvent,
  type Frame,
  type Item,
  type Problem,
  type Scene,
  type Signal,
  type Site,
  type Turn,
  type You,
} from "./model";
import { Malformed, Reader } from "./read";

type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** One text frame of the event socket. */
export function decodeFrame(text: string): Decoded<Frame> {
  return decoding(() => readFrame(new Reader(JSON.parse(text))));
}

/** The state, as `GET /api/v1/conferences/{id}` and the snapshot carry it. */
export function decodeConference(json: unknown): Decoded<Conference> {
  return decoding(() => readConference(new Reader(json)));
}

/** The answer of `GET /api/v1/me`. */
export function decodeMe(json: unknown): Decoded<You & { readonly conference: string }> {
  return decoding(() => {
    const me = new Reader(json);
    return { ...readYou(me), conference: me.field("conference").string() };
  });
}

/** Problem details; a body that is none of ours still gives a problem one can show. */
export function decodeProblem(status: number, json: unknown): Problem {
  const decoded = decoding(() => {
    const problem = new Reader(json);
    return {
      status,
      code: problem.field("code").string(),
      title: problem.field("title").optional((text) => text.string()) ?? "",
      detail: problem.field("detail").optional((text) => text.string()) ?? "",
    };
  });
  return decoded.ok ? decoded.value : { status, code: `http_${status}`, title: "", detail: "" };
}

function decoding<T>(read: () => T): Decoded<T> {
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
        state: readConference(frame.field("state")),
      };
    case "event": {
      const seq = frame.field("seq").integer();
      const event = readEvent(frame.field("event"));
      if (typeof event === "string") return { type: "unknown", seq, what: event };
      return { type, seq, at: frame.field("at").time(), event };
    }
    case "signal": {
      const signal = readSignal(frame.field("signal"));
      return typeof signal === "string" ? { type: "unknown", seq: null, what: signal } : { type, signal };
    }
    default:
      return { type: "unknown", seq: null, what: type };
  }
}

function readYou(you: Reader): You {
  return { role: you.field("role").oneOf(kRoles), site: you.field("site").optional((site) => site.string()) };
}

function readConference(state: Reader): Conference {
  return {
    id: state.field("id").string(),
    title: state.field("title").string(),
    topic: state.field("topic").string(),
    kind: state.field("kind").string(),
    mode: state.field("mode").oneOf(kModes),
    phase: state.field("phase").oneOf(kPhases),
    mainSite: state.field("main_site").string(),
    sites: state.field("sites").list(readSite),
    programme: state.field("programme").list(readItem),
    turn: state.field("turn").optional(readTurn),
    scene: readScene(state.field("scene")),
    heard: state.field("heard").list((site) => site.string()),
  };
}

function readSite(site: Reader): Site {
  return {
    id: site.field("id").string(),
    name: site.field("name").string(),
    present: site.field("present").boolean(),
    camera: site.field("camera").boolean(),
    screen: site.field("screen").boolean(),
    muted: site.field("muted").boolean(),
  };
}

function readItem(item: Reader): Item {
  return {
    title: item.field("title").string(),
    kind: item.field("kind").string(),
    site: item.field("site").optional((site) => site.string()),
    minutes: item.field("minutes").number(),
  };
}

function readTurn(turn: Reader): Turn {
  return {
    number: turn.field("number").integer(),
    site: turn.field("site").string(),
    since: turn.field("since").time(),
  };
}

function readScene(scene: Reader): Scene {
  return {
    main: scene.field("main").string(),
    content: scene.field("content").optional((site) => site.string()),
    gallery: scene.field("gallery").list((site) => site.string()),
  };
}

/** The event, or the name of a type that this page does not know. */
function readEvent(event: Reader): ConferenceEvent | string {
  const type = event.field("type").string();
  const site = () => event.field("site").string();
  switch (type) {
    case "conference_created":
      return {
        type,
        title: event.field("title").string(),
        topic: event.field("topic").string(),
        kind: event.field("kind").string(),
        mode: event.field("mode").oneOf(kModes),
        mainSite: event.field("main_site").string(),
        sites: event.field("sites").list((each) => ({
          id: each.field("id").string(),
          name: each.field("name").string(),
        })),
        programme: event.field("programme").list(readItem),
      };
    case "link_issued":
      return {
        type,
        link: event.field("link").string(),
        role: event.field("role").oneOf(kRoles),
        site: event.field("site").optional((id) => id.string()),
      };
    case "link_revoked":
      return { type, link: event.field("link").string() };
    case "opened":
    case "concluded":
      return { type };
    case "site_joined":
      return { type, site: site() };
    case "site_left":
      return { type, site: site(), reason: event.field("reason").string() };
    case "source_started":
    case "source_stopped":
      return { type, site: site(), source: event.field("source").oneOf(kSources) };
    case "turn_started":
      return { type, turn: event.field("turn").integer(), site: site() };
    case "turn_ended":
      return {
        type,
        turn: event.field("turn").integer(),
        site: site(),
        reason: event.field("reason").oneOf(kTurnEnds),
      };
    case "scene_taken":
      return { type, main: event.field("main").string() };
    case "site_muted":
      return { type, site: site(), muted: event.field("muted").boolean() };
    default:
      return type;
  }
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
        source: signal.field("source").oneOf(kSources),
      };
    case "slot_source_gone":
      return { type, session: text("session"), slot: text("slot"), site: text("site") };
    case "speaking":
      return { type, levels: signal.field("levels").record((level) => level.number()) };
    case "publisher_replaced":
      return { type, session: text("session"), source: signal.field("source").oneOf(kSources) };
    case "session_closed":
      return { type, session: text("session"), reason: text("reason") };
    default:
      return type;
  }
}
