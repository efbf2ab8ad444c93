import type { Scope } from "../base/scope";
import type { Problem } from "../protocol/model";
import type { Connection } from "./connection";
import type { Door } from "./door";
import { sampleOf, type LoopSample, type Stat } from "./loopStats";
import { Publisher, type Tracks } from "./publisher";
import { openReceiver, type Stream } from "./receiver";

export interface LoopHandlers {
  /** Media goes both ways from now on. */
  connected(): void;
  sample(sample: LoopSample): void;
  /** Our own picture, as it came back. */
  picture(stream: Stream): void;
  failed(problem: Problem): void;
}

/**
 * A site must be able to receive a stage with tiles (2.5 Mbit/s), and a calm room in 720p needs some 800 kbit/s: so that
 * the line is filled and not the picture measured, it comes back four times.
 */
const kReceivers = 4;
/** ms */
const kSampleInterval = 500;
/** The height at which the picture comes back: the largest layer. */
const kHeight = 720;

/** Sends our own picture and sound to the server and takes them back, for as long as the scope lives. */
export function openLoop(
  door: Door,
  scope: Scope,
  conference: string,
  tracks: Tracks,
  now: () => number,
  handlers: LoopHandlers,
): void {
  const receivers: Connection[] = [];
  const failed = (problem: Problem) => {
    if (!scope.ended) handlers.failed(problem);
  };
  const publisher = new Publisher(door, scope, conference, "test", tracks, {
    opened: () => undefined,
    connected: () => {
      if (receivers.length > 0) return;
      for (let index = 0; index < kReceivers; index++) receivers.push(receive(index === 0));
    },
    disconnected: () => undefined,
    failed,
  });

  function receive(first: boolean): Connection {
    const connection = openReceiver(door, scope, conference, "loop", {
      opened: () => void connection.putSizes({ main: kHeight }),
      connected: () => {
        if (first) handlers.connected();
      },
      disconnected: () => undefined,
      // The others only add load: a server that allows fewer is no fault of the line.
      failed: first ? failed : () => undefined,
      slot: (slot, stream) => {
        if (first && slot === "main") handlers.picture(stream);
      },
    });
    return connection;
  }

  const timer = setInterval(() => {
    if (receivers.length === 0) return;
    void Promise.all([publisher.connection, ...receivers].map((connection) => reportOf(connection))).then(
      ([sent = [], ...received]) => {
        if (!scope.ended) handlers.sample(sampleOf(now(), sent, received));
      },
    );
  }, kSampleInterval);
  scope.onEnd(() => clearInterval(timer));
}

async function reportOf(connection: Connection): Promise<readonly Stat[]> {
  try {
    const report = await connection.peer.getStats();
    const stats: Stat[] = [];
    report.forEach((stat) => stats.push(stat as Stat));
    return stats;
  } catch {
    return [];
  }
}
