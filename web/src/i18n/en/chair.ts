import type { chair as vi } from "../vi/chair";

export const chair: typeof vi = {
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
};
