import type { hall as vi } from "../vi/hall";

export const hall: typeof vi = {
  hall: { waiting: "Connecting", info: "Show or hide the clock and the item" },
};
