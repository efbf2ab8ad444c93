import type { Dictionary } from "../i18n";
import type { Conference } from "../protocol/model";
import { itemTitle } from "./programme";
import { nameOf } from "./pictures";

/** More than this is no longer read in a hurry. */
const kMostChanges = 2;

/**
 * What has become of the order of things since a button was pressed, in words, the weightiest first; what a command was
 * refused for that came too late.
 */
export function changedSince(before: Conference | null, now: Conference | null, t: Dictionary): readonly string[] {
  if (!before || !now || before === now) return [];
  const changes = [phase(before, now, t), presiding(before, now, t), turn(before, now, t), time(before, now, t)];
  const rest = [item(before, now, t), queue(before, now, t), scene(before, now, t)];
  return [...changes, ...rest].filter((each) => each !== null).slice(0, kMostChanges);
}

type Look = (before: Conference, now: Conference, t: Dictionary) => string | null;

const phase: Look = (before, now, t) => (before.phase === now.phase ? null : t.changed.phase[now.phase]);

const presiding: Look = (before, now, t) => (before.presiding === now.presiding ? null : t.changed.presiding);

const turn: Look = (before, now, t) => {
  if (before.turn?.number === now.turn?.number) return null;
  return now.turn ? t.changed.turn(nameOf(now, now.turn.site)) : t.changed.turnEnded(nameOf(before, before.turn?.site));
};

const time: Look = (before, now, t) => {
  const same = before.turn?.number === now.turn?.number;
  return same && before.turn?.allotted !== now.turn?.allotted ? t.changed.time : null;
};

const item: Look = (before, now, t) =>
  before.item?.id === now.item?.id ? null : t.changed.item(itemTitle(now, now.item?.id ?? null));

const queue: Look = (before, now, t) => {
  const order = ({ queue }: Conference) => queue.map((request) => request.number).join();
  return order(before) === order(now) ? null : t.changed.queue(now.queue.length);
};

const scene: Look = (before, now, t) => {
  const { kind, main } = now.scene;
  const same = before.scene.kind === kind && before.scene.main === main;
  return same ? null : t.changed.scene(nameOf(now, main));
};
