import { describe, expect, it } from "vitest";
import { dictionaries } from "../i18n";
import type { Command, Conference, FloorRequest, Phase } from "../protocol/model";
import { Harness } from "../session/harness";
import type { SessionState } from "../session/state";
import { changedSince } from "./changed";
import { chairView, type ChairView, type NextView, type Verb } from "./chair";
import { notice } from "./notice";

const t = dictionaries.vi;
const joined = (): Conference => new Harness().joined().conference;
const request = (number: number, site: string, topic = ""): FloorRequest => ({
  number,
  site,
  topic,
  kind: "registered",
  at: number * 1000,
});

/** The chair of the fixtures' conference, in session and with nobody speaking unless it says otherwise. */
function chair(change: Partial<Conference> = {}, state: Partial<SessionState> = {}): ChairView {
  const base: SessionState = { ...new Harness().joined().state, role: "chair", site: null, linkId: "mine" };
  return chairView({
    ...base,
    conference: { ...joined(), phase: "in_session", presiding: null, turn: null, queue: [], next: null, ...change },
    ...state,
  });
}

const pressable = ({ can }: ChairView) => (Object.keys(can) as Verb[]).filter((verb) => can[verb]).sort();
const turn = joined().turn;
const next = { site: "can-tho", item: null, request: null, present: true };
const motion = { number: 1, phase: "open" } as Conference["motions"][number];

describe("the chair's buttons", () => {
  it.each<[string, Partial<Conference>, Partial<SessionState>, Verb[]]>([
    ["before the opening", { phase: "planned", next }, {}, ["open"]],
    ["with nobody speaking or following", {}, {}, ["conclude", "give", "pause", "start", "vote"]],
    ["with somebody following", { next }, {}, ["conclude", "give", "next", "pause", "start", "vote"]],
    [
      "with one following who is away",
      { next: { ...next, present: false } },
      {},
      ["conclude", "give", "pause", "start", "vote"],
    ],
    ["during a turn", { turn }, {}, ["conclude", "end", "extend", "give", "pause", "start", "vote"]],
    ["in a pause", { phase: "paused", turn, next }, {}, ["conclude", "resume", "vote"]],
    ["during a vote", { motions: [motion] }, {}, ["give", "pause", "start"]],
    ["after the end", { phase: "concluded", turn, next }, {}, []],
    ["while another presides", { presiding: "other", turn, next }, {}, []],
    ["while one presides oneself", { presiding: "mine" }, {}, ["conclude", "give", "pause", "start", "vote"]],
    ["before anything is known", {}, { conference: null }, []],
    ["while a press is under way", { next }, { pending: [{ id: 1, command: { type: "next" }, seen: null }] }, []],
    [
      "while the picture is being changed",
      {},
      { pending: [{ id: 1, command: { type: "take_scene", main: "ha-noi" }, seen: null }] },
      ["conclude", "give", "pause", "start", "vote"],
    ],
  ])("%s", (_name, change, state, verbs) => {
    expect(pressable(chair(change, state))).toEqual(verbs);
  });
});

describe("who follows", () => {
  const queue = [request(4, "can-tho", "Kinh nghiệm")];

  it.each<[string, Partial<Conference>, Partial<NextView>]>([
    ["is ready", { next }, { waits: "ready", name: "Cần Thơ", about: "", from: "programme" }],
    ["waits for the turn", { next, turn }, { waits: "turn", speaking: "Bình Phước" }],
    ["waits for its line first", { next: { ...next, present: false }, turn }, { waits: "absent" }],
    ["waits for the end of the pause", { next, turn, phase: "paused" }, { waits: "pause" }],
    ["comes with its topic", { next: { ...next, request: 4 }, queue }, { about: "Kinh nghiệm", from: "queue" }],
    ["comes with the title of its item", { next: { ...next, item: "i" }, programme: [item("i")] }, { about: "Mục i" }],
    ["was told to stand by", { next, cue: { site: "can-tho", since: 7 } }, { cuedSince: 7 }],
    ["was not told where another was", { next, cue: { site: "ha-noi", since: 7 } }, { cuedSince: null }],
  ])("%s", (_name, change, expected) => {
    expect(chair(change).next).toMatchObject(expected);
  });

  it("may be nobody", () => {
    expect(chair().next).toBeNull();
  });
});

describe("the queue", () => {
  const queue = [request(4, "can-tho"), request(9, "binh-phuoc"), request(2, "ha-noi")];

  it("is moved by exchanging neighbours", () => {
    expect(chair({ queue }).queue.map(({ place, number, up, down }) => ({ place, number, up, down }))).toEqual([
      { place: 1, number: 4, up: null, down: [9, 4, 2] },
      { place: 2, number: 9, up: [9, 4, 2], down: [4, 2, 9] },
      { place: 3, number: 2, up: [4, 2, 9], down: null },
    ]);
  });

  it("is not moved again before the last move has come back", () => {
    const pending = [{ id: 1, command: { type: "reorder_queue", numbers: [9, 4, 2] } as const, seen: null }];
    expect(chair({ queue }).queue[1]?.up).not.toBeNull();
    expect(chair({ queue }, { pending }).queue.every((each) => each.up === null && each.down === null)).toBe(true);
  });

  it("lets those be invited who are there and do not speak", () => {
    const sites = joined().sites.map((site) => (site.id === "ha-noi" ? { ...site, present: false } : site));
    expect(chair({ queue, turn, sites }).queue.map((each) => each.canGive)).toEqual([true, false, false]);
    expect(chair({ queue, phase: "paused" }).queue.some((each) => each.canGive)).toBe(false);
    expect(chair({ queue, presiding: "other" }).queue.some((each) => each.canGive)).toBe(false);
  });
});

describe("the scenes of a chair without a director", () => {
  const scenes = (change: Partial<Conference>) => chair(change).scenes.map(({ command }) => command);
  const take = (kind: string, main: string, second?: string) => ({
    type: "take_scene",
    kind,
    main,
    ...(second === undefined ? {} : { second }),
  });

  it("show who speaks, and the hall beside", () => {
    expect(scenes({ turn })).toEqual([
      take("speaker", "binh-phuoc"),
      take("hall_speaker", "binh-phuoc", "ha-noi"),
      take("grid", "binh-phuoc"),
    ]);
  });

  it("show the hall while nobody speaks, once", () => {
    expect(scenes({})).toEqual([take("speaker", "ha-noi"), null, take("grid", "ha-noi")]);
  });

  it("say which is on air", () => {
    const scene = { ...joined().scene, kind: "grid" as const, main: "ha-noi" };
    expect(chair({ scene }).scenes.map((each) => each.current)).toEqual([false, false, true]);
  });
});

describe("what has changed", () => {
  const before = joined();
  const phase = (now: Phase) => ({ ...before, phase: now });

  it.each<[string, Conference, readonly string[]]>([
    ["nothing", { ...before }, []],
    ["the phase", phase("paused"), [t.changed.phase.paused]],
    ["who presides", { ...before, presiding: "x" }, [t.changed.presiding]],
    ["the end of a turn", { ...before, turn: null }, [t.changed.turnEnded("Bình Phước")]],
    ["another turn", { ...before, turn: turn && { ...turn, number: 9, site: "can-tho" } }, [t.changed.turn("Cần Thơ")]],
    ["its time", { ...before, turn: turn && { ...turn, allotted: 60_000 } }, [t.changed.time]],
    ["the item", { ...before, programme: [item("i")], item: { id: "i", since: 0 } }, [t.changed.item("Mục i")]],
    ["the queue", { ...before, queue: [request(5, "ha-noi")] }, [t.changed.queue(1)]],
    ["the picture", { ...before, scene: { ...before.scene, main: "can-tho" } }, [t.changed.scene("Cần Thơ")]],
    ["a mute does not count", { ...before, sites: [] }, []],
    [
      "only the weightiest two",
      { ...phase("paused"), turn: null, queue: [request(5, "ha-noi")] },
      [t.changed.phase.paused, t.changed.turnEnded("Bình Phước")],
    ],
  ])("%s", (_name, now, words) => {
    expect(changedSince(before, now, t)).toEqual(words);
  });

  it("is said when a press came too late, also where the event comes after the refusal", () => {
    const page = new Harness().joined();
    page.send({ type: "command", command: { type: "next" } });
    const problem = { status: 409, code: "stale", title: "", detail: "" };
    page.send({ type: "command_refused", id: 1, problem });
    expect(notice(page.state, t)).toMatchObject({ text: t.refusal.stale });
    page.change({ turn: null });
    expect(notice(page.state, t)).toMatchObject({ text: t.refusal.staleBecause(t.changed.turnEnded("Bình Phước")) });
  });
});

it.each<[Command, string]>([
  [{ type: "next" }, t.done.give_floor("Bình Phước")],
  [{ type: "extend_turn", minutes: 2 }, t.done.extend_turn(2)],
  [{ type: "cue", site: "can-tho" }, t.done.cue("Cần Thơ")],
  [{ type: "cue" }, t.done.uncue],
  [{ type: "pause" }, t.done.pause],
])("%j is said to be done", (command, text) => {
  const { state } = new Harness().joined();
  expect(notice({ ...state, done: { command } }, t)).toMatchObject({ kind: "done", text });
});

function item(id: string): Conference["programme"][number] {
  return { id, title: `Mục ${id}`, kind: "paper", site: null, speaker: "", minutes: 10, paper: null };
}
