import type { ReceiverView } from "./paths";
import type { SlotName } from "./model";

const kStage: readonly SlotName[] = ["main", "content", "second"];
const kVoices: readonly SlotName[] = ["audio-1", "audio-2", "audio-3"];

/** The slots of a view in the order of its offer's sections; the server refuses more than these. */
export function videoSlots(view: ReceiverView): SlotName[] {
  switch (view) {
    case "hall":
      return [...kStage, ...gallery(4)];
    case "site":
      return [...kStage, ...gallery(6)];
    case "observer":
      return [...kStage];
    case "director":
      return [...kStage, "preview", ...gallery(25)];
    case "loop":
      return ["main"];
  }
}

export function audioSlots(view: ReceiverView): SlotName[] {
  switch (view) {
    case "hall":
    case "observer":
    case "director":
      return [...kVoices];
    case "site":
      return [...kVoices, "talkback"];
    case "loop":
      return ["audio-1"];
  }
}

/** Every slot that may carry sound, whatever the view. */
export const kSoundSlots: readonly SlotName[] = [...kVoices, "talkback"];

function gallery(tiles: number): SlotName[] {
  return Array.from({ length: tiles }, (_, index) => `gallery-${index + 1}`);
}
