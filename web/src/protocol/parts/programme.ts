import type { ItemId, SiteId } from "../names";
import { elements, perhaps, type Parts } from "../part";
import { string, type Reader } from "../read";

export interface Item {
  /** Empty where the server gives the items no names. */
  readonly id: ItemId;
  readonly title: string;
  /** `opening`, `report`, `paper`, `discussion`, `vote`, `conclusion` … */
  readonly kind: string;
  readonly site: SiteId | null;
  readonly speaker: string;
  readonly minutes: number;
  readonly paper: string | null;
}

export interface CurrentItem {
  readonly id: ItemId;
  readonly since: number;
}

export interface ProgrammeParts {
  readonly programme: readonly Item[];
  readonly item: CurrentItem | null;
}

export const programmeParts: Parts<ProgrammeParts> = {
  programme: elements("programme", readItem),
  item: perhaps("item", (item) => ({ id: item.field("id").string(), since: item.field("since").time() })),
};

function readItem(item: Reader): Item {
  return {
    id: item.field("id").or("", string),
    title: item.field("title").string(),
    kind: item.field("kind").string(),
    site: item.field("site").optional(string),
    speaker: item.field("speaker").or("", string),
    minutes: item.field("minutes").number(),
    paper: item.field("paper").optional(string),
  };
}
