import type { Dictionary } from "./vi";

export const en: Dictionary = {
  language: "English",
  product: "Điểm cầu",
  tagline: "Conferences across many rooms",

  pages: {
    home: "Điểm cầu",
    site: "Site",
    chair: "Chair",
    director: "Director",
    hall: "Hall display",
    observer: "Observer",
  },

  home: {
    heading: "Open your own link",
    text: "Every person and every site has a link of its own, sent by the organisers. Open that link on this computer.",
    roles: "A link opens one of these pages",
    site: "The room of a site: camera, microphone, the picture of the conference.",
    chair: "The chair: gives the floor, ends a turn, concludes.",
    director: "The technician at the centre: chooses the picture that all see.",
    hall: "The projector of the hall: picture and sound only.",
    observer: "Watch and listen only.",
    noToken: "This link lacks its access code. Copy the whole link again, with the part behind the # sign.",
  },

  theme: { toLight: "Light", toDark: "Dark" },
  otherLanguage: "Tiếng Việt",

  bar: {
    connecting: "CONNECTING",
    planned: "NOT OPEN YET",
    waiting: "STANDING BY",
    onAir: "ON AIR",
    lost: "CONNECTION LOST",
    replaced: "OPENED ELSEWHERE",
    concluded: "CONCLUDED",
    refused: "NOT ADMITTED",
  },
  barDetail: {
    connecting: "Joining the conference…",
    planned: "The conference has not begun. Picture and sound of this site are ready.",
    waiting: (name) => `${name} is on air`,
    waitingHeard: (name) => `${name} is on air · Everybody can hear this site`,
    onAir: "The whole conference sees and hears this site",
    onAirSeen: "The whole conference sees this site and does not hear it yet",
    onAirMuted: "The microphone is off: the conference sees this site but does not hear it",
    lost: "Reconnecting by itself, nothing to do",
    replaced: "Another computer now sends picture and sound for this site",
    concluded: "The conference is over. Camera and microphone are off.",
  },

  tally: {
    onAir: "ON AIR",
    lost: "CONNECTION LOST",
    noPicture: "No picture yet",
    floor: "Has the floor",
  },

  green: {
    heading: "Get ready to join",
    camera: "Camera",
    microphone: "Microphone",
    speaker: "Loudspeaker",
    firstDevice: "Default device",
    unnamed: (kind, number) => `${kind} ${number}`,
    rawSound: "Sound comes from the hall's mixing desk",
    rawSoundHint: "Turns off the browser's echo, noise and gain processing.",
    testTone: "Test the loudspeaker",
    level: "Sound level",
    levelHint: "Say a sentence: the bar should reach the green zone.",
    join: "Join the conference",
    noSpeakerChoice: "This browser plays on the system's loudspeaker.",
  },

  controls: {
    mute: "Turn mic off",
    unmute: "Turn mic on",
    cameraOff: "Turn camera off",
    cameraOn: "Turn camera on",
    devices: "Devices",
    closeDevices: "Close",
    takeBack: "Send from this computer again",
    retry: "Try again",
    enableSound: "Turn sound on",
  },

  mutedByCentre: "The centre has muted this site",
  own: "This site's own picture",
  cameraOffSlate: "Camera is off",
  noCameraSlate: "No camera",
  line: { label: "Line", good: "Good", weak: "Unsteady", down: "Down", starting: "Connecting" },

  trouble: {
    camera: {
      denied:
        "The browser may not use the camera yet. Click the lock beside the address, allow it, then press Try again.",
      missing: "No camera found. Plug it in again and press Try again. Sound can still be sent.",
      busy: "Another program is using the camera. Close that program and press Try again. Sound can still be sent.",
      insecure: "Browsers open a camera over HTTPS only. Open the link that begins with https://.",
      failed: "The camera could not be opened. Unplug it, plug it in and press Try again. Sound can still be sent.",
    },
    microphone: {
      denied:
        "The browser may not use the microphone yet. Click the lock beside the address, allow it, then press Try again.",
      missing: "No microphone found. Plug it in again and press Try again. The picture can still be sent.",
      busy: "Another program is using the microphone. Close that program and press Try again. The picture can still be sent.",
      insecure: "Browsers open a microphone over HTTPS only. Open the link that begins with https://.",
      failed:
        "The microphone could not be opened. Unplug it, plug it in and press Try again. The picture can still be sent.",
    },
  },

  chair: {
    sites: "Sites",
    present: (present, all) => `${present} of ${all} present`,
    give: "Invite",
    giveLong: "Give the floor",
    takeBack: "End the turn",
    conclude: "Conclude",
    concludeAsk: "Conclude the conference?",
    concludeText: "Every turn ends and the sites see “Concluded”. This cannot be undone.",
    concludeYes: "Conclude the conference",
    cancel: "Go back",
    open: "Open the conference",
    items: "Programme",
    minutes: (minutes) => `${minutes} min`,
    noTurn: "Nobody has the floor",
    turn: (number) => `Turn ${number}`,
    spoken: "spoken",
    left: "left",
    over: "over",
    mainSite: "main site",
    choose: "Choose a present site to give it the floor",
    filter: "Find a site",
    noneFound: "No site matches",
    more: (count) => `and ${count} more sites: type a name to find one`,
  },

  presence: {
    present: "Present",
    absent: "Absent",
    lost: "Connection lost",
    muted: "microphone off",
    noCamera: "no picture",
  },

  director: {
    take: "Take",
    mute: "Mute",
    unmute: "Allow sound",
  },

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

  gate: {
    token_revoked: { what: "This link has been revoked", todo: "Ask the organisers for a new one." },
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

  hall: { waiting: "Connecting" },
  closing: { word: "The conference is over", page: "You may close this page." },
};
