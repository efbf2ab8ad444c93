import type { Scope } from "../base/scope";
import type { Problem } from "../protocol/model";
import type { Door, DoorSession } from "./door";
import { iceFragment, withRestart } from "./sdp";

export interface ConnectionHandlers {
  /** The server has answered; media may take another moment. */
  opened(session: string): void;
  connected(): void;
  /** Nothing has come for some seconds; it may come back by itself. */
  disconnected(): void;
  /** It will not come back: a new connection is needed. */
  failed(problem: Problem): void;
}

export interface ConnectionPlan {
  readonly path: string;
  /** Adds transceivers; runs before the offer is made. */
  readonly prepare: (peer: RTCPeerConnection) => void;
  readonly adjustAnswer?: (answer: string) => string;
  readonly handlers: ConnectionHandlers;
}

/**
 * One peer connection with the server, publishing or receiving. It reports and obeys; when to restart or to start anew
 * is decided by the session.
 */
export class Connection {
  readonly #peer = new RTCPeerConnection({ bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
  readonly #door: Door;
  readonly #plan: ConnectionPlan;
  readonly #scope: Scope;
  #session: DoorSession | undefined;

  constructor(door: Door, scope: Scope, plan: ConnectionPlan) {
    this.#door = door;
    this.#plan = plan;
    this.#scope = scope;
    scope.onEnd(() => {
      this.#peer.onconnectionstatechange = null;
      this.#peer.ontrack = null;
      this.#peer.close();
      if (this.#session) this.#door.close(this.#session);
    });
    this.#peer.onconnectionstatechange = () => this.#stateChanged();
    plan.prepare(this.#peer);
    void this.#open();
  }

  get peer(): RTCPeerConnection {
    return this.#peer;
  }

  /** Keeps the session and all its sections; only the path of the packets is found anew. */
  async restartIce(): Promise<void> {
    const session = this.#session;
    if (!session || this.#scope.ended) return;
    try {
      await this.#peer.setLocalDescription(await this.#peer.createOffer({ iceRestart: true }));
      const fragment = iceFragment(this.#peer.localDescription?.sdp ?? "");
      if (fragment === null) return this.#fail(local("no_fragment"));
      const answer = await this.#door.restart(session, fragment);
      if (this.#scope.ended) return;
      if (!answer.ok) return this.#fail(answer.problem);
      const sdp = withRestart(this.#peer.remoteDescription?.sdp ?? "", answer.value);
      if (sdp === null) return this.#fail(local("no_fragment"));
      await this.#peer.setRemoteDescription({ type: "answer", sdp });
    } catch (error) {
      this.#fail(local("restart_failed", error));
    }
  }

  /** Finds out whether the server still knows the session: a trickle that says nothing new changes nothing. */
  async check(): Promise<void> {
    const session = this.#session;
    const fragment = iceFragment(this.#peer.localDescription?.sdp ?? "");
    if (!session || fragment === null || this.#scope.ended) return;
    const answer = await this.#door.trickle(session, fragment);
    if (!answer.ok && answer.problem.status === 404) this.#fail(answer.problem);
  }

  /** The heights at which the slots are shown. */
  async putSizes(sizes: Readonly<Record<string, number>>): Promise<void> {
    if (!this.#session || this.#scope.ended) return;
    const answer = await this.#door.sizes(this.#session, sizes);
    if (!answer.ok && answer.problem.status === 404) this.#fail(answer.problem);
  }

  async #open(): Promise<void> {
    try {
      // The server has host candidates only and learns ours from our checks, so there is nothing to wait for.
      await this.#peer.setLocalDescription();
      const answer = await this.#door.open(this.#plan.path, this.#peer.localDescription?.sdp ?? "");
      if (answer.ok && this.#scope.ended) return this.#door.close(answer.value);
      if (!answer.ok) return this.#fail(answer.problem);
      this.#session = answer.value;
      this.#plan.handlers.opened(answer.value.id);
      const sdp = this.#plan.adjustAnswer?.(answer.value.answer) ?? answer.value.answer;
      await this.#peer.setRemoteDescription({ type: "answer", sdp });
    } catch (error) {
      this.#fail(local("connection_failed", error));
    }
  }

  #stateChanged(): void {
    const state = this.#peer.connectionState;
    if (this.#scope.ended) return;
    if (state === "connected") this.#plan.handlers.connected();
    else if (state === "disconnected" || state === "failed") this.#plan.handlers.disconnected();
  }

  #fail(problem: Problem): void {
    if (!this.#scope.ended) this.#plan.handlers.failed(problem);
  }
}

function local(code: string, error?: unknown): Problem {
  return { status: 0, code, title: "", detail: error === undefined ? "" : String(error) };
}
