import { describe, expect, it } from "vitest";
import { dictionaries } from "../i18n";
import type { LineTest } from "../protocol/parts/lineTests";
import { Harness } from "../session/harness";
import { kLineTest, type LineTestState } from "../session/lineTest";
import type { SessionState } from "../session/state";
import { lineTestView } from "./lineTest";

const t = dictionaries.vi;

function result(change: Partial<LineTest> = {}): LineTest {
  return {
    number: 5,
    site: "binh-phuoc",
    at: 0,
    by: "",
    verdict: "passed",
    faults: [],
    upKbps: 2_100,
    downKbps: 4_200,
    lossPercent: 0,
    rttMs: 40,
    jitterMs: 8,
    path: "udp",
    camera: true,
    microphone: true,
    speaker: true,
    note: "",
    signedBy: "",
    ...change,
  };
}

function known(lineTest: LineTest | null): SessionState {
  const { state } = new Harness().joined();
  return { ...state, own: state.own && { ...state.own, lineTest } };
}

const at = (change: Partial<LineTestState>, lineTest: LineTest | null = null, now = 0) =>
  lineTestView({ ...kLineTest, ...change }, known(lineTest), now, t);
const states = (view: ReturnType<typeof at>) => view.steps.map(({ state }) => state);

describe("the steps of a line test", () => {
  it.each<[string, ReturnType<typeof at>, string[]]>([
    ["at the beginning", at({}), ["now", "todo", "todo", "todo", "todo", "todo", "todo"]],
    [
      "with a camera that does not work",
      at({ step: "speaker", works: { camera: false, microphone: true, speaker: null } }),
      ["trouble", "done", "now", "todo", "todo", "todo", "todo"],
    ],
    [
      "where nothing came through",
      at({ step: "verdict", loop: { kind: "failed", code: "no_media" } }),
      ["done", "done", "done", "trouble", "now", "todo", "todo"],
    ],
    [
      "with a weak line",
      at({ step: "consent", judged: 5 }, result({ verdict: "weak" })),
      ["done", "done", "done", "done", "trouble", "now", "todo"],
    ],
    [
      "signed",
      at({ step: "sign", judged: 5 }, result({ signedBy: "Lan" })),
      ["done", "done", "done", "done", "done", "done", "done"],
    ],
  ])("%s", (_name, view, expected) => {
    expect(states(view)).toEqual(expected);
  });

  it.each([
    ["idle", { kind: "idle" }, 9_000, null],
    ["connecting", { kind: "connecting", since: 0 }, 9_000, 0],
    ["half way", { kind: "measuring", since: 1_500, samples: [] }, 9_000, 0.5],
    ["past its end", { kind: "measuring", since: 0, samples: [] }, 90_000, 1],
  ] as const)("show how far the loop is: %s", (_name, loop, now, progress) => {
    expect(at({ step: "loop", loop }, null, now).progress).toBe(progress);
  });

  it("show no verdict of an older test", () => {
    expect(at({ step: "verdict" }, result()).verdict).toBeNull();
    expect(at({ step: "verdict", judged: 6 }, result()).verdict).toBeNull();
    expect(at({ step: "verdict", judged: 5 }, result()).verdict?.word).toBe("ĐẠT");
  });

  it("say what to do for each fault that is known", () => {
    const view = at({ step: "verdict", judged: 5 }, result({ verdict: "failed", faults: ["up", "comet", "speaker"] }));
    expect(view.verdict?.remedies).toEqual([t.lineTest.remedy.up, t.lineTest.remedy.speaker]);
  });

  it.each([
    ["udp", t.lineTest.path.udp],
    ["", t.lineTest.path.none],
    ["toString", t.lineTest.path.none],
  ])("name the path %j", (path, word) => {
    const view = at({ step: "verdict", judged: 5 }, result({ path }));
    expect(view.verdict?.figures.at(-1)?.value).toBe(word);
  });

  it("are over once it is signed", () => {
    expect(at({ step: "sign", judged: 5 }, result()).over).toBe(false);
    expect(at({ step: "sign", judged: 5 }, result({ signedBy: "Lan" })).over).toBe(true);
  });
});
