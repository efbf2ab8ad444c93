import type { Key } from "./names";
import type { Change, Changes, ListChange } from "./part";

/**
 * The state after an event (docs/protocol.md "Changes"). The page has no rules of its own: it puts what the server says
 * in the place of what was there, so that a page which resumes with `since` shows what one with a fresh snapshot shows.
 */
export function patched<T extends object>(before: T, changes: Changes<T>): T {
  const after = { ...before };
  for (const field of Object.keys(changes) as (keyof T)[]) {
    const change = changes[field];
    if (change) after[field] = changedPart(before[field], change);
  }
  return after;
}

function changedPart<V>(before: V, change: Change<V>): V {
  if (change.kind === "whole") return change.value;
  return changedList(before as readonly unknown[], change.change as ListChange<unknown>) as V;
}

/**
 * An upserted element replaces its namesake in its place, or comes at the end; those removed go; then the order. A set
 * of ids is kept as the server writes it, sorted.
 */
function changedList<E>(before: readonly E[], change: ListChange<E>): readonly E[] {
  const byKey = new Map(before.map((element) => [keyOf(element), element]));
  for (const element of change.upserted) byKey.set(keyOf(element), element);
  for (const removed of change.removed) byKey.delete(removed);
  if (change.order === null) {
    const all = [...byKey.values()];
    return all.every((element) => typeof element === "string") ? all.sort() : all;
  }
  return change.order.flatMap((key) => byKey.get(key) ?? []);
}

/** An id is its own key. */
function keyOf(element: unknown): Key | undefined {
  if (typeof element === "string") return element;
  const { id, number } = element as { readonly id?: Key; readonly number?: Key };
  return id ?? number;
}
