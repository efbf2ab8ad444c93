import type { Scope } from "../base/scope";
import type { Live } from "../session/live";
import { LocalMedia, type InputState, type LocalState, type LocalWish } from "../rtc/local";
import { kMeterRange } from "../rtc/level";
import { kNoDevices } from "../rtc/devices";
import type { Stream } from "../rtc/receiver";
import type { Prefs } from "./prefs.svelte";

export interface OwnMedia {
  readonly local: LocalState;
  readonly preview: Stream | null;
  /** dBFS */
  readonly level: number;
  readonly wish: LocalWish;
  change(change: Partial<LocalWish>): void;
}

/** Our own camera and microphone, as the site page shows and changes them. */
export class LiveOwnMedia implements OwnMedia {
  local = $state.raw<LocalState>({
    camera: { kind: "opening" },
    microphone: { kind: "opening" },
    microphoneOpen: true,
    devices: kNoDevices,
  });
  preview = $state.raw<Stream | null>(null);
  level = $state.raw<number>(kMeterRange.silent);
  wish = $state.raw<LocalWish>({
    cameraOn: true,
    microphoneOpen: true,
    camera: null,
    microphone: null,
    rawSound: false,
  });
  readonly #scope: Scope;
  readonly #live: Live;
  readonly #prefs: Prefs;
  readonly #siteName: () => string;
  #media: LocalMedia | undefined;
  #held = false;

  constructor(scope: Scope, live: Live, prefs: Prefs, siteName: () => string) {
    this.#scope = scope.child();
    this.#live = live;
    this.#prefs = prefs;
    this.#siteName = siteName;
    this.wish = { ...this.wish, camera: prefs.camera, microphone: prefs.microphone, rawSound: prefs.rawSound };
  }

  /** Opens camera and microphone; once. */
  begin(): void {
    if (this.#media || this.#scope.ended) return;
    const words = (camera: InputState) => ({
      name: this.#siteName(),
      why: camera.kind === "off" ? this.#prefs.t.cameraOffSlate : this.#prefs.t.noCameraSlate,
    });
    this.#media = new LocalMedia(this.#scope, this.#allowed(), words, {
      state: (local) => (this.local = local),
      tracks: (tracks, preview) => {
        this.#live.setTracks(tracks);
        if (this.preview?.getTracks()[0] !== preview?.getTracks()[0]) this.preview = preview;
      },
      level: (dbfs) => (this.level = dbfs),
    });
  }

  /** Lets go of both, for good. */
  end(): void {
    this.#scope.end();
    this.preview = null;
  }

  change(change: Partial<LocalWish>): void {
    this.wish = { ...this.wish, ...change };
    this.#prefs.camera = this.wish.camera;
    this.#prefs.microphone = this.wish.microphone;
    this.#prefs.rawSound = this.wish.rawSound;
    this.#prefs.saveDevices();
    this.#media?.want(this.#allowed());
  }

  /** Keeps the microphone closed, whatever is wished, for as long as it is held. */
  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    this.#media?.want(this.#allowed());
  }

  #allowed(): LocalWish {
    return this.#held ? { ...this.wish, microphoneOpen: false } : this.wish;
  }
}
