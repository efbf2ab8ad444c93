import type { parts as vi } from "../vi/parts";

export const parts: typeof vi = {
  parts: {
    close: "Close",
    used: "spoken",
    left: "left",
    over: "over",
    shortcutsOn: "Shortcuts: on",
    shortcutsOff: "Shortcuts: off",
    hidePaper: "Stop showing the paper",
    none: "Nothing here yet.",
  },
};
