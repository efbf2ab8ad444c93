import { kModes, kPhases, type LinkId, type Mode, type Phase } from "../names";
import { perhaps, whole, type Parts } from "../part";
import { boolean, oneOf, string, time } from "../read";

/** What the conference is, and where it stands. */
export interface IdentityParts {
  readonly id: string;
  readonly title: string;
  readonly topic: string;
  readonly kind: string;
  readonly mode: Mode;
  readonly phase: Phase;
  readonly rehearsal: boolean;
  readonly startsAt: number | null;
  /** The chair link that presides. */
  readonly presiding: LinkId | null;
}

export const identityParts: Parts<IdentityParts> = {
  id: whole("id", string),
  title: whole("title", string),
  topic: whole("topic", string),
  kind: whole("kind", string),
  mode: whole("mode", oneOf(kModes)),
  phase: whole("phase", oneOf(kPhases)),
  rehearsal: whole("rehearsal", boolean, false),
  startsAt: perhaps("starts_at", time),
  presiding: perhaps("presiding", string),
};
