import { describe, expect, it } from "vitest";
import type { Desk } from "../protocol/model";
import type { Motion } from "../protocol/parts/motions";
import { Harness } from "../session/harness";
import { kVoteDraft, motionViews, openMotionView, voteCommand, type VoteDraft } from "./motion";

const motion: Motion = {
  ...{ number: 1, title: "Thông qua", text: "", method: "open", electors: "site", rule: "majority" },
  ...{
    quorumPercent: 50,
    phase: "open",
    openedAt: 0,
    closedAt: null,
    eligible: 4,
    cast: 3,
    tally: null,
    outcome: null,
  },
  ballots: [],
};
const tally = { yes: 30, no: 10, abstain: 0 };
const desk = {
  ballots: [
    { id: "a", choice: "yes" },
    { id: "b", choice: "abstain" },
    { id: "c", choice: "yes" },
  ],
} as unknown as Desk;
const conference = (...motions: Motion[]) => ({ ...new Harness().joined().conference, motions });

describe("a motion", () => {
  it.each<[string, Partial<Motion>, Desk | null, unknown]>([
    ["that is open has the ballots so far", {}, desk, { yes: 2, no: 0, abstain: 1 }],
    ["that is secret has none before it is closed", { method: "secret" }, desk, null],
    ["has none for who is not at the desk", {}, null, null],
    ["that is closed has its tally", { phase: "closed", tally, outcome: "passed" }, desk, tally],
    ["that is void has none", { phase: "closed", method: "secret", outcome: "voided" }, desk, null],
  ])("%s", (_name, change, at, counts) => {
    expect(motionViews(conference({ ...motion, ...change }), at)[0]).toMatchObject({ counts });
  });

  it("shows how many have voted", () => {
    expect(openMotionView(conference(motion), null)?.turnout).toBe(0.75);
    expect(openMotionView(conference({ ...motion, eligible: 0, cast: 0 }), null)?.turnout).toBe(0);
    expect(openMotionView(conference({ ...motion, phase: "closed" }), null)).toBeNull();
  });

  it("comes before the earlier ones", () => {
    const all = motionViews(conference({ ...motion, phase: "closed" }, { ...motion, number: 2 }), null);
    expect(all.map((each) => each.number)).toEqual([2, 1]);
  });
});

describe("opening a vote", () => {
  it.each<[string, Partial<VoteDraft>, unknown]>([
    ["wants a title", { title: "  " }, ["title"]],
    ["wants a percentage", { title: "A", quorumPercent: 101 }, ["quorum"]],
    ["wants a whole one", { title: "A", quorumPercent: 0.5 }, ["quorum"]],
    ["says all that is wrong", { quorumPercent: null }, ["title", "quorum"]],
  ])("%s", (_name, change, faults) => {
    expect(voteCommand({ ...kVoteDraft, ...change })).toEqual(faults);
  });

  it("sends what was filled in, without the spaces around it", () => {
    expect(voteCommand({ ...kVoteDraft, title: " Thông qua ", method: "secret", quorumPercent: 0 })).toEqual({
      ...{ type: "open_vote", title: "Thông qua", text: "", method: "secret" },
      ...{ electors: "site", rule: "majority", quorum_percent: 0 },
    });
  });
});
