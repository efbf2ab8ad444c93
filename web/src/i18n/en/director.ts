import type { director as vi } from "../vi/director";

export const director: typeof vi = {
  director: {
    take: "Take",
    mute: "Mute",
    unmute: "Allow sound",
  },
};
