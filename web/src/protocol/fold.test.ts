import { describe, expect, it } from "vitest";
import { decodeConference } from "./decode";
import { fixture } from "./fixtures";
import { applyEvent } from "./fold";
import type { Conference, ConferenceEvent } from "./model";

function stateFixture(): Conference {
  const decoded = decodeConference(JSON.parse(fixture("state")));
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.value;
}

const kAt = 1_000;
const after = (...events: ConferenceEvent[]) =>
  events.reduce((state, event) => applyEvent(state, event, kAt), stateFixture());

it("derives what the server derives", () => {
  const state = stateFixture();
  expect(applyEvent(state, { type: "link_revoked", link: "l" }, kAt)).toEqual(state);
});

describe("the floor", () => {
  it("is given by a turn and a scene", () => {
    const state = after(
      { type: "turn_ended", turn: 1, site: "binh-phuoc", reason: "next_turn" },
      { type: "turn_started", turn: 2, site: "can-tho" },
      { type: "scene_taken", main: "can-tho" },
      { type: "site_muted", site: "can-tho", muted: false },
    );
    expect(state.turn).toEqual({ number: 2, site: "can-tho", since: kAt });
    expect(state.scene).toEqual({ main: "can-tho", content: "ha-noi", gallery: ["ha-noi", "binh-phuoc"] });
    expect(state.heard).toEqual(["ha-noi", "can-tho"]);
  });

  it("ends only with the turn that is running", () => {
    expect(after({ type: "turn_ended", turn: 7, site: "can-tho", reason: "taken_back" }).turn).not.toBeNull();
    const state = after({ type: "turn_ended", turn: 1, site: "binh-phuoc", reason: "taken_back" });
    expect(state.turn).toBeNull();
    expect(state.heard).toEqual(["ha-noi"]);
  });
});

describe("sites", () => {
  it("that leave are neither shown in tiles nor heard, and keep the main picture's name", () => {
    const state = after({ type: "site_left", site: "binh-phuoc", reason: "connection_lost" });
    expect(state.sites[1]).toMatchObject({ present: false, camera: false, screen: false });
    expect(state.scene.main).toBe("binh-phuoc");
    expect(state.heard).toEqual(["ha-noi"]);
  });

  it("come back", () => {
    const state = after(
      { type: "site_left", site: "ha-noi", reason: "closed" },
      { type: "site_joined", site: "ha-noi" },
      { type: "source_started", site: "ha-noi", source: "camera" },
    );
    expect(state.sites[0]).toMatchObject({ present: true, camera: true, screen: false });
    expect(state.scene.content).toBeNull();
  });

  it("are muted", () => {
    expect(after({ type: "site_muted", site: "binh-phuoc", muted: true }).heard).toEqual(["ha-noi"]);
  });

  it("are all heard in a discussion", () => {
    const state: Conference = { ...stateFixture(), mode: "thao_luan" };
    const muted: ConferenceEvent = { type: "site_muted", site: "can-tho", muted: false };
    expect(applyEvent(state, muted, kAt).heard).toEqual(["ha-noi", "binh-phuoc", "can-tho"]);
  });
});

it.each<[string, ConferenceEvent[], string | null]>([
  [
    "the main picture's own screen first",
    [{ type: "source_started", site: "binh-phuoc", source: "screen" }],
    "binh-phuoc",
  ],
  [
    "then the speaker's",
    [
      { type: "source_started", site: "binh-phuoc", source: "screen" },
      { type: "scene_taken", main: "can-tho" },
    ],
    "binh-phuoc",
  ],
  ["then the main site's", [{ type: "source_started", site: "can-tho", source: "screen" }], "ha-noi"],
  [
    "then any",
    [
      { type: "source_started", site: "can-tho", source: "screen" },
      { type: "source_stopped", site: "ha-noi", source: "screen" },
    ],
    "can-tho",
  ],
  ["or none", [{ type: "source_stopped", site: "ha-noi", source: "screen" }], null],
])("content is %s", (_name, events, expected) => {
  expect(after(...events).scene.content).toBe(expected);
});

it("opens and concludes", () => {
  expect(after({ type: "opened" }).phase).toBe("in_session");
  expect(after({ type: "concluded" })).toMatchObject({ phase: "concluded", heard: [] });
});
