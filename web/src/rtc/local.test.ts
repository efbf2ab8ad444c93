import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Scope } from "../base/scope";
import { LocalMedia, type LocalState, type LocalWish } from "./local";
import type { Tracks } from "./publisher";

class FakeTrack {
  enabled = true;
  readyState = "live";
  contentHint = "";
  onended: (() => void) | null = null;
  constructor(
    readonly kind: "audio" | "video",
    readonly device: string,
  ) {}
  getSettings() {
    return { deviceId: this.device };
  }
  clone() {
    return new FakeTrack(this.kind, this.device);
  }
  stop() {
    this.readyState = "ended";
  }
  /** Somebody pulls the plug. */
  unplug() {
    this.readyState = "ended";
    this.onended?.();
  }
}

class FakeStream {
  constructor(readonly tracks: FakeTrack[]) {}
  getTracks() {
    return this.tracks;
  }
}

const kWish: LocalWish = { cameraOn: true, microphoneOpen: true, camera: null, microphone: null, rawSound: false };
type Ask = {
  video?: { deviceId?: { exact: string } };
  audio?: { deviceId?: { exact: string }; echoCancellation: boolean };
};

let asked: Ask[];
let refuse: (ask: Ask) => string | null;
let opened: FakeTrack[];

beforeEach(() => {
  asked = [];
  opened = [];
  refuse = () => null;
  const mediaDevices = {
    getUserMedia: async (ask: Ask) => {
      asked.push(ask);
      await Promise.resolve();
      const why = refuse(ask);
      if (why) throw new DOMException("no", why);
      const wanted = (ask.video ?? ask.audio)?.deviceId?.exact ?? "first";
      const track = new FakeTrack(ask.video ? "video" : "audio", wanted);
      opened.push(track);
      return new FakeStream([track]);
    },
    enumerateDevices: () => Promise.resolve([{ kind: "videoinput", deviceId: "cam", label: "Cam" }]),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  vi.stubGlobal("window", { isSecureContext: true });
  vi.stubGlobal("navigator", { mediaDevices });
  vi.stubGlobal("MediaStream", FakeStream);
  vi.stubGlobal("document", { createElement: () => ({ getContext: () => null }) });
  const node = { connect: () => undefined, disconnect: () => undefined, getFloatTimeDomainData: () => undefined };
  vi.stubGlobal(
    "AudioContext",
    class {
      createMediaStreamSource = () => node;
      createAnalyser = () => ({ ...node, fftSize: 0 });
      close = () => Promise.resolve();
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

function start(wish = kWish) {
  const scope = new Scope();
  const seen = { state: undefined as LocalState | undefined, tracks: undefined as Tracks | undefined };
  const media = new LocalMedia(scope, wish, (camera) => ({ name: "Cần Thơ", why: camera.kind }), {
    state: (state) => (seen.state = state),
    tracks: (tracks) => (seen.tracks = tracks),
    level: () => undefined,
  });
  return { scope, media, seen, settle: () => vi.waitFor(() => expect(seen.state?.devices.cameras).toHaveLength(1)) };
}

const rest = () => new Promise((resolve) => setTimeout(resolve, 20));
const cameras = () => asked.filter((ask) => ask.video).map((ask) => ask.video?.deviceId?.exact ?? null);

describe("our own devices", () => {
  it("are opened once, however often they are wished for", async () => {
    const { media, seen, settle } = start();
    for (let press = 0; press < 10; press++) media.want(kWish);
    await settle();
    await rest();
    expect(asked).toHaveLength(2);
    expect(seen.state).toMatchObject({ camera: { kind: "live", device: "first" }, microphone: { kind: "live" } });
  });

  it("end in the last choice when choices come fast", async () => {
    const { media, settle, seen } = start();
    await settle();
    for (const camera of ["a", "b", "c"]) media.want({ ...kWish, camera });
    await rest();
    expect(cameras()).toEqual([null, "c"]);
    expect(seen.tracks?.video).toBe(opened.at(-1));
    expect(opened.filter((track) => track.kind === "video").map((track) => track.readyState)).toEqual([
      "ended",
      "live",
    ]);
  });

  it("close the microphone at once, and keep it closed while another is opened", async () => {
    const { media, settle } = start();
    await settle();
    const microphone = opened.find((track) => track.kind === "audio");
    media.want({ ...kWish, microphoneOpen: false });
    expect(microphone?.enabled).toBe(false);
    media.want({ ...kWish, microphoneOpen: false, microphone: "desk" });
    await rest();
    expect(opened.at(-1)).toMatchObject({ device: "desk", enabled: false });
  });

  it("are opened anew when they are pulled out, and another where they are gone", async () => {
    const { settle, seen } = start({ ...kWish, camera: "a" });
    await settle();
    refuse = (ask) => (ask.video?.deviceId ? "OverconstrainedError" : null);
    opened.find((track) => track.kind === "video")?.unplug();
    await rest();
    expect(cameras()).toEqual(["a", "a", null]);
    expect(seen.state?.camera).toEqual({ kind: "live", device: "first" });
  });

  it.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "missing"],
    ["NotReadableError", "busy"],
    ["TypeError", "failed"],
  ])("that answer %s are %s, and the other one still works", async (error, trouble) => {
    refuse = (ask) => (ask.video ? error : null);
    const { settle, seen } = start();
    await settle();
    expect(seen.state).toMatchObject({ camera: { kind: "trouble", trouble }, microphone: { kind: "live" } });
  });

  it("are not touched outside a secure context", async () => {
    vi.stubGlobal("window", { isSecureContext: false });
    const { seen } = start();
    await rest();
    expect(seen.state?.camera).toEqual({ kind: "trouble", trouble: "insecure" });
    expect(asked).toEqual([]);
  });

  it("leave the sound of a mixing desk as it is", async () => {
    const { settle } = start({ ...kWish, rawSound: true });
    await settle();
    expect(asked.find((ask) => ask.audio)?.audio).toMatchObject({ echoCancellation: false });
  });

  it("are let go with the scope", async () => {
    const { scope, settle } = start();
    await settle();
    scope.end();
    expect(opened.every((track) => track.readyState === "ended")).toBe(true);
  });
});
