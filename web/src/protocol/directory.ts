import { list, string, type Read, type Reader } from "./read";

/** A unit, site or delegate: its fields as they stand in a dialog or a table; those not said are not there. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface DirectoryPage {
  readonly entries: readonly Entry[];
  /** That the search finds, pages apart. */
  readonly total: number;
  /** What the next page goes on behind; null for the last one. */
  readonly next: string | null;
}

export function readEntry(entry: Reader): Entry {
  const values = readValues(entry);
  return { id: entry.field("id").string(), name: entry.field("name").string(), values };
}

/** Numbers come as numbers. */
export const readValues: Read<Readonly<Record<string, string>>> = (entry) =>
  entry.record((value) => (value.isText ? value.string() : String(value.number())));

export function readDirectoryPage(kind: string): Read<DirectoryPage> {
  return (page) => ({
    entries: list(readEntry)(page.field(kind)),
    total: page.field("total").integer(),
    next: page.field("next").optional(string),
  });
}
