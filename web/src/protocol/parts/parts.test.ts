import { describe, expect, it } from "vitest";
import { decodeConference } from "../decode";
import { fixture } from "../fixtures";
import { usedOf, type Turn } from "./floor";

const with_ = (parts: object) => decodeConference({ ...(JSON.parse(fixture("state")) as object), ...parts });
const kAt = "2021-10-28T01:00:00.000Z";
const kMs = Date.parse(kAt);

describe("parts of the state", () => {
  it.each<[string, object, object]>([
    ["the item under way", { item: { id: "i1", since: kAt } }, { item: { id: "i1", since: kMs } }],
    [
      "a turn with its clock",
      { turn: { number: 2, site: "a", since: kAt, allotted_s: 600, used_ms: 4_000, running_since: null } },
      { turn: { allotted: 600_000, used: 4_000, runningSince: null } },
    ],
    [
      "who is next",
      { next: { site: "a", request: 3, present: false } },
      { next: { site: "a", item: null, request: 3, present: false } },
    ],
    [
      "a scene of two",
      { scene: { kind: "speaker_content", main: "a", second: "b", content: null } },
      { scene: { kind: "speaker_content", second: "b" } },
    ],
    ["a strap", { strap: { title: "T", subtitle: "S" } }, { strap: { title: "T", subtitle: "S" } }],
    ["a cue", { cue: { site: "a", since: kAt } }, { cue: { site: "a", since: kMs } }],
    [
      "a paper and its page",
      {
        papers: [{ id: "p", title: "T", site: null, item: "i", pages: 4 }],
        showing: { paper: "p", page: 2, pages: 4, site: null },
      },
      { papers: [{ id: "p", item: "i" }], showing: { page: 2, site: null } },
    ],
    [
      "the roll",
      { roll: { called_at: kAt, quorum_percent: 50, sites_present: 2, sites_all: 3, people: 40, met: true } },
      { roll: { calledAt: kMs, quorumPercent: 50, people: 40, met: true } },
    ],
    [
      "a motion",
      {
        motions: [
          {
            number: 1,
            title: "T",
            method: "open",
            phase: "closed",
            opened_at: kAt,
            closed_at: kAt,
            tally: { yes: 2, no: 1, abstain: 0 },
            outcome: "passed",
            ballots: [{ voter: "a", choice: "yes" }],
          },
        ],
      },
      { motions: [{ tally: { yes: 2, no: 1, abstain: 0 }, outcome: "passed", ballots: [{ choice: "yes" }] }] },
    ],
    [
      "a question",
      { questions: [{ number: 1, site: "a", text: "?", at: kAt, answer: "!" }] },
      { questions: [{ at: kMs, answer: "!" }] },
    ],
    [
      "a paused rehearsal of a training",
      { phase: "paused", mode: "dao_tao", rehearsal: true },
      { phase: "paused", mode: "dao_tao", rehearsal: true },
    ],
  ])("%s", (_name, parts, expected) => {
    expect(with_(parts)).toMatchObject({ ok: true, value: expected });
  });

  it("have defaults where the server does not say them yet", () => {
    expect(with_({ rehearsal: undefined, starts_at: undefined, next: undefined, queue: undefined })).toMatchObject({
      ok: true,
      value: {
        rehearsal: false,
        startsAt: null,
        queue: [],
        next: null,
        motions: [],
        roll: { met: false },
        scene: { kind: "speaker", second: null },
        sites: [{ unit: "", line: "untested", roll: "not_called", attending: null }, {}, {}],
      },
    });
  });

  it("that must be there are missed", () => {
    expect(with_({ main_site: undefined })).toEqual({ ok: false, error: "$.main_site: expected a string" });
  });
});

describe("a turn's clock", () => {
  const turn: Turn = {
    number: 1,
    site: "a",
    since: 0,
    topic: "",
    item: null,
    allotted: null,
    used: 4_000,
    runningSince: null,
  };
  it.each<[string, Partial<Turn>, number, number]>([
    ["stands", {}, 90_000, 4_000],
    ["runs", { runningSince: 10_000 }, 15_000, 9_000],
    ["never runs backwards", { runningSince: 10_000 }, 9_000, 4_000],
  ])("%s", (_name, change, now, used) => {
    expect(usedOf({ ...turn, ...change }, now)).toBe(used);
  });

  it("runs from the beginning where the server knows no other", () => {
    expect(with_({})).toMatchObject({ value: { turn: { used: 0, runningSince: kMs } } });
  });
});
