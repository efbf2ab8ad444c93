import type { common as vi } from "../vi/common";

export const common: typeof vi = {
  product: "Điểm cầu",
  tagline: "Conferences across many rooms",
  pages: {
    home: "Điểm cầu",
    site: "Site",
    chair: "Chair",
    director: "Director",
    hall: "Hall display",
    observer: "Observer",
    secretary: "Secretary",
    lineTest: "Line test",
    login: "Sign in",
    office: "Conference office",
    conference: "Conference set-up",
    directory: "Directory",
    accounts: "Accounts",
  },
  theme: { toLight: "Light", toDark: "Dark" },
  otherLanguage: "Tiếng Việt",
  tally: {
    onAir: "ON AIR",
    lost: "CONNECTION LOST",
    noPicture: "No picture yet",
    floor: "Has the floor",
  },
  presence: {
    present: "Present",
    absent: "Absent",
    lost: "Connection lost",
    muted: "microphone off",
    noCamera: "no picture",
  },
  closing: { word: "The conference is over", page: "You may close this page." },
};
