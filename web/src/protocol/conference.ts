import type { Parts } from "./part";
import { floorParts, type FloorParts } from "./parts/floor";
import { identityParts, type IdentityParts } from "./parts/identity";
import { motionsParts, type MotionsParts } from "./parts/motions";
import { papersParts, type PapersParts } from "./parts/papers";
import { programmeParts, type ProgrammeParts } from "./parts/programme";
import { questionsParts, type QuestionsParts } from "./parts/questions";
import { rollParts, type RollParts } from "./parts/roll";
import { sceneParts, type SceneParts } from "./parts/scene";
import { sitesParts, type SitesParts } from "./parts/sites";

/** What everybody in the conference may know (docs/protocol.md "State"). */
export interface Conference
  extends
    IdentityParts,
    SitesParts,
    ProgrammeParts,
    FloorParts,
    SceneParts,
    PapersParts,
    RollParts,
    MotionsParts,
    QuestionsParts {}

export const conferenceParts: Parts<Conference> = {
  ...identityParts,
  ...sitesParts,
  ...programmeParts,
  ...floorParts,
  ...sceneParts,
  ...papersParts,
  ...rollParts,
  ...motionsParts,
  ...questionsParts,
};

/** Concluded: nobody is on air, and nothing brings it back. */
export function isOver(conference: Conference | null): boolean {
  return conference?.phase === "concluded";
}
