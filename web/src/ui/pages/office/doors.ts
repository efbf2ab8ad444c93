import type { Office } from "../../../net/office";

/** What the pages of setting up ask of the server, besides the conference's own commands. */
export type OfficeDoors = Pick<
  Office,
  "conferences" | "createConference" | "links" | "uploadPaper" | "runRobots" | "directoryPage" | "entry"
>;
