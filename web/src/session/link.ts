import { backoff, kSocketBackoff } from "../base/backoff";
import { roleOf, type PageName } from "../protocol/link";
import type { Problem } from "../protocol/model";
import { isFinal } from "./limits";
import { checkAfterReconnect, endAllMedia } from "./media";
import type { LinkState, SessionEvent, SessionState, Step } from "./state";

/** The life of the event socket: who am I, open, follow; after a loss resume at the last number. */

export function start(state: SessionState, page: PageName): Step {
  if (state.link.kind !== "idle") return { state, effects: [] };
  return ask({ ...state, page }, 0);
}

export function identified(state: SessionState, me: Extract<SessionEvent, { type: "identified" }>): Step {
  if (state.link.kind !== "asking") return { state, effects: [] };
  if (me.role !== "organiser" && me.role !== roleOf(state.page)) {
    // The desk of another role would offer what this link may not do.
    return {
      state: withLink(state, { kind: "elsewhere", role: me.role }),
      effects: [{ type: "go_to_page", role: me.role }],
    };
  }
  const known = { ...state, role: me.role, site: me.site, linkId: me.link, conferenceId: me.conference };
  return open(known, state.link.attempt);
}

export function refusedLink(state: SessionState, problem: Problem, random: number): Step {
  if (state.link.kind !== "asking") return { state, effects: [] };
  if (!isFinal(problem)) return wait(state, state.link.attempt, true, random);
  const ended = endAllMedia(withLink(state, { kind: "refused", problem }));
  return { state: ended.state, effects: [{ type: "clear_timer", timer: "link" }, ...ended.effects] };
}

export function socketOpened(state: SessionState): Step {
  if (state.link.kind !== "connecting") return { state, effects: [] };
  const next = withLink(state, { kind: "open", attempt: state.link.attempt + 1 });
  // With a state this is the end of a loss; where nothing happened meanwhile, no frame will say so.
  return state.conference ? checkAfterReconnect(next) : { state: next, effects: [] };
}

/** A frame has come: the connection is good. */
export function linkAlive(state: SessionState): SessionState {
  if (state.link.kind !== "open" || state.link.attempt === 0) return state;
  return withLink(state, { kind: "open", attempt: 0 });
}

export function socketClosed(state: SessionState, random: number): Step {
  switch (state.link.kind) {
    case "open":
      return wait(state, state.link.attempt, false, random);
    case "connecting":
      // A browser does not say why an upgrade failed; asking who we are does.
      return wait(state, state.link.attempt + 1, true, random);
    case "idle":
    case "asking":
    case "waiting":
    case "refused":
    case "elsewhere":
      return { state, effects: [] };
  }
}

export function linkTimeUp(state: SessionState): Step {
  if (state.link.kind !== "waiting") return { state, effects: [] };
  const { attempt, ask: askFirst } = state.link;
  return askFirst || state.conferenceId === null ? ask(state, attempt) : open(state, attempt);
}

export function nudgeLink(state: SessionState): Step {
  if (state.link.kind !== "waiting") return { state, effects: [] };
  const next = linkTimeUp({ ...state, link: { ...state.link, attempt: 0 } });
  return { state: next.state, effects: [{ type: "clear_timer", timer: "link" }, ...next.effects] };
}

function ask(state: SessionState, attempt: number): Step {
  return { state: withLink(state, { kind: "asking", attempt }), effects: [{ type: "identify" }] };
}

function open(state: SessionState, attempt: number): Step {
  if (state.conferenceId === null) return ask(state, attempt);
  return {
    state: withLink(state, { kind: "connecting", attempt }),
    // Without a state there is nothing to resume.
    effects: [{ type: "open_socket", conference: state.conferenceId, since: state.conference ? state.seq : null }],
  };
}

function wait(state: SessionState, attempt: number, askFirst: boolean, random: number): Step {
  const ms = backoff(kSocketBackoff, attempt, random);
  return {
    state: withLink(state, { kind: "waiting", attempt: attempt + (askFirst ? 1 : 0), ask: askFirst }),
    effects: [{ type: "set_timer", timer: "link", ms }],
  };
}

function withLink(state: SessionState, link: LinkState): SessionState {
  return { ...state, link };
}
