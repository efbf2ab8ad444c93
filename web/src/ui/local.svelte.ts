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
  readonly #media: LocalMedia;
  readonly #prefs: Prefs;

  constructor(scope: Scope, live: Live, prefs: Prefs, siteName: () => string) {
    this.#prefs = prefs;
    this.wish = { ...this.wish, camera: prefs.camera, microphone: prefs.microphone, rawSound: prefs.rawSound };
    const words = (camera: InputState) => ({
      name: siteName(),
      why: camera.kind === "off" ? prefs.t.cameraOffSlate : prefs.t.noCameraSlate,
    });
    this.#media = new LocalMedia(scope, this.wish, words, {
      state: (local) => (this.local = local),
      tracks: (tracks, preview) => {
        live.setTracks(tracks);
        if (this.preview?.getTracks()[0] !== preview?.getTracks()[0]) this.preview = preview;
      },
      level: (dbfs) => (this.level = dbfs),
    });
  }

  change(change: Partial<LocalWish>): void {
    this.wish = { ...this.wish, ...change };
    this.#prefs.camera = this.wish.camera;
    this.#prefs.microphone = this.wish.microphone;
    this.#prefs.rawSound = this.wish.rawSound;
    this.#prefs.saveDevices();
    this.#media.want(this.wish);
  }
}
