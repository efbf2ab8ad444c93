import type { gate as vi } from "../vi/gate";

export const gate: typeof vi = {
  gate: {
    token_revoked: { what: "This link has been revoked", todo: "Ask the organisers for a new one." },
    token_expired: { what: "This link has expired", todo: "Ask the organisers for a new one." },
    token_invalid: {
      what: "The link is not right",
      todo: "Copy the whole link again, with the part behind the # sign.",
    },
    token_missing: {
      what: "This link lacks its access code",
      todo: "Copy the whole link again, with the part behind the # sign.",
    },
    no_such_conference: {
      what: "This conference is no longer on the server",
      todo: "Ask the organisers for a new link.",
    },
    no_common_codec: {
      what: "This browser has none of the picture formats in use",
      todo: "Use a current Chromium or Firefox.",
    },
    other: { what: (code) => `The server refused (${code})`, todo: "Tell the organisers." },
  },
};
