import type { Scope } from "../base/scope";
import { Reconciler } from "../base/reconciler";
import type { MediaSource } from "../protocol/model";
import { paths } from "../protocol/paths";
import { Connection, type ConnectionHandlers } from "./connection";
import type { Door } from "./door";
import { layersFor, type Layer } from "./layers";
import { withOpusOptions } from "./sdp";

export interface Tracks {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
}

/** A WHIP publisher whose tracks may change at any time without a new negotiation. */
export class Publisher {
  readonly connection: Connection;
  readonly #tracks: Reconciler<Tracks>;
  #audio: RTCRtpSender | undefined;
  #video: RTCRtpSender | undefined;

  constructor(
    door: Door,
    scope: Scope,
    conference: string,
    source: MediaSource,
    tracks: Tracks,
    handlers: ConnectionHandlers,
  ) {
    this.connection = new Connection(door, scope, {
      path: paths.whip(conference, source),
      handlers,
      adjustAnswer: withOpusOptions,
      prepare: (peer) => this.#prepare(peer, source, tracks),
    });
    this.#tracks = new Reconciler(
      (wish) => this.#replace(wish),
      (error) => console.error("diemcau: changing a track failed", error),
    );
  }

  setTracks(tracks: Tracks): void {
    this.#tracks.want(tracks);
  }

  #prepare(peer: RTCPeerConnection, source: MediaSource, tracks: Tracks): void {
    const stream = new MediaStream();
    const audio = peer.addTransceiver(tracks.audio ?? "audio", { direction: "sendonly", streams: [stream] });
    // Redundant audio first where the browser has it: it carries speech over losses that FEC does not.
    prefer(audio, "audio", ["audio/red", "audio/opus"]);
    this.#audio = audio.sender;
    if (source === "talkback") return; // sound alone: the server refuses a picture
    const video = peer.addTransceiver(tracks.video ?? "video", {
      direction: "sendonly",
      streams: [stream],
      sendEncodings: layersOf(tracks.video),
    });
    prefer(video, "video", ["video/VP8"]);
    this.#video = video.sender;
  }

  async #replace(wish: Tracks): Promise<void> {
    if (this.#audio && this.#audio.track !== wish.audio) await this.#audio.replaceTrack(wish.audio);
    if (this.#video && this.#video.track !== wish.video) {
      await this.#video.replaceTrack(wish.video);
      await fitLayers(this.#video);
    }
  }
}

function layersOf(track: MediaStreamTrack | null): Layer[] {
  const { width, height } = track?.getSettings() ?? {};
  return layersFor(width ?? 1280, height ?? 720);
}

/** Another camera may have another size: its layers follow. */
async function fitLayers(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  const layers = layersOf(sender.track);
  for (const encoding of parameters.encodings) {
    const layer = layers.find(({ rid }) => rid === encoding.rid);
    if (layer) Object.assign(encoding, layer);
  }
  await sender.setParameters(parameters);
}

/** Moves the named codecs to the front, in the order of the names; the rest keeps its order. */
function prefer(transceiver: RTCRtpTransceiver, kind: "audio" | "video", names: readonly string[]): void {
  const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs;
  if (!codecs || typeof transceiver.setCodecPreferences !== "function") return;
  const rank = (codec: { mimeType: string }) => {
    const at = names.findIndex((name) => name.toLowerCase() === codec.mimeType.toLowerCase());
    return at < 0 ? names.length : at;
  };
  try {
    transceiver.setCodecPreferences([...codecs].sort((a, b) => rank(a) - rank(b)));
  } catch (error) {
    console.warn("diemcau: codec order not taken", error);
  }
}
