import type { Scope } from "../base/scope";
import { Publisher } from "./publisher";
import type { Door } from "./door";
import { troubleOf, type DeviceTrouble } from "./devices";

export type TalkbackState =
  | { readonly kind: "opening" }
  | { readonly kind: "ready" }
  | { readonly kind: "trouble"; readonly trouble: DeviceTrouble }
  | { readonly kind: "failed"; readonly code: string };

/**
 * The desk's microphone to the operator of the cued site. The connection stays while the scope lives, so that a word is
 * heard at once; nothing is sent but silence unless the button is held.
 */
export class Talkback {
  #track: MediaStreamTrack | undefined;

  constructor(door: Door, scope: Scope, conference: string, changed: (state: TalkbackState) => void) {
    void this.#open(door, scope, conference, changed);
  }

  hold(held: boolean): void {
    if (this.#track) this.#track.enabled = held;
  }

  async #open(door: Door, scope: Scope, conference: string, changed: (state: TalkbackState) => void): Promise<void> {
    changed({ kind: "opening" });
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      return changed({ kind: "trouble", trouble: troubleOf(error) });
    }
    const audio = stream.getAudioTracks()[0] ?? null;
    if (scope.ended || audio === null) return audio?.stop();
    scope.onEnd(() => audio.stop());
    audio.enabled = false;
    this.#track = audio;
    new Publisher(
      door,
      scope,
      conference,
      "talkback",
      { audio, video: null },
      {
        opened: () => undefined,
        connected: () => changed({ kind: "ready" }),
        disconnected: () => changed({ kind: "opening" }),
        failed: (problem) => changed({ kind: "failed", code: problem.code }),
      },
    );
  }
}
