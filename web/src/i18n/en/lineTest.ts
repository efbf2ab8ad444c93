import type { lineTest as vi } from "../vi/lineTest";

export const lineTest: typeof vi = {
  lineTest: { heading: "Line test" },
};
