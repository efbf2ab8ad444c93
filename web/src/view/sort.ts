/** What a column sorts by; null for what has no value, which stands last in both directions. */
export type SortValue = string | number | null;

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** Đ after D, marks as Vietnamese counts them, "xã 9" before "xã 10". */
const kCollator = new Intl.Collator("vi", { numeric: true });

/** Rows of the same value keep their order. */
export function sorted<T>(rows: readonly T[], value: (row: T) => SortValue, descending: boolean): readonly T[] {
  const keyed = rows.map((row) => ({ row, value: value(row) }));
  const sign = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    return sign * compare(a.value, b.value);
  });
  return keyed.map((each) => each.row);
}

/** A press on a column's head: first up, then down, then as it was. */
export function pressed(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return kCollator.compare(String(a), String(b));
}
