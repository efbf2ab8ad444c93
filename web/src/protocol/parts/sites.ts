import type { SiteId } from "../names";
import { elements, ids, whole, type Parts } from "../part";
import { boolean, integer, oneOf, string, type Reader } from "../read";

export const kLines = ["untested", "passed", "weak", "failed"] as const;
export type Line = (typeof kLines)[number];

export const kReplies = ["none", "accepted", "declined"] as const;
export type Reply = (typeof kReplies)[number];

export const kPresences = ["not_called", "in_person", "online", "absent"] as const;
export type Presence = (typeof kPresences)[number];

export interface Site {
  readonly id: SiteId;
  readonly name: string;
  readonly unit: string;
  readonly present: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly muted: boolean;
  /** Whether it agreed to be recorded. */
  readonly consent: boolean;
  readonly line: Line;
  readonly reply: Reply;
  /** How many people it announced. */
  readonly attending: number | null;
  /** What the roll call found. */
  readonly roll: Presence;
  readonly headcount: number | null;
  readonly byPhone: boolean;
  /** Why it is absent. */
  readonly absence: string;
}

export interface SitesParts {
  readonly mainSite: SiteId;
  readonly sites: readonly Site[];
  /** Whose sound the others hear. */
  readonly heard: readonly SiteId[];
}

export const sitesParts: Parts<SitesParts> = {
  mainSite: whole("main_site", string),
  sites: elements("sites", readSite),
  heard: ids("heard"),
};

function readSite(site: Reader): Site {
  return {
    id: site.field("id").string(),
    name: site.field("name").string(),
    unit: site.field("unit").or("", string),
    present: site.field("present").boolean(),
    camera: site.field("camera").boolean(),
    screen: site.field("screen").boolean(),
    muted: site.field("muted").boolean(),
    // A server that does not say it asks for none.
    consent: site.field("consent").or(true, boolean),
    line: site.field("line").or("untested", oneOf(kLines)),
    reply: site.field("reply").or("none", oneOf(kReplies)),
    attending: site.field("attending").optional(integer),
    roll: site.field("roll").or("not_called", oneOf(kPresences)),
    headcount: site.field("headcount").optional(integer),
    byPhone: site.field("by_phone").or(false, boolean),
    absence: site.field("absence").or("", string),
  };
}
