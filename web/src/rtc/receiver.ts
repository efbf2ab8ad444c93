import type { Scope } from "../base/scope";
import type { SlotName } from "../protocol/model";
import { paths, type ReceiverView } from "../protocol/paths";
import { audioSlots, videoSlots } from "../protocol/slots";
import { Connection, type ConnectionHandlers } from "./connection";
import type { Door } from "./door";

export type Stream = MediaStream;

export interface ReceiverHandlers extends ConnectionHandlers {
  /** What arrives in a slot; the same stream for as long as the connection lives. */
  slot(slot: SlotName, stream: Stream): void;
}

/** A WHEP receiver: one transceiver a slot, negotiated once. */
export function openReceiver(
  door: Door,
  scope: Scope,
  conference: string,
  view: ReceiverView,
  handlers: ReceiverHandlers,
): Connection {
  const slots = new Map<RTCRtpTransceiver, SlotName>();
  return new Connection(door, scope, {
    path: paths.whep(conference, view),
    handlers,
    prepare: (peer) => {
      const add = (kind: "audio" | "video", slot: SlotName) =>
        slots.set(peer.addTransceiver(kind, { direction: "recvonly" }), slot);
      videoSlots(view).forEach((slot) => add("video", slot));
      audioSlots(view).forEach((slot) => add("audio", slot));
      peer.ontrack = (event) => {
        const slot = slots.get(event.transceiver);
        if (slot !== undefined) handlers.slot(slot, new MediaStream([event.track]));
      };
    },
  });
}
