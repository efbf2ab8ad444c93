import type { parts as vi } from "../vi/parts";

export const parts: typeof vi = {
  parts: {
    close: "Close",
    used: "spoken",
    left: "left",
    over: "over",
    rows: (count) => `${count} rows`,
    none: "Nothing here yet.",
  },
};
