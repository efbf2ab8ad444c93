import { clockTime } from "../i18n/format";
import type { Dictionary, Language } from "../i18n";
import type { Command, Conference, Desk, Item, ItemId, PaperId, SiteId } from "../protocol/model";
import type { PaperStatus } from "../protocol/parts/papers";
import type { SessionState } from "../session/state";
import { filled, isWhole, kMostBytes, textFault, type Filled } from "./faults";
import { nameOf } from "./pictures";
import { wordOf } from "./words";

/** A line of the programme, with the time at which it begins if all before it keep theirs. */
export interface TimelineRow {
  readonly id: ItemId;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly kind: string;
  readonly site: string;
  readonly speaker: string;
  readonly minutes: number;
  /** A clock's time, or since the beginning where that is not known. */
  readonly begins: string;
  /** Null where none is needed and none is there. */
  readonly paper: PaperStatus | "missing" | null;
}

export interface TimelineView {
  readonly rows: readonly TimelineRow[];
  /** "3:15" */
  readonly total: string;
  /** Empty while no beginning is known. */
  readonly ends: string;
}

const kMinute = 60_000;

export function timelineView(
  conference: Conference,
  desk: Desk | null,
  language: Language,
  t: Dictionary,
): TimelineView {
  const { programme, startsAt } = conference;
  let minutes = 0;
  const timeAt = (after: number) =>
    startsAt === null ? hours(after) : clockTime(startsAt + after * kMinute, language);
  const rows = programme.map((item, index): TimelineRow => {
    const begins = timeAt(minutes);
    minutes += item.minutes;
    return {
      ...{ id: item.id, number: index + 1, title: item.title, speaker: item.speaker, minutes: item.minutes, begins },
      kind: wordOf(t.timeline.kinds, item.kind),
      site: nameOf(conference, item.site),
      paper: paperOf(item, desk),
    };
  });
  return { rows, total: hours(minutes), ends: startsAt === null ? "" : timeAt(minutes) };
}

/** The furthest that a paper of the item has come. */
export function paperOf(item: Item, desk: Desk | null): TimelineRow["paper"] {
  if (item.paper !== null) return "approved";
  const statuses = (desk?.papers ?? []).filter((paper) => paper.item === item.id).map(({ status }) => status);
  const best = (["approved", "submitted", "returned"] as const).find((each) => statuses.includes(each));
  return best ?? (item.kind === "paper" ? "missing" : null);
}

/** "3:05" */
function hours(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The items in the order that they will have once the moves under way are done. */
export function wishedOrder({ conference, pending }: SessionState): readonly ItemId[] {
  let order = conference?.programme.map(({ id }) => id) ?? [];
  for (const { command } of pending) {
    if (command.type === "move_item") order = moved(order, command.item, command.before);
  }
  return order;
}

/** The command that brings an item to a place (from 0); null where it is there, or there is no such place. */
export function moveTo(order: readonly ItemId[], item: ItemId, place: number): Command | null {
  const at = order.indexOf(item);
  if (at < 0 || place < 0 || place >= order.length || place === at) return null;
  const before = order.filter((each) => each !== item)[place];
  return { type: "move_item", item, ...(before === undefined ? {} : { before }) };
}

function moved(order: readonly ItemId[], item: ItemId, before: ItemId | undefined): ItemId[] {
  const others = order.filter((each) => each !== item);
  const at = before === undefined ? -1 : others.indexOf(before);
  return at < 0 ? [...others, item] : [...others.slice(0, at), item, ...others.slice(at)];
}

/** What is being filled in about an item. */
export interface ItemForm {
  readonly title: string;
  readonly kind: string;
  readonly site: SiteId;
  readonly speaker: string;
  readonly minutes: number | null;
  readonly paper: PaperId;
}

export const kItemForm: ItemForm = { title: "", kind: "paper", site: "", speaker: "", minutes: 10, paper: "" };
export const kItemFields = ["title", "kind", "site", "speaker", "minutes", "paper"] as const;

/** As the server has it: a day. */
const kMostMinutes = 1_440;

export function itemForm({ title, kind, site, speaker, minutes, paper }: Item): ItemForm {
  return { title, kind, site: site ?? "", speaker, minutes, paper: paper ?? "" };
}

/** @param id null for a new item, which goes to the end */
export function itemCommand(id: ItemId | null, form: ItemForm, t: Dictionary): Filled {
  const { kind, site, minutes, paper } = form;
  const title = form.title.trim();
  const speaker = form.speaker.trim();
  const faults = {
    title: textFault(title, kMostBytes.text, t, true),
    speaker: textFault(speaker, kMostBytes.text, t),
    minutes: isWhole(minutes, 0, kMostMinutes) ? "" : t.setup.faults.minutes,
  };
  return filled(faults, () => ({
    type: "put_item",
    item: {
      ...(id === null ? {} : { id }),
      ...{ title, kind, minutes: minutes ?? 0 },
      ...(site === "" ? {} : { site }),
      ...(speaker === "" ? {} : { speaker }),
      ...(paper === "" ? {} : { paper }),
    },
  }));
}
