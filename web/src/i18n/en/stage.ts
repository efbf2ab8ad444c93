import type { stage as vi } from "../vi/stage";

export const stage: typeof vi = {
  stage: {
    openingPaper: "Opening the paper",
    noPaper: "The paper could not be opened, trying again by itself",
  },
};
