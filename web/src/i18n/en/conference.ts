import type { conference as vi } from "../vi/conference";

export const conference: typeof vi = {
  conference: { heading: "Set-up" },
};
