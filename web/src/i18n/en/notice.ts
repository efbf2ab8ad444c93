import type { notice as vi } from "../vi/notice";

export const notice: typeof vi = {
  done: {
    give_floor: (name) => `${name} has been given the floor`,
    take_back_floor: "The turn has ended",
    take_scene: (name) => `${name} has been taken`,
    undo: "Undo",
  },
  refusal: {
    title: "That did not work yet",
    site_not_present: "This site is not present. Wait until it is connected, then invite it again.",
    no_turn: "There is no turn to end.",
    already_has_floor: "This site has the floor already.",
    conference_not_open: "The conference is not open yet. Open it first.",
    conference_concluded: "The conference has been concluded.",
    stale: "Things have just changed. Look again, then press once more.",
    not_permitted: "This link may not do that.",
    unreachable: "The server cannot be reached. This page reconnects by itself; press again in a moment.",
    other: (code) => `The server declined (${code}). Picture and sound are not affected.`,
    close: "Close",
  },
};
