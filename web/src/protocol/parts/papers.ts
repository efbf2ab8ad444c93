import type { ItemId, PaperId, SiteId } from "../names";
import { elements, perhaps, type Parts } from "../part";
import { integer, oneOf, string, time, type Reader } from "../read";

/** A paper that was approved. */
export interface Paper {
  readonly id: PaperId;
  readonly title: string;
  readonly site: SiteId | null;
  readonly item: ItemId | null;
  readonly pages: number;
}

export const kPaperStatuses = ["submitted", "approved", "returned"] as const;
export type PaperStatus = (typeof kPaperStatuses)[number];

/** As the desk and the site that handed it in know it. */
export interface SubmittedPaper extends Paper {
  readonly status: PaperStatus;
  readonly reason: string;
  readonly at: number | null;
}

export interface Showing {
  readonly paper: PaperId;
  readonly page: number;
  readonly pages: number;
  /** The site that presents it; null where the desk does. */
  readonly site: SiteId | null;
}

export interface PapersParts {
  readonly papers: readonly Paper[];
  readonly showing: Showing | null;
}

export const papersParts: Parts<PapersParts> = {
  papers: elements("papers", readPaper),
  showing: perhaps("showing", (showing) => ({
    paper: showing.field("paper").string(),
    page: showing.field("page").integer(),
    pages: showing.field("pages").integer(),
    site: showing.field("site").optional(string),
  })),
};

export function readSubmittedPaper(paper: Reader): SubmittedPaper {
  return {
    ...readPaper(paper),
    status: paper.field("status").or("submitted", oneOf(kPaperStatuses)),
    reason: paper.field("reason").or("", string),
    at: paper.field("at").optional(time),
  };
}

function readPaper(paper: Reader): Paper {
  return {
    id: paper.field("id").string(),
    title: paper.field("title").string(),
    site: paper.field("site").optional(string),
    item: paper.field("item").optional(string),
    pages: paper.field("pages").or(0, integer),
  };
}
