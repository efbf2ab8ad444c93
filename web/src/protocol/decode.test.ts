import { describe, expect, it } from "vitest";
import { decodeConference, decodeFrame, decodeProblem, readMe } from "./decode";
import { fixture, fixtures } from "./fixtures";
import { Reader } from "./read";

const frames = [...fixtures("event_"), ...fixtures("signal_"), ...fixtures("snapshot")];

describe("frames that the server writes", () => {
  it("are all there", () => {
    expect(fixtures("event_")).not.toHaveLength(0);
    expect(fixtures("signal_")).toHaveLength(5);
  });

  it.each(frames)("%s is read and known", (name) => {
    const frame = decodeFrame(fixture(name));
    expect(frame).toMatchObject({ ok: true });
    if (!frame.ok) return;
    expect(frame.value.type).toBe(name.split("_")[0]);
    if (frame.value.type === "signal") expect(frame.value.signal.type).toBe(name.slice("signal_".length));
  });

  it.each(frames)("%s cut short at any place is malformed", (name) => {
    const text = fixture(name).trim();
    for (let length = 0; length < text.length; length++) {
      expect(decodeFrame(text.slice(0, length)), String(length)).toMatchObject({ ok: false });
    }
  });

  it.each(frames)("%s with any field of another type is malformed or still a frame, never an exception", (name) => {
    for (const wrong of [null, 7, -1, 1.5, "x", true, [], {}]) {
      for (const text of mutations(JSON.parse(fixture(name)), wrong)) expect(() => decodeFrame(text)).not.toThrow();
    }
  });

  it("say where they are wrong", () => {
    const text = fixture("snapshot").replace('"name":"Cần Thơ"', '"name":7');
    expect(decodeFrame(text)).toEqual({ ok: false, error: "$.state.sites[2].name: expected a string" });
  });
});

it("reads the snapshot's values", () => {
  const frame = decodeFrame(fixture("snapshot"));
  expect(frame).toMatchObject({
    ok: true,
    value: {
      you: { role: "site", site: "binh-phuoc" },
      state: {
        mainSite: "ha-noi",
        phase: "in_session",
        turn: { number: 1, site: "binh-phuoc", since: Date.UTC(2021, 9, 28, 1) },
        scene: { main: "binh-phuoc", content: "ha-noi" },
        programme: [{ site: "ha-noi" }, { site: null, minutes: 30 }],
      },
      desk: null,
      own: { papers: [{ id: "paper-1" }], retest: false },
    },
  });
});

it.each([
  ["signal", '{"type":"signal","signal":{"type":"weather"}}', "weather"],
  ["frame", '{"type":"hello"}', "hello"],
])("a %s of a newer server is passed over", (_what, text, what) => {
  expect(decodeFrame(text)).toEqual({ ok: true, value: { type: "unknown", what } });
});

it("takes of an event of a newer server what it changed, as far as it knows it", () => {
  const text = '{"type":"event","seq":9,"at":"x","event":{"type":"sung"},"changed":{"choir":[1],"heard":["a"]}}';
  expect(decodeFrame(text)).toMatchObject({
    ok: true,
    value: { type: "event", seq: 9, changed: { heard: { kind: "whole", value: ["a"] } } },
  });
});

it("reads a state, and who we are", () => {
  expect(decodeConference(JSON.parse(fixture("state")))).toMatchObject({ ok: true, value: { id: "hoi-thao" } });
  expect(readMe(new Reader({ conference: "c", role: "hall", link: "l" }))).toEqual({
    conference: "c",
    role: "hall",
    site: null,
    link: "l",
  });
  expect(() => readMe(new Reader({ conference: "c", role: "king", link: "l" }))).toThrow("$.role");
});

describe("problems", () => {
  it.each([
    ["ours", { code: "stale", title: "T", detail: "D" }, { status: 409, code: "stale", title: "T", detail: "D" }],
    ["without texts", { code: "stale" }, { status: 409, code: "stale", title: "", detail: "" }],
    ["of a proxy", "<html>", { status: 409, code: "http_409", title: "", detail: "" }],
    ["empty", null, { status: 409, code: "http_409", title: "", detail: "" }],
  ])("%s", (_name, body, expected) => {
    expect(decodeProblem(409, body)).toEqual(expected);
  });
});

/** The JSON text with one value after another replaced. */
function mutations(json: unknown, wrong: unknown): string[] {
  const texts: string[] = [];
  const walk = (node: unknown) => {
    if (typeof node !== "object" || node === null) return;
    const record = node as Record<string, unknown>;
    for (const [key, value] of Object.entries(record)) {
      record[key] = wrong;
      texts.push(JSON.stringify(json));
      record[key] = value;
      walk(value);
    }
  };
  walk(json);
  return texts;
}
