import type { directory as vi } from "../vi/directory";

export const directory: typeof vi = {
  directory: { heading: "Directory" },
};
