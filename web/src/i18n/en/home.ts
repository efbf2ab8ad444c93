import type { home as vi } from "../vi/home";

export const home: typeof vi = {
  home: {
    heading: "Open your own link",
    text: "Every person and every site has a link of its own, sent by the organisers. Open that link on this computer.",
    roles: "A link opens one of these pages",
    site: "The room of a site: camera, microphone, the picture of the conference.",
    chair: "The chair: gives the floor, ends a turn, concludes.",
    director: "The technician at the centre: chooses the picture that all see.",
    secretary: "The secretary: roll call, notes, questions and votes.",
    hall: "The projector of the hall: picture and sound only.",
    observer: "Watch and listen only.",
    noToken: "This link lacks its access code. Copy the whole link again, with the part behind the # sign.",
  },
};
