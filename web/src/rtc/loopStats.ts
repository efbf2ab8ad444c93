/** What the browser knows of a measured loop at one moment: counters since its beginning. */
export interface LoopSample {
  /** ms, of the clock that the test runs by. */
  readonly at: number;
  readonly sentBytes: number;
  /** Of all receivers together, as are the packets. */
  readonly receivedBytes: number;
  readonly receivedPackets: number;
  readonly lostPackets: number;
  /** What the browser believes that the line carries upwards; null where it does not say. */
  readonly upEstimateKbps: number | null;
  /** The part of what we sent that the server missed lately, 0 to 1. */
  readonly upLoss: number;
  readonly rttMs: number | null;
  readonly jitterMs: number;
  readonly path: LoopPath;
}

export type LoopPath = "udp" | "tcp" | "relay" | "";

/** The fields of RTCStats that are read (W3C webrtc-stats); browsers leave out what they do not know. */
export interface Stat {
  readonly id?: string;
  readonly type: string;
  readonly kind?: string;
  readonly selectedCandidatePairId?: string;
  readonly selected?: boolean;
  readonly localCandidateId?: string;
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly relayProtocol?: string;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly fractionLost?: number;
  readonly jitter?: number;
  readonly currentRoundTripTime?: number;
  readonly availableOutgoingBitrate?: number;
}

/** One moment of a loop from the reports of its publisher and its receivers. */
export function sampleOf(at: number, publisher: readonly Stat[], receivers: readonly (readonly Stat[])[]): LoopSample {
  const pair = activePair(publisher);
  const inbound = receivers.flatMap((report) => report.filter(({ type }) => type === "inbound-rtp"));
  const missed = publisher.filter(({ type }) => type === "remote-inbound-rtp").map((each) => each.fractionLost ?? 0);
  const rtt = pair?.currentRoundTripTime;
  const estimate = pair?.availableOutgoingBitrate;
  return {
    at,
    sentBytes: pair?.bytesSent ?? 0,
    receivedBytes: sum(receivers.map((report) => activePair(report)?.bytesReceived)),
    receivedPackets: sum(inbound.map((each) => each.packetsReceived)),
    // A duplicate counts as less than lost (RFC 3550, 6.4.1).
    lostPackets: Math.max(0, sum(inbound.map((each) => each.packetsLost))),
    upEstimateKbps: estimate === undefined ? null : estimate / 1000,
    upLoss: Math.max(0, ...missed),
    rttMs: rtt === undefined ? null : rtt * 1000,
    jitterMs: 1000 * Math.max(0, ...inbound.map((each) => each.jitter ?? 0)),
    path: pathOf(publisher, pair),
  };
}

/** The pair of candidates that carries media: the transport names it; Firefox marks the pair itself. */
function activePair(report: readonly Stat[]): Stat | undefined {
  const pairs = report.filter(({ type }) => type === "candidate-pair");
  const selected = report.find(({ type }) => type === "transport")?.selectedCandidatePairId;
  return pairs.find(({ id }) => id !== undefined && id === selected) ?? pairs.find((pair) => pair.selected);
}

function pathOf(report: readonly Stat[], pair: Stat | undefined): LoopPath {
  const local = report.find(({ id, type }) => type === "local-candidate" && id === pair?.localCandidateId);
  if (!local) return "";
  if (local.candidateType === "relay") return "relay";
  return local.protocol === "tcp" ? "tcp" : "udp";
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
