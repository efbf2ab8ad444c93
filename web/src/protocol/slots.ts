import type { ReceiverView } from "./paths";
import type { SlotName } from "./model";

/** What a view may have; more sections than this are refused by the server. */
const kTiles: Readonly<Record<ReceiverView, number>> = { hall: 4, site: 6, observer: 0 };
const kAudioSlots = 3;

export function videoSlots(view: ReceiverView): SlotName[] {
  return ["main", "content", ...Array.from({ length: kTiles[view] }, (_, index) => `gallery-${index + 1}`)];
}

export function audioSlots(): SlotName[] {
  return Array.from({ length: kAudioSlots }, (_, index) => `audio-${index + 1}`);
}
