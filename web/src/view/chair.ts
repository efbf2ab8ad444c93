import { isOver, type Command, type CommandType, type Conference, type Phase, type SiteId } from "../protocol/model";
import type { RequestKind } from "../protocol/parts/floor";
import type { SceneKind } from "../protocol/parts/scene";
import type { SessionState } from "../session/state";
import { openMotion } from "./motion";
import { itemTitle } from "./programme";
import { nameOf, siteOf } from "./pictures";

/** Who follows, and what that waits for. */
export interface NextView {
  readonly site: SiteId;
  readonly name: string;
  /** The topic of the request, or the title of the item; may be empty. */
  readonly about: string;
  readonly from: "queue" | "programme";
  readonly waits: "ready" | "absent" | "turn" | "pause";
  /** Whose turn is to end first; empty while nobody speaks. */
  readonly speaking: string;
  /** Told to stand by; the clock time since when, epoch ms. */
  readonly cuedSince: number | null;
}

export interface RequestView {
  readonly number: number;
  /** Its place, from 1. */
  readonly place: number;
  readonly site: SiteId;
  readonly name: string;
  readonly topic: string;
  readonly kind: RequestKind;
  readonly since: number;
  readonly present: boolean;
  readonly canGive: boolean;
  /** The whole order after a move; null at the end, and while a press is under way. */
  readonly up: readonly number[] | null;
  readonly down: readonly number[] | null;
}

/** A picture that a chair can choose who has no director. */
export interface SceneChoice {
  readonly kind: Extract<SceneKind, "speaker" | "hall_speaker" | "grid">;
  readonly command: Command | null;
  readonly current: boolean;
}

export type Verb = "open" | "give" | "next" | "end" | "vote" | "conclude" | "pause" | "resume" | "extend" | "start";

export interface ChairView {
  readonly phase: Phase | null;
  /** Another chair's link presides: this page looks on until it takes the chair. */
  readonly deputy: boolean;
  readonly over: boolean;
  readonly next: NextView | null;
  readonly queue: readonly RequestView[];
  readonly scenes: readonly SceneChoice[];
  /** What can be pressed now. */
  readonly can: Readonly<Record<Verb, boolean>>;
}

export function chairView(state: SessionState): ChairView {
  const { conference } = state;
  const phase = conference?.phase ?? null;
  return {
    phase,
    deputy: isDeputy(state),
    over: isOver(conference),
    next: conference && nextView(conference),
    queue: conference ? queueView(state, conference) : [],
    scenes: conference ? sceneChoices(conference) : [],
    can: verbs(state, conference),
  };
}

export function isDeputy({ conference, linkId }: SessionState): boolean {
  const presiding = conference?.presiding ?? null;
  return presiding !== null && linkId !== null && presiding !== linkId;
}

/** While one of these is under way its button waits, so that a hand that trembles does not press twice. */
const kBusy: readonly CommandType[] = [
  "open",
  "give_floor",
  "next",
  "take_back_floor",
  "extend_turn",
  "pause",
  "resume",
  "conclude",
  "start_item",
  "reorder_queue",
  "open_vote",
  "close_vote",
];

function isBusy(state: SessionState): boolean {
  return state.pending.some(({ command }) => kBusy.includes(command.type));
}

function verbs(state: SessionState, conference: Conference | null): ChairView["can"] {
  const free = conference !== null && !isDeputy(state) && !isBusy(state);
  const session = free && conference.phase === "in_session";
  const begun = session || (free && conference.phase === "paused");
  const vote = openMotion(conference) !== null;
  return {
    open: free && conference.phase === "planned",
    give: session,
    next: session && conference.next !== null && conference.next.present,
    end: session && conference.turn !== null,
    vote: begun && !vote,
    // The server does not conclude over an open vote.
    conclude: begun && !vote,
    pause: session,
    resume: free && conference.phase === "paused",
    extend: session && conference.turn !== null,
    start: session,
  };
}

function nextView(conference: Conference): NextView | null {
  const { next, turn, cue } = conference;
  if (!next) return null;
  const request = conference.queue.find((each) => each.number === next.request);
  return {
    site: next.site,
    name: nameOf(conference, next.site),
    about: request ? request.topic : itemTitle(conference, next.item),
    from: request ? "queue" : "programme",
    waits: waitsFor(conference),
    speaking: nameOf(conference, turn?.site),
    cuedSince: cue?.site === next.site ? cue.since : null,
  };
}

function waitsFor({ next, turn, phase }: Conference): NextView["waits"] {
  if (!next?.present) return "absent";
  if (phase === "paused") return "pause";
  return turn ? "turn" : "ready";
}

function queueView(state: SessionState, conference: Conference): readonly RequestView[] {
  const busy = isBusy(state);
  const free = conference.phase === "in_session" && !isDeputy(state) && !busy;
  const numbers = conference.queue.map((request) => request.number);
  return conference.queue.map((request, index) => {
    const present = siteOf(conference, request.site)?.present ?? false;
    return {
      number: request.number,
      place: index + 1,
      site: request.site,
      name: nameOf(conference, request.site),
      topic: request.topic,
      kind: request.kind,
      since: request.at,
      present,
      canGive: free && present && conference.turn?.site !== request.site,
      up: busy ? null : moved(numbers, index, index - 1),
      down: busy ? null : moved(numbers, index, index + 1),
    };
  });
}

/** The order with two neighbours exchanged. */
function moved(numbers: readonly number[], from: number, to: number): readonly number[] | null {
  const [one, other] = [numbers[from], numbers[to]];
  if (one === undefined || other === undefined) return null;
  return numbers.map((number) => (number === one ? other : number === other ? one : number));
}

function sceneChoices({ scene, turn, mainSite }: Conference): readonly SceneChoice[] {
  const main = turn?.site ?? mainSite;
  const take = (kind: SceneChoice["kind"], second?: SiteId): SceneChoice => ({
    kind,
    command: { type: "take_scene", kind, main, ...(second === undefined ? {} : { second }) },
    current: scene.kind === kind && scene.main === main,
  });
  const both = take("hall_speaker", mainSite);
  return [take("speaker"), main === mainSite ? { ...both, command: null } : both, take("grid")];
}
