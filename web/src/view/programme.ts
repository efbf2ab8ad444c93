import type { Conference, ItemId } from "../protocol/model";
import { nameOf } from "./pictures";

/** Where the conference stands in its programme. */
export interface PresentItem {
  readonly id: ItemId;
  /** From 1. */
  readonly number: number;
  readonly count: number;
  readonly title: string;
  readonly kind: string;
}

export interface ItemRow {
  readonly id: ItemId;
  readonly number: number;
  readonly title: string;
  /** Of its site; empty where it has none. */
  readonly site: string;
  readonly speaker: string;
  readonly minutes: number;
  readonly current: boolean;
}

export function presentItem(conference: Conference | null): PresentItem | null {
  if (!conference?.item) return null;
  const { id } = conference.item;
  const at = conference.programme.findIndex((item) => item.id === id);
  const item = conference.programme[at];
  if (!item) return null;
  return { id, number: at + 1, count: conference.programme.length, title: item.title, kind: item.kind };
}

export function itemTitle(conference: Conference, id: ItemId | null): string {
  return (id !== null && conference.programme.find((item) => item.id === id)?.title) || "";
}

export function programmeRows(conference: Conference | null): readonly ItemRow[] {
  if (!conference) return [];
  return conference.programme.map((item, index) => ({
    id: item.id,
    number: index + 1,
    title: item.title,
    site: nameOf(conference, item.site),
    speaker: item.speaker,
    minutes: item.minutes,
    current: conference.item?.id === item.id,
  }));
}
