import { describe, expect, it } from "vitest";
import { dictionaries } from "../i18n";
import type { Command, Conference, Own, Site } from "../protocol/model";
import type { Motion } from "../protocol/parts/motions";
import { Harness } from "../session/harness";
import type { SessionState } from "../session/state";
import { ballots } from "./ballots";
import { siteBar } from "./bar";
import { inbox } from "./inbox";
import { closesMicrophone, mustStaySilent, ownDuties, ownFloor, peopleOf } from "./ownFloor";
import { ownPaper } from "./ownPaper";

const t = dictionaries.vi;
const self = "binh-phuoc";
const kNobody: Partial<Conference> = { turn: null, queue: [], next: null };

const joined = new Harness().joined().live("receive", "r").live("publish", "p").state;

const initial = new Harness().joined().conference;

function at(change: Partial<Conference>, own: Partial<Own> = {}, site: Partial<Site> = {}): SessionState {
  const { conference } = joined;
  if (!conference) throw new Error("no conference");
  const sites = conference.sites.map((each) => (each.id === self ? { ...each, ...site } : each));
  const nothing = { papers: [], messages: [], questions: [], voted: [], electors: [], lineTest: null, retest: false };
  return { ...joined, conference: { ...conference, sites, showing: null, ...change }, own: { ...nothing, ...own } };
}

const sending = (state: SessionState, command: Command): SessionState => ({
  ...state,
  pending: [{ id: 1, command, seen: state.conference }],
});
const request = (number: number, site: string, kind: "registered" | "hand" = "registered") => ({
  number,
  site,
  kind,
  topic: "",
  at: 0,
});

describe("the state bar", () => {
  const elsewhere = { scene: { ...initial.scene, main: "ha-noi" }, turn: null };
  it.each<[string, Partial<Conference>, string]>([
    ["gets a cued site ready", { ...elsewhere, cue: { site: self, since: 0 } }, "cue"],
    ["before the opening too", { ...elsewhere, phase: "planned", cue: { site: self, since: 0 } }, "cue"],
    ["not for another's cue", { ...elsewhere, cue: { site: "can-tho", since: 0 } }, "waiting"],
    ["and says on air to one who is", { cue: { site: self, since: 0 } }, "onAir"],
  ])("%s", (_name, change, kind) => {
    expect(siteBar(at(change), true, t).kind).toBe(kind);
  });
});

describe("the floor, for one site", () => {
  it("says the place in the queue", () => {
    const queue = [request(4, "ha-noi"), request(7, self), request(9, self, "hand")];
    expect(ownFloor(at({ ...kNobody, queue })).requests).toMatchObject([
      { number: 7, position: 2, of: 3 },
      { number: 9, position: 3, of: 3 },
    ]);
  });

  it.each<[string, Partial<Conference>, boolean, boolean]>([
    ["in session", { phase: "in_session" }, true, true],
    ["in a pause", { phase: "paused" }, true, true],
    ["before the opening: only a registration", { phase: "planned" }, true, false],
    ["after the end", { phase: "concluded" }, false, false],
    ["registered already", { queue: [request(1, self)] }, false, true],
    ["with the hand raised", { queue: [request(1, self, "hand")] }, true, false],
  ])("can be asked for %s", (_name, change, canRegister, canRaiseHand) => {
    expect(ownFloor(at({ ...kNobody, ...change }))).toMatchObject({ canRegister, canRaiseHand });
  });

  it("is not asked for twice while the first press is under way", () => {
    const state = sending(at(kNobody), { type: "request_floor", site: self, kind: "hand" });
    expect(ownFloor(state).busy).toBe(true);
  });

  it("has the clock of its own turn only", () => {
    const { turn } = initial;
    expect(ownFloor(at({})).turn?.site).toBe(self);
    expect(ownFloor(at({ turn: turn && { ...turn, site: "can-tho" } })).turn).toBeNull();
  });
});

describe("what the centre wants to know", () => {
  const called = { roll: { ...initial.roll, calledAt: 1 } };
  it.each<[string, SessionState, object]>([
    ["the answer to the invitation", at({ phase: "planned" }, {}, { reply: "none" }), { invitation: true }],
    ["which is given", at({ phase: "planned" }, {}, { reply: "accepted" }), { invitation: false }],
    ["or too late", at({ phase: "in_session" }, {}, { reply: "none" }), { invitation: false }],
    ["consent", at({}, {}, { consent: false }), { consent: true }],
    ["consent no more", at({ phase: "concluded" }, {}, { consent: false }), { consent: false }],
    ["another line test", at({}, { retest: true }), { retest: true }],
    ["the headcount", at(called, {}, { headcount: 12 }), { headcount: { asked: true, told: 12 } }],
    ["the headcount once it is asked", at({}), { headcount: { asked: false } }],
  ])("%s", (_name, state, expected) => {
    expect(ownDuties(state)).toMatchObject(expected);
  });

  it.each([
    ["25", 25],
    [" 0 ", 0],
    ["", null],
    ["mười", null],
    ["2.5", null],
    ["-1", null],
    ["100000", 100_000],
    ["100001", null],
    ["1e3", null],
  ])("reads %j people as %j", (text, people) => {
    expect(peopleOf(text)).toBe(people);
  });
});

describe("without consent", () => {
  it.each<[string, SessionState, boolean, boolean]>([
    ["and with the floor, a site stays silent", at({}, {}, { consent: false }), true, false],
    ["and without it, it is left alone", at(kNobody, {}, { consent: false }), false, false],
    ["a muted site closes its own microphone", at(kNobody, {}, { consent: false, muted: true }), false, true],
    ["(with it, nothing of this)", at({}, {}, { consent: true, muted: true }), false, false],
    ["(before anything is known, neither)", { ...joined, conference: null }, false, false],
  ])("%s", (_name, state, silent, closes) => {
    expect(mustStaySilent(state)).toBe(silent);
    expect(closesMicrophone(state)).toBe(closes);
  });
});

describe("a vote", () => {
  const motion = (change: Partial<Motion> = {}): Motion => ({
    number: 2,
    title: "Nghị quyết",
    text: "",
    method: "open",
    electors: "delegate",
    rule: "majority",
    quorumPercent: 50,
    phase: "open",
    openedAt: 0,
    closedAt: null,
    eligible: 2,
    cast: 1,
    tally: null,
    outcome: null,
    ballots: [],
    ...change,
  });
  const electors = [
    { id: "d-1", name: "Hòa", weight: 1 },
    { id: "d-2", name: "Ngọc", weight: 3 },
  ];
  const voted = [{ motion: 2, voter: "d-1" }];
  const pressed = { "2/d-1": "yes" } as const;

  it("is asked of every elector of the site once", () => {
    const state = at({ motions: [motion()] }, { electors, voted });
    const view = ballots(state, {}, t);
    expect(view).toMatchObject({ motion: 2, waiting: 1, electors: [{ state: "received" }, { state: "open" }] });
    const under = sending(state, { type: "cast_ballot", motion: 2, voter: "d-2", choice: "no" });
    expect(ballots(under, {}, t)?.electors[1]?.state).toBe("sending");
  });

  it("of sites is asked of the site itself", () => {
    const state = at({ motions: [motion({ electors: "site" })] }, { electors });
    expect(ballots(state, {}, t)?.electors).toMatchObject([{ voter: self, state: "open" }]);
  });

  it.each([
    ["open", pressed, "Đã nhận phiếu: Tán thành"],
    ["weighted", pressed, "Đã nhận phiếu: Tán thành"],
    ["secret", pressed, "Đã nhận phiếu"],
    ["open", {}, "Đã nhận phiếu"],
    ["open", { "1/d-1": "no" } as const, "Đã nhận phiếu"],
  ] as const)("that is %s says what came: %j", (method, what, receipt) => {
    const state = at({ motions: [motion({ method })] }, { electors, voted });
    expect(ballots(state, what, t)?.electors[0]?.receipt).toBe(receipt);
  });

  it("that is closed is asked of nobody", () => {
    expect(ballots(at({ motions: [motion({ phase: "closed" })] }, { electors }), {}, t)).toBeNull();
  });
});

describe("messages", () => {
  const message = (number: number, from: string, to: string) => ({ number, from, to, text: "…", at: 0 });
  const messages = [message(3, "desk", self), message(5, self, "desk"), message(8, "desk", "all")];

  it.each([
    [0, 2],
    [3, 1],
    [8, 0],
  ])("read up to %i leave %i unread", (readUpTo, unread) => {
    expect(inbox(at({}, { messages }), readUpTo)).toMatchObject({ unread, last: 8 });
  });

  it("are at most a hundred, the last ones", () => {
    const many = Array.from({ length: 150 }, (_, index) => message(index + 1, "desk", self));
    const view = inbox(at({}, { messages: many }), 0);
    expect(view.messages).toHaveLength(100);
    expect(view.messages.at(-1)?.number).toBe(150);
  });
});

describe("one's own paper", () => {
  const papers = [{ id: "paper-1", title: "Tham luận", site: self, item: null, pages: 3 }];
  const showing = (page: number) => ({ papers, showing: { paper: "paper-1", page, pages: 3, site: self } });

  it.each<[string, SessionState, object | null]>([
    ["offered with the floor", at({ papers }), { papers: [{ id: "paper-1" }], shown: null }],
    ["not without it", at({ papers, turn: null }), null],
    ["not another's", at({ papers: papers.map((paper) => ({ ...paper, site: "can-tho" })) }), null],
    ["at its beginning", at(showing(1)), { shown: { before: null, after: 2 } }],
    ["in its middle", at(showing(2)), { shown: { before: 1, after: 3 } }],
    ["at its end", at(showing(3)), { shown: { before: 2, after: null } }],
  ])("is %s", (_name, state, expected) => {
    const view = ownPaper(state);
    if (expected === null) expect(view).toBeNull();
    else expect(view).toMatchObject(expected);
  });
});
