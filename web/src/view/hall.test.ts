import { describe, expect, it } from "vitest";
import { Harness } from "../session/harness";
import type { SessionState } from "../session/state";
import { hallOptions, hallView, kResultShown } from "./hall";

const kEnd = 1_000_000;

function voted(phase: "open" | "closed"): SessionState {
  const { state } = new Harness().joined();
  if (!state.conference) throw new Error("no conference");
  const motion = {
    number: 1,
    title: "Nghị quyết",
    text: "",
    method: "open" as const,
    electors: "site" as const,
    rule: "majority" as const,
    quorumPercent: 50,
    phase,
    openedAt: 0,
    closedAt: phase === "closed" ? kEnd : null,
    eligible: 5,
    cast: 3,
    tally: null,
    outcome: null,
    ballots: [],
  };
  return { ...state, conference: { ...state.conference, motions: [motion] } };
}

describe("a hall's page", () => {
  it.each([
    ["", { screen: "all", info: false }],
    ["?screen=content", { screen: "content", info: false }],
    ["?screen=picture&info=on", { screen: "picture", info: true }],
    ["?screen=moon", { screen: "all", info: false }],
  ])("opened with %j", (search, options) => {
    expect(hallOptions(search)).toEqual(options);
  });

  it.each([
    ["open", "open", kEnd * 10, true],
    ["just closed", "closed", kEnd, true],
    ["closed and read out", "closed", kEnd + kResultShown - 1, true],
    ["closed long ago", "closed", kEnd + kResultShown, false],
  ] as const)("shows a vote that is %s", (_name, phase, now, shown) => {
    expect(hallView(voted(phase), now).motion !== null).toBe(shown);
  });

  it.each([
    ["before the roll is called", "planned", null, null],
    ["from the roll call on", "planned", kEnd, 2],
    ["once the conference is open", "in_session", kEnd, null],
  ] as const)("says who is there %s", (_name, phase, calledAt, there) => {
    const before = new Harness().joined();
    const roll = { calledAt, quorumPercent: 50, sitesPresent: 2, sitesAll: 4, people: 90, met: true };
    const { state } = before.change({ phase, roll });
    expect(hallView(state, 0).quorum?.there ?? null).toBe(there);
  });

  it("shows nothing of what is over", () => {
    const { state } = new Harness().joined().change({ phase: "concluded" });
    expect(hallView(state, 0)).toEqual({ turn: null, speaker: "", item: null, quorum: null, motion: null });
  });
});
