import { describe, expect, it } from "vitest";
import { Harness, snapshot } from "../session/harness";
import { chosenBy, monitors, walked } from "./monitors";

const scene = { kind: "speaker", second: null, content: null } as const;

function director(): Harness {
  const page = new Harness();
  page.send({ type: "start", page: "director" });
  page.send({ type: "identified", conference: "hoi-thao", role: "director", site: null, link: "l-director" });
  page.send({ type: "socket_opened" }).frame(snapshot("snapshot_chair"));
  return page.live("receive", "r");
}

const idsOf = (page: Harness) => monitors(page.state).map(({ picture }) => picture.site);

describe("the multiview", () => {
  it("shows every site that is there, the one on air included", () => {
    const page = director();
    const there = page.conference.sites.filter((site) => site.present && site.camera).map((site) => site.id);
    expect(there.length).toBeGreaterThan(1);
    expect(idsOf(page)).toEqual(there);
  });

  it("keeps the tile of each site while others come and go", () => {
    const page = director();
    page.signal({ type: "slot_changed", session: "r", slot: "gallery-3", site: "can-tho", source: "camera" });
    page.siteIs("can-tho", { present: true, camera: true });
    expect(monitors(page.state).find(({ picture }) => picture.site === "can-tho")?.number).toBe(3);
  });

  it.each([
    ["on air", "on-air", { scene: { ...scene, main: "binh-phuoc" }, cue: { site: "binh-phuoc", since: 0 } }],
    ["beside the one on air", "on-air", { scene: { ...scene, main: "ha-noi", second: "binh-phuoc" }, cue: null }],
    ["cued", "cue", { scene: { ...scene, main: "ha-noi" }, cue: { site: "binh-phuoc", since: 0 } }],
    ["neither", "none", { scene: { ...scene, main: "ha-noi" }, cue: null }],
    ["on air when all is over", "none", { scene: { ...scene, main: "binh-phuoc" }, cue: null, phase: "concluded" }],
  ] as const)("marks a site that is %s: %s", (_, mark, parts) => {
    const page = director().change(parts);
    const found = monitors(page.state).find(({ picture }) => picture.site === "binh-phuoc");
    expect(found?.mark).toBe(mark);
  });
});

describe("choosing", () => {
  it("takes the number that was typed, and nothing for one that is not there", () => {
    const all = monitors(director().state);
    expect(chosenBy("1", all)?.number).toBe(1);
    expect(chosenBy("25", all)).toBeUndefined();
    expect(chosenBy("", all)).toBeUndefined();
  });

  it("walks from what is in preview, and stops at the ends", () => {
    const page = director();
    page.deskChange({ preview: { kind: "speaker", main: "ha-noi", second: null } });
    const all = monitors(page.state);
    const at = all.findIndex(({ inPreview }) => inPreview);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(walked(all, 1)).toBe(all[Math.min(at + 1, all.length - 1)]);
    expect(walked(all, -99)).toBe(all[0]);
    expect(walked(all, 99)).toBe(all.at(-1));
    expect(walked(monitors(director().state), 1)?.number).toBe(1);
  });
});
