import type { Key } from "./names";
import { Malformed, key, list, string, type Read, type Reader } from "./read";

/**
 * One top-level part of what the server tells (docs/protocol.md "State"): its name on the wire, and how it is read. A
 * topic has a table of its parts, under `parts/`; the tables together read a whole state, or what has changed of it.
 */
export interface Part<T> {
  readonly name: string;
  /** A part that is not there gets its default, or is malformed where it has none. */
  readonly read: Read<T>;
  readonly readChange: Read<Change<T>>;
}

export type Parts<T> = { readonly [K in keyof T]-?: Part<T[K]> };

/** What an event changes of a list whose elements have keys. */
export interface ListChange<E> {
  readonly upserted: readonly E[];
  readonly removed: readonly Key[];
  readonly order: readonly Key[] | null;
}

/** A part comes whole, or, where it is a list of elements with keys, element by element. */
export type Change<T> =
  | { readonly kind: "whole"; readonly value: T }
  | (T extends readonly (infer E)[] ? { readonly kind: "elements"; readonly change: ListChange<E> } : never);

export type Changes<T> = { readonly [K in keyof T]?: Change<T[K]> };

/** A part that is always said whole. Without a fallback, the server must name it. */
export function whole<T>(name: string, read: Read<T>, ...fallback: [] | [T]): Part<T> {
  const readWhole: Read<T> = (json) => {
    const [value] = fallback;
    return json.missing && value !== undefined ? value : read(json);
  };
  return { name, read: readWhole, readChange: (json) => ({ kind: "whole", value: readWhole(json) }) as Change<T> };
}

/** A part that may be nothing. */
export function perhaps<T>(name: string, read: Read<T>): Part<T | null> {
  return whole<T | null>(name, (json) => json.optional(read), null);
}

/** A list whose elements have an `id` or a `number`; empty where it is not there. */
export function elements<E extends object>(name: string, readElement: Read<E>): Part<readonly E[]> {
  return changingList(name, readElement);
}

/** A set of ids; empty where it is not there. */
export function ids(name: string): Part<readonly string[]> {
  return changingList(name, string);
}

function changingList<E>(name: string, readElement: Read<E>): Part<readonly E[]> {
  const readAll = list(readElement);
  return {
    name,
    read: (json) => (json.absent ? [] : readAll(json)),
    readChange: (json) => {
      if (json.absent || json.isList) return { kind: "whole", value: json.absent ? [] : readAll(json) };
      const change = {
        upserted: readAll(json.field("upserted")),
        removed: json.field("removed").or([], list(key)),
        order: json.field("order").optional(list(key)),
      };
      return { kind: "elements", change } as Change<readonly E[]>;
    },
  };
}

/** All parts of one reader; what it says besides is passed over. */
export function readParts<T extends object>(parts: Parts<T>, json: Reader): T {
  const result: Partial<T> = {};
  for (const field of fieldsOf(parts)) result[field] = parts[field].read(json.field(parts[field].name));
  return result as T;
}

/** The parts that an event has changed; those that this page does not know are passed over. */
export function readChanges<T extends object>(parts: Parts<T>, json: Reader): Changes<T> {
  if (!json.isObject) throw new Malformed(json.where, "an object");
  const result: { [K in keyof T]?: Change<T[K]> } = {};
  for (const field of fieldsOf(parts)) {
    const change = json.field(parts[field].name);
    if (!change.missing) result[field] = parts[field].readChange(change);
  }
  return result;
}

function fieldsOf<T extends object>(parts: Parts<T>): (keyof T)[] {
  return Object.keys(parts) as (keyof T)[];
}
