import type { secretary as vi } from "../vi/secretary";

export const secretary: typeof vi = {
  secretary: { heading: "Secretary's desk" },
};
