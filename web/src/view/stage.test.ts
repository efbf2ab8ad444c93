import { describe, expect, it } from "vitest";
import type { Conference, Scene } from "../protocol/model";
import { Harness } from "../session/harness";
import type { SessionState } from "../session/state";
import { stageView } from "./stage";

const live = new Harness().joined().live("receive", "r").state;
const strap = { title: "Nguyễn Thị Minh", subtitle: "Bí thư" };
const showing = { paper: "paper-1", page: 4, pages: 12, site: "binh-phuoc" };

/** Seen from Cần Thơ, where nothing else is said, with no paper shown; the scene shows Bình Phước. */
function seen(change: Partial<Conference>, scene: Partial<Scene> = {}, site: string | null = "can-tho"): SessionState {
  const conference = live.conference;
  if (!conference) throw new Error("no conference");
  const sites = conference.sites.map((each) => ({ ...each, present: true, camera: true }));
  const main: Partial<Scene> = { main: "binh-phuoc", content: null, ...scene };
  const scened = { ...conference, sites, scene: { ...conference.scene, ...main }, showing: null, ...change };
  return { ...live, site, conference: scened };
}

describe("the stage", () => {
  it.each<[string, SessionState, string]>([
    ["a speaker", seen({}), "one"],
    ["a rotation", seen({}, { kind: "rotation" }), "one"],
    ["two", seen({}, { kind: "hall_speaker", second: "ha-noi" }), "two"],
    ["two, of whom one is oneself", seen({}, { kind: "hall_speaker", second: "can-tho" }), "one"],
    ["two, where the other is not chosen yet", seen({}, { kind: "hall_speaker" }), "one"],
    ["a grid", seen({}, { kind: "grid" }), "grid"],
    ["a paper", seen({ showing }), "shared"],
    ["a paper beside two", seen({ showing }, { kind: "hall_speaker", second: "ha-noi" }), "shared"],
    ["a paper after the end", seen({ showing, phase: "concluded" }), "one"],
  ])("with %s", (_name, state, layout) => {
    expect(stageView(state, 6).layout).toBe(layout);
  });

  it("is one picture in a grid where the page has no other slots", () => {
    expect(stageView(seen({}, { kind: "grid" }), 0)).toMatchObject({ layout: "one", tiles: [] });
  });

  it("has main first in a grid, and nobody twice", () => {
    const sites = stageView(seen({}, { kind: "grid" }), 6).tiles.map((tile) => tile.site);
    expect(sites[0]).toBe("binh-phuoc");
    expect(new Set(sites).size).toBe(sites.length);
    expect(sites).not.toContain("can-tho");
  });

  it("shows the page that is shown, also to one who comes late", () => {
    expect(stageView(seen({ showing }), 6).paper).toEqual({ id: "paper-1", page: 4, title: "Tham luận" });
  });

  it.each([
    ["picture", "one"],
    ["content", "one"],
    ["all", "shared"],
  ] as const)("of the screen %s has the layout %s", (screen, layout) => {
    expect(stageView(seen({ showing }), 4, screen).layout).toBe(layout);
  });

  it("names with the strap whoever the scene shows, and nobody else", () => {
    expect(stageView(seen({ strap }), 6).strap).toEqual(strap);
    // Bình Phước itself sees the main site.
    expect(stageView(seen({ strap }, {}, "binh-phuoc"), 6).strap).toBeNull();
  });

  it("has the other of two in main for each of them", () => {
    const two = { kind: "hall_speaker", second: "ha-noi" } as const;
    expect(stageView(seen({}, two, "binh-phuoc"), 6)).toMatchObject({ main: { site: "ha-noi" }, second: null });
    expect(stageView(seen({}, two, "ha-noi"), 6)).toMatchObject({ main: { site: "binh-phuoc" }, second: null });
  });

  it("is covered by the slate until the conference is over", () => {
    expect(stageView(seen({ slate: { text: "Giải lao" } }), 6).slate).toBe("Giải lao");
    expect(stageView(seen({ slate: { text: "Giải lao" }, phase: "concluded" }), 6).slate).toBeNull();
  });
});
