import { describe, expect, it } from "vitest";
import { sampleOf, type Stat } from "./loopStats";

const pair = (change: Partial<Stat> = {}): Stat => ({
  id: "p1",
  type: "candidate-pair",
  selected: true,
  localCandidateId: "c1",
  bytesSent: 1_000,
  bytesReceived: 5_000,
  ...change,
});
const candidate = (change: Partial<Stat> = {}): Stat => ({
  id: "c1",
  type: "local-candidate",
  candidateType: "host",
  protocol: "udp",
  ...change,
});
const inbound = (change: Partial<Stat> = {}): Stat => ({
  type: "inbound-rtp",
  packetsReceived: 90,
  packetsLost: 10,
  jitter: 0.012,
  ...change,
});

const kTried = { selected: false, localCandidateId: "c2" };
const kUnmarked: Partial<Stat> = { selected: undefined };
const kTransport: Stat = { type: "transport", selectedCandidatePairId: "p1" };

describe("a moment of the loop", () => {
  it("adds up what all receivers got, and takes the worst jitter", () => {
    const receivers = [
      [pair(), inbound()],
      [pair(), inbound({ jitter: 0.03 }), inbound()],
    ];
    expect(sampleOf(7, [pair(), candidate()], receivers)).toMatchObject({
      at: 7,
      sentBytes: 1_000,
      receivedBytes: 10_000,
      receivedPackets: 270,
      lostPackets: 30,
      jitterMs: 30,
    });
  });

  it("knows what the server missed, and what the browser believes of the line", () => {
    const publisher = [
      pair({ currentRoundTripTime: 0.045, availableOutgoingBitrate: 2_400_000 }),
      { type: "remote-inbound-rtp", fractionLost: 0.02 },
      { type: "remote-inbound-rtp", fractionLost: 0.05 },
    ];
    expect(sampleOf(0, publisher, [])).toMatchObject({ rttMs: 45, upEstimateKbps: 2_400, upLoss: 0.05 });
  });

  it.each<[string, Stat[], string]>([
    ["UDP", [pair(), candidate()], "udp"],
    ["TCP", [pair(), candidate({ protocol: "tcp" })], "tcp"],
    ["a relay", [pair(), candidate({ candidateType: "relay" })], "relay"],
    [
      "the pair that the transport names",
      [pair({ id: "p0", ...kTried }), pair(kUnmarked), kTransport, candidate()],
      "udp",
    ],
    ["the pair that is marked", [pair({ id: "p0", ...kTried }), pair(), candidate()], "udp"],
    ["nothing", [], ""],
    ["a pair whose candidate is not told", [pair()], ""],
  ])("went by %s", (_name, publisher, path) => {
    expect(sampleOf(0, publisher, []).path).toBe(path);
  });

  it("is made of what there is", () => {
    expect(sampleOf(0, [], [[], [inbound({ packetsLost: -3 })]])).toMatchObject({
      sentBytes: 0,
      receivedBytes: 0,
      lostPackets: 0,
      rttMs: null,
      upEstimateKbps: null,
    });
  });
});
