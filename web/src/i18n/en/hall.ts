import type { hall as vi } from "../vi/hall";

export const hall: typeof vi = {
  hall: { waiting: "Connecting" },
};
