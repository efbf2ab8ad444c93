import { expect, it } from "vitest";
import { pressed, sorted, type Sort, type SortValue } from "./sort";

it.each<[string, SortValue[], boolean, SortValue[]]>([
  [
    "names",
    ["Đắk Lắk", "Cần Thơ", "Điện Biên", "Da", "An Giang"],
    false,
    ["An Giang", "Cần Thơ", "Da", "Đắk Lắk", "Điện Biên"],
  ],
  ["names backwards", ["a", "c", "b"], true, ["c", "b", "a"]],
  ["numbers in names", ["xã 10", "xã 9", "xã 1"], false, ["xã 1", "xã 9", "xã 10"]],
  ["numbers", [10, 9, 1], false, [1, 9, 10]],
  ["what has no value last", [null, 2, null, 1], false, [1, 2, null, null]],
  ["what has no value last backwards too", [null, 2, null, 1], true, [2, 1, null, null]],
])("sorts %s", (_name, values, descending, expected) => {
  expect(sorted(values, (value) => value, descending)).toEqual(expected);
});

it.each([false, true])("keeps the order of equals (descending: %s)", (descending) => {
  const rows = ["b1", "a1", "b2", "a2"];
  const result = sorted(rows, (row) => row.charAt(0), descending);
  expect(result.filter((row) => row.startsWith("a"))).toEqual(["a1", "a2"]);
  expect(result.filter((row) => row.startsWith("b"))).toEqual(["b1", "b2"]);
});

it("goes up, down, and back", () => {
  let sort: Sort | null = null;
  const seen = [1, 2, 3].map(() => (sort = pressed(sort, "name")));
  expect(seen).toEqual([{ column: "name", descending: false }, { column: "name", descending: true }, null]);
  expect(pressed({ column: "name", descending: true }, "unit")).toEqual({ column: "unit", descending: false });
});
