import { grouped } from "./grouped";
import type { vote as vi } from "../vi/vote";

export const vote: typeof vi = {
  vote: {
    heading: "Open a vote",
    title: "What is voted on",
    titleHint: "As it is to stand in the minutes",
    text: "Explanation (if needed)",
    methodLabel: "How",
    method: { open: "Open", secret: "Secret", weighted: "Open, weighted" },
    electorsLabel: "Who votes",
    electors: { site: "Each site", delegate: "Each delegate" },
    ruleLabel: "Passed by",
    rule: { majority: "More than half", two_thirds: "At least two thirds" },
    quorum: "Ballots needed, %",
    fault: {
      title: "Write what is voted on.",
      quorum: "Write a whole number from 0 to 100.",
    },
    start: "Open the vote",
    open: "VOTING",
    number: (number) => `Vote ${number}`,
    cast: (cast, eligible) => `${grouped(cast)} of ${grouped(eligible)} cast`,
    secret: "Secret vote: there is no result before it is closed.",
    choice: { yes: "In favour", no: "Against", abstain: "Abstain" },
    close: "Close the vote",
    closeAsk: "Close the vote?",
    closeText: (missing) => `${missing} ballots are missing. After the close nobody can cast one.`,
    outcome: {
      passed: "PASSED",
      rejected: "REJECTED",
      no_quorum: "TOO FEW BALLOTS",
      voided: "VOID: HOLD IT AGAIN",
    },
    none: "No vote yet.",
  },
};
