import type { office as vi } from "../vi/office";

export const office: typeof vi = {
  office: {
    heading: "Conferences",
    menu: "Pages",
    loading: "Opening…",
    unreachable: "The server cannot be reached. Check the network, then press Try again.",
    refused: (code) => `The server declined (${code}).`,
    retry: "Try again",
  },
};
