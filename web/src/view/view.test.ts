import { describe, expect, it } from "vitest";
import { dictionaries } from "../i18n";
import type { Conference, Scene, Site } from "../protocol/model";
import { Harness, snapshot } from "../session/harness";
import type { SessionState } from "../session/state";
import { isOnAir, siteBar } from "./bar";
import { levelFraction, siteList, turnView } from "./desk";
import { gateView } from "./gate";
import { headView } from "./head";
import { lineView } from "./line";
import { notice } from "./notice";
import { inputsOf } from "./inputs";
import { onAirIn, pictureIn, tiles } from "./pictures";

const t = dictionaries.vi;
const kGone = { present: false, camera: false, screen: false };
const live = () => new Harness().joined().live("receive", "r").live("publish", "p");
const with_ = (state: SessionState, change: Partial<Conference>): SessionState => ({
  ...state,
  conference: state.conference && { ...state.conference, ...change },
});
const site = (id: string, name: string): Site => ({
  ...(new Harness().joined().conference.sites[1] as Site),
  id,
  name,
});
const conferenceWith = (state: SessionState, id: string): SessionState =>
  with_(state, {
    sites: [...(state.conference?.sites ?? []), site(id, id)],
  });
const scene = (main: string): Scene => ({
  kind: "speaker",
  main,
  second: null,
  content: null,
});
const problem = (code: string) => ({ status: 401, code, title: "", detail: "" });

describe("the state bar", () => {
  const bar = (state: SessionState, open = true) => siteBar(state, open, t).kind;
  const waiting = () => with_(live().state, { turn: null, scene: scene("ha-noi") });

  it.each<[string, SessionState, string]>([
    ["on air with the floor", live().state, "onAir"],
    ["standing by", waiting(), "waiting"],
    ["before the opening", with_(waiting(), { phase: "planned" }), "planned"],
    ["after the end", with_(live().state, { phase: "concluded" }), "concluded"],
    ["at the very beginning", new Harness().send({ type: "start", page: "site" }).state, "connecting"],
    [
      "while the first offer is under way",
      new Harness().joined().send({ type: "media_wanted", side: "publish" }).state,
      "connecting",
    ],
    ["without the socket", live().send({ type: "socket_closed" }).state, "lost"],
    ["with a stuttering line", live().send({ type: "media_disconnected", side: "publish" }).state, "lost"],
    [
      "after a takeover",
      live().signal({ type: "publisher_replaced", session: "p", source: "camera" }).state,
      "replaced",
    ],
    [
      "with a revoked link",
      { ...live().state, link: { kind: "refused", problem: problem("token_revoked") } },
      "refused",
    ],
  ])("%s", (_name, state, kind) => {
    expect(bar(state)).toBe(kind);
  });

  it("never says on air while nothing is sent", () => {
    const page = live();
    expect(isOnAir(page.state)).toBe(true);
    page.send({ type: "media_failed", side: "publish", problem: problem("unreachable") });
    expect(bar(page.state)).not.toBe("onAir");
  });

  it("says whether one is heard", () => {
    const { state } = live();
    expect(siteBar(state, true, t).detail).toBe(t.barDetail.onAir);
    expect(siteBar(state, false, t).detail).toBe(t.barDetail.onAirMuted);
    expect(siteBar(with_(state, { heard: [] }), true, t).detail).toBe(t.barDetail.onAirSeen);
    const refused: SessionState = { ...state, link: { kind: "refused", problem: problem("teapot") } };
    expect(siteBar(refused, true, t).detail).toContain("teapot");
  });
});

describe("after the end", () => {
  const over = with_(live().state, { phase: "concluded" });

  it("nobody is on air, has the floor, or can be given anything", () => {
    expect(isOnAir(over)).toBe(false);
    expect(onAirIn(over.conference)).toBeNull();
    expect(pictureIn(over, "main").onAir).toBe(false);
    for (const row of siteList(over, "").rows) {
      expect(row).toMatchObject({
        onAir: false,
        floor: false,
        canGive: false,
        level: 0,
      });
    }
  });

  it("a site that left is not missed", () => {
    const page = live().change({ phase: "concluded" });
    page.siteIs("ha-noi", kGone);
    expect(siteList(page.state, "").rows[0]?.presence).toBe("absent");
  });

  it("the page says so, whatever becomes of the line", () => {
    const lost: SessionState = { ...over, link: { kind: "waiting", attempt: 3, ask: true } };
    expect(siteBar(lost, true, t)).toMatchObject({ kind: "concluded", detail: t.barDetail.concluded });
    expect(headView(lost)).toBe("concluded");
  });
});

it("camera and microphone wait for a site's link, and go out at the end", () => {
  const page = new Harness();
  expect(inputsOf(page.state)).toBe("not yet");
  page.joined();
  expect(inputsOf(page.state)).toBe("open");
  expect(inputsOf({ ...page.state, role: "chair" })).toBe("not yet");
  expect(inputsOf({ ...page.state, link: { kind: "refused", problem: problem("token_revoked") } })).toBe("over");
  page.send({ type: "socket_closed" });
  expect(inputsOf(page.state)).toBe("open");
  page.pass(300).send({ type: "socket_opened" }).change({ phase: "concluded" });
  expect(inputsOf(page.state)).toBe("over");
});

it.each([
  ["token_revoked", t.gate.token_revoked.what, t.gate.token_revoked.todo],
  ["token_expired", "Đường dẫn này đã hết hạn", "Hãy xin ban tổ chức đường dẫn mới."],
  ["teapot", t.gate.other.what("teapot"), t.gate.other.todo],
])("a refused link says what happened and what to do: %s", (code, what, todo) => {
  const { state } = live();
  expect(gateView(state, t)).toBeNull();
  expect(gateView({ ...state, link: { kind: "refused", problem: problem(code) } }, t)).toEqual({ code, what, todo });
});

describe("pictures", () => {
  it("nobody sees itself: it gets the main site, and the main site the first of the others", () => {
    const { state } = live();
    expect(pictureIn(state, "main").site).toBe("ha-noi");
    expect(pictureIn({ ...state, site: "can-tho" }, "main").site).toBe("binh-phuoc");
    const chairSpeaks = with_(state, { scene: scene("ha-noi") });
    expect(pictureIn({ ...chairSpeaks, site: "ha-noi" }, "main").site).toBe("binh-phuoc");
  });

  const changed = (slot: string, site: string) =>
    ({ type: "slot_changed", session: "r", slot, site, source: "camera" }) as const;

  it("say what the server said, over what the scene says", () => {
    const page = live();
    page.signal(changed("main", "can-tho"));
    expect(pictureIn(page.state, "main")).toMatchObject({ site: "can-tho", name: "Cần Thơ", kind: "picture" });
    page.signal({ type: "slot_source_gone", session: "r", slot: "main", site: "can-tho" });
    expect(pictureIn(page.state, "main").kind).toBe("gone");
  });

  it("keep their name until the next picture is there", () => {
    const page = live().sceneIs("ha-noi");
    page.signal(changed("main", "ha-noi")).signal(changed("gallery-1", "can-tho"));
    const names = () => [pictureIn(page.state, "main"), ...tiles(page.state, 3)].map((each) => each.site);
    expect(names()).toEqual(["ha-noi", "can-tho", null, null]);
    page.sceneIs("can-tho");
    expect(names()).toEqual(["ha-noi", "can-tho", null, null]);
    // Hà Nội is to come into the tile, whose picture is still that of Cần Thơ.
    page.signal(changed("main", "can-tho"));
    expect(names()).toEqual(["can-tho", "can-tho", null, null]);
    page.signal(changed("gallery-1", "ha-noi"));
    expect(names()).toEqual(["can-tho", "ha-noi", null, null]);
  });

  it("say a lost site's name over its last picture, although another follows", () => {
    const page = live().signal(changed("main", "ha-noi")).signal(changed("gallery-1", "can-tho"));
    page.signal({ type: "slot_source_gone", session: "r", slot: "gallery-1", site: "can-tho" });
    page.siteIs("can-tho", kGone);
    const joined = conferenceWith(page.state, "lao-cai");
    expect(tiles(joined, 2).map((tile) => [tile.site, tile.kind])).toEqual([
      ["can-tho", "gone"],
      [null, "empty"],
    ]);
  });

  it("give way at once to a site that has no picture", () => {
    const page = live().signal(changed("main", "ha-noi"));
    page.siteIs("can-tho", { camera: false });
    page.sceneIs("can-tho");
    expect(pictureIn(page.state, "main")).toMatchObject({ site: "can-tho", kind: "gone" });
  });

  it("of a site that left are slates with its name", () => {
    const page = live().siteIs("ha-noi", kGone);
    expect(pictureIn(page.state, "main")).toMatchObject({ name: "Hà Nội", kind: "gone" });
  });

  it("fill the tiles with the others that have a camera, each once", () => {
    const page = live();
    expect(tiles(page.state, 6).map((tile) => tile.site)).toEqual(["can-tho", null, null, null, null, null]);
    page.signal({ type: "slot_changed", session: "r", slot: "gallery-2", site: "can-tho", source: "camera" });
    expect(tiles(page.state, 2).map((tile) => tile.site)).toEqual([null, "can-tho"]);
    page.signal({ type: "slot_changed", session: "r", slot: "main", site: "can-tho", source: "camera" });
    expect(tiles(page.state, 2).map((tile) => tile.site)).toEqual(["ha-noi", null]);
  });

  it("keep a lost site's name in its tile", () => {
    const page = live();
    page.signal({ type: "slot_changed", session: "r", slot: "gallery-1", site: "can-tho", source: "camera" });
    page.siteIs("can-tho", kGone);
    expect(tiles(page.state, 1)[0]).toMatchObject({ site: "can-tho", kind: "gone" });
  });

  it("show content only while it is there", () => {
    const page = live();
    expect(pictureIn(page.state, "content")).toMatchObject({ site: "ha-noi", kind: "picture" });
    page.siteIs("ha-noi", { screen: false }).change({ scene: { ...page.conference.scene, content: null } });
    expect(pictureIn(page.state, "content").kind).toBe("empty");
  });

  it("are empty before anything is known", () => {
    const { state } = new Harness();
    expect(pictureIn(state, "main").kind).toBe("empty");
    expect(tiles(state, 2).map((tile) => tile.kind)).toEqual(["empty", "empty"]);
  });
});

describe("the list of sites", () => {
  it("lets the chair give the floor to whoever is there and has it not", () => {
    const { rows } = siteList(live().state, "");
    expect(rows.map((row) => [row.id, row.canGive, row.onAir, row.floor])).toEqual([
      ["ha-noi", true, false, false],
      ["binh-phuoc", false, true, true],
      ["can-tho", true, false, false],
    ]);
  });

  it("lets nobody give anything outside the session", () => {
    for (const phase of ["planned", "concluded"] as const) {
      expect(siteList(with_(live().state, { phase }), "").rows.some((row) => row.canGive)).toBe(false);
    }
  });

  it("calls a site lost only where it is missed", () => {
    const page = live().siteIs("binh-phuoc", kGone);
    page.siteIs("can-tho", kGone);
    expect(siteList(page.state, "").rows.map((row) => row.presence)).toEqual(["present", "lost", "absent"]);
  });

  it("is found without marks, beginnings first", () => {
    const { state } = live();
    expect(siteList(state, "tho").rows.map((row) => row.name)).toEqual(["Cần Thơ"]);
    expect(siteList(state, "can").rows.map((row) => row.id)).toEqual(["can-tho"]);
    expect(siteList(state, "xyz").rows).toEqual([]);
  });

  it("stays short with a thousand sites", () => {
    const { state } = live();
    const sites = Array.from({ length: 1000 }, (_, index) => site(`s${index}`, `Xã ${index}`));
    const list = siteList(with_(state, { sites }), "");
    expect(list).toMatchObject({ hidden: 850, present: 1000, all: 1000 });
    expect(list.rows).toHaveLength(150);
  });
});

it.each([
  [undefined, 0],
  [127, 0],
  [60, 0],
  [30, 0.5],
  [0, 1],
])("a level of %s is %s of the bar", (level, fraction) => {
  expect(levelFraction(level)).toBe(fraction);
});

it("knows the turn's planned time where the programme has it", () => {
  const { conference } = live();
  const { turn } = conference;
  if (!turn) throw new Error("the fixture has a turn");
  expect(turnView(conference)).toMatchObject({ number: 1, plannedMs: null });
  expect(turnView({ ...conference, turn: { ...turn, allotted: 90_000 } })?.plannedMs).toBe(90_000);
  expect(turnView({ ...conference, turn: { ...turn, number: 2, site: "ha-noi" } })?.plannedMs).toBe(600_000);
  expect(turnView({ ...conference, turn: null })).toBeNull();
});

describe("a notice", () => {
  it("says done only when the server has accepted", () => {
    const page = live().send({ type: "command", command: { type: "give_floor", site: "can-tho" } });
    expect(notice(page.state, t)).toBeNull();
    page.send({ type: "command_done", id: 1 });
    const done = { kind: "done", press: 2, text: "Đã mời Cần Thơ" };
    expect(notice(page.state, t)).toEqual({ ...done, canUndo: false });
    page.frame({ ...snapshot("snapshot_chair"), seq: 100 });
    const undo = { act: 16, what: "give_floor", until: 5_000 };
    const offered = { ...page.state, desk: page.state.desk && { ...page.state.desk, undo } };
    expect(notice(offered, t)).toEqual({ ...done, canUndo: true });
  });

  it.each([
    ["site_not_present", t.refusal.codes.site_not_present],
    ["teapot", t.refusal.other("teapot")],
  ])("explains %s", (code, text) => {
    const page = live().send({ type: "command", command: { type: "take_back_floor" } });
    page.send({ type: "command_refused", id: 1, problem: { status: 409, code, title: "", detail: "" } });
    expect(notice(page.state, t)).toEqual({ kind: "refusal", title: t.refusal.title, text });
  });
});

it("says how the line is, and what a console's head shows", () => {
  const page = live();
  expect(lineView(page.state, t).kind).toBe("good");
  expect(headView(page.state)).toBe("running");
  page.send({ type: "media_disconnected", side: "receive" });
  expect(lineView(page.state, t).kind).toBe("weak");
  page.send({ type: "media_failed", side: "publish", problem: problem("unreachable") });
  page.send({ type: "socket_closed" });
  expect(headView(page.state)).toBe("lost");
  expect(headView(new Harness().state)).toBe("connecting");
});
