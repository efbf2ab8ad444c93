import { Reconciler } from "../base/reconciler";
import type { Scope } from "../base/scope";
import {
  kNoDevices,
  listDevices,
  mediaAllowed,
  troubleOf,
  watchDevices,
  type Device,
  type Devices,
  type DeviceTrouble,
} from "./devices";
import { watchLevel } from "./level";
import { slateTrack, type SlateWords } from "./slate";
import type { Tracks } from "./publisher";

export interface LocalWish {
  readonly cameraOn: boolean;
  readonly microphoneOpen: boolean;
  /** Null: whatever the browser takes first. */
  readonly camera: string | null;
  readonly microphone: string | null;
  /** The sound comes from a mixing desk: no echo, noise or gain processing of the browser's. */
  readonly rawSound: boolean;
}

export type InputState =
  | { readonly kind: "off" }
  | { readonly kind: "opening" }
  | { readonly kind: "live"; readonly device: string | null }
  | { readonly kind: "trouble"; readonly trouble: DeviceTrouble };

export interface LocalState {
  readonly camera: InputState;
  readonly microphone: InputState;
  readonly microphoneOpen: boolean;
  readonly devices: Devices;
}

export interface LocalHandlers {
  state(state: LocalState): void;
  /** What is to be sent now; `preview` is our own picture. */
  tracks(tracks: Tracks, preview: MediaStream | null): void;
  /** dBFS of our own microphone, also while it is closed (so that one sees that it works). */
  level(dbfs: number): void;
}

interface Input {
  readonly track: MediaStreamTrack;
  readonly device: string | null;
  /** What was asked for; another wish opens the input anew. */
  readonly wanted: InputWish;
  readonly scope: Scope;
}

interface InputWish {
  readonly device: string | null;
  readonly raw: boolean;
}

type Kind = "camera" | "microphone";

/**
 * Our own camera and microphone. Wishes are carried out one after another, the latest wins; a device that is pulled out
 * is a state, not an error, and is opened again when it comes back.
 */
export class LocalMedia {
  readonly #scope: Scope;
  readonly #handlers: LocalHandlers;
  readonly #slateWords: (camera: InputState) => SlateWords;
  readonly #reconciler: Reconciler<LocalWish>;
  #wish: LocalWish;
  #inputs: Partial<Record<Kind, Input>> = {};
  #states: Record<Kind, InputState> = { camera: { kind: "off" }, microphone: { kind: "off" } };
  #devices: Devices = kNoDevices;
  #slate: { track: MediaStreamTrack; why: string; scope: Scope } | undefined;

  constructor(scope: Scope, wish: LocalWish, slateWords: (camera: InputState) => SlateWords, handlers: LocalHandlers) {
    this.#scope = scope;
    this.#handlers = handlers;
    this.#wish = wish;
    this.#slateWords = slateWords;
    this.#reconciler = new Reconciler(
      (next) => this.#apply(next),
      (error) => console.error("diemcau: changing a device failed", error),
    );
    scope.onEnd(() => {
      for (const kind of ["camera", "microphone"] as const) this.#drop(kind);
    });
    watchDevices(scope, () => this.want(this.#wish));
    this.want(wish);
  }

  want(wish: LocalWish): void {
    if (this.#scope.ended) return;
    this.#wish = wish;
    // A microphone closes at once, whatever else is under way.
    const microphone = this.#inputs.microphone?.track;
    if (microphone && !wish.microphoneOpen) microphone.enabled = false;
    this.#reconciler.want(wish);
  }

  async #apply(wish: LocalWish): Promise<void> {
    if (!mediaAllowed()) {
      this.#states = {
        camera: { kind: "trouble", trouble: "insecure" },
        microphone: { kind: "trouble", trouble: "insecure" },
      };
      return this.#report();
    }
    await this.#bring("camera", wish.cameraOn, { device: wish.camera, raw: false });
    await this.#bring("microphone", true, { device: wish.microphone, raw: wish.rawSound });
    const microphone = this.#inputs.microphone?.track;
    if (microphone) microphone.enabled = this.#wish.microphoneOpen;
    this.#devices = await listDevices();
    this.#report();
  }

  async #bring(kind: Kind, on: boolean, wanted: InputWish): Promise<void> {
    const present = this.#inputs[kind];
    if (on && present?.track.readyState === "live" && same(present.wanted, wanted)) return;
    this.#drop(kind);
    if (!on) {
      this.#states[kind] = { kind: "off" };
      return;
    }
    this.#states[kind] = { kind: "opening" };
    this.#report();
    try {
      const input = await this.#openInput(kind, wanted);
      this.#inputs[kind] = input;
      this.#states[kind] = { kind: "live", device: input.device };
    } catch (error) {
      this.#states[kind] = { kind: "trouble", trouble: troubleOf(error) };
    }
  }

  async #openInput(kind: Kind, wanted: InputWish): Promise<Input> {
    const track = await openTrack(kind, wanted);
    const scope = this.#scope.child();
    scope.onEnd(() => track.stop());
    track.onended = () => {
      // The device was pulled out: say so, and try what is left.
      if (!scope.ended) this.want(this.#wish);
    };
    if (kind === "microphone") {
      // The meter hears a copy, so that it moves while the microphone is closed for the others.
      const copy = track.clone();
      copy.enabled = true;
      scope.onEnd(() => copy.stop());
      watchLevel(scope, copy, (dbfs) => this.#handlers.level(dbfs));
      track.enabled = this.#wish.microphoneOpen;
    }
    return { track, device: track.getSettings().deviceId ?? null, wanted, scope };
  }

  #drop(kind: Kind): void {
    const input = this.#inputs[kind];
    this.#inputs[kind] = undefined;
    input?.scope.end();
  }

  #report(): void {
    if (this.#scope.ended) return;
    const camera = this.#inputs.camera?.track ?? null;
    const video = camera ?? this.#slateFor(this.#states.camera);
    if (camera) this.#endSlate();
    this.#handlers.state({
      camera: this.#states.camera,
      microphone: this.#states.microphone,
      microphoneOpen: this.#wish.microphoneOpen,
      devices: this.#devices,
    });
    this.#handlers.tracks(
      { video, audio: this.#inputs.microphone?.track ?? null },
      camera ? new MediaStream([camera]) : null,
    );
  }

  #slateFor(camera: InputState): MediaStreamTrack | null {
    if (camera.kind === "opening") return this.#slate?.track ?? null;
    const words = this.#slateWords(camera);
    if (this.#slate?.why === words.why) return this.#slate.track;
    this.#endSlate();
    const scope = this.#scope.child();
    const track = slateTrack(scope, words);
    if (!track) return null;
    this.#slate = { track, why: words.why, scope };
    return track;
  }

  #endSlate(): void {
    this.#slate?.scope.end();
    this.#slate = undefined;
  }
}

function same(a: InputWish, b: InputWish): boolean {
  return a.device === b.device && a.raw === b.raw;
}

async function openTrack(kind: Kind, wanted: InputWish): Promise<MediaStreamTrack> {
  try {
    return await openExactly(kind, wanted);
  } catch (error) {
    // The chosen device is gone: any other is better than none.
    if (wanted.device === null || troubleOf(error) !== "missing") throw error;
    return openExactly(kind, { ...wanted, device: null });
  }
}

async function openExactly(kind: Kind, wanted: InputWish): Promise<MediaStreamTrack> {
  const device: MediaTrackConstraints = wanted.device === null ? {} : { deviceId: { exact: wanted.device } };
  const processing = !wanted.raw;
  const stream = await navigator.mediaDevices.getUserMedia(
    kind === "camera"
      ? { video: { ...device, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } } }
      : {
          audio: {
            ...device,
            echoCancellation: processing,
            noiseSuppression: processing,
            autoGainControl: processing,
          },
        },
  );
  const track = stream.getTracks()[0];
  if (!track) throw new DOMException("no track", "NotFoundError");
  if (kind === "camera") track.contentHint = "motion";
  return track;
}

export type { Device, Devices, DeviceTrouble };
