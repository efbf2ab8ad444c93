import { describe, expect, it } from "vitest";
import { dictionaries } from "../i18n";
import type { Entry } from "../protocol/directory";
import type { ImportReport, ImportRow } from "../protocol/office";
import { kDirectoryKinds } from "../protocol/paths";
import {
  byId,
  canWrite,
  entryBody,
  fieldErrors,
  importSummary,
  kFields,
  kSuggestions,
  rowVerdict,
  suggested,
  tableType,
  unitPath,
  unitRows,
} from "./directory";

const unit = (id: string, parent?: string): Entry => ({
  id,
  name: id.toUpperCase(),
  values: parent === undefined ? { id, name: id } : { id, name: id, parent },
});
const units = [unit("bo"), unit("xa", "tinh"), unit("tinh", "bo"), unit("lac", "khong-co"), unit("huyen", "tinh")];

const drawn = (open: readonly string[]) =>
  unitRows(units, new Set(open)).map((row) => `${"-".repeat(row.depth)}${row.unit.id}:${row.children}`);

describe("the tree of units", () => {
  it("shows what is open, below its parent; what lost its parent stands on top", () => {
    expect(drawn([])).toEqual(["bo:1", "lac:0"]);
    expect(drawn(["bo"])).toEqual(["bo:1", "-tinh:2", "lac:0"]);
    expect(drawn(["bo", "tinh"])).toEqual(["bo:1", "-tinh:2", "--xa:0", "--huyen:0", "lac:0"]);
    expect(drawn(["tinh"])).toEqual(["bo:1", "lac:0"]);
  });

  it("does not lose itself where units stand below each other", () => {
    expect(unitRows([unit("a", "b"), unit("b", "a"), unit("c", "c")], new Set(["a", "b", "c"])).length).toBe(1);
  });

  it("names the way down to a unit", () => {
    const all = byId(units);
    expect(unitPath(all, "xa")).toBe("BO › TINH › XA");
    expect(unitPath(all, "lac")).toBe("khong-co › LAC");
    expect(unitPath(all, "")).toBe("");
    expect(unitPath(new Map([["a", unit("a", "a")]]), "a")).toBe("A");
  });
});

describe("suggestions", () => {
  const named = (id: string, name: string): Entry => ({ id, name, values: {} });
  const some = [named("dak-lak", "Tỉnh Đắk Lắk"), named("ha-noi", "Hà Nội"), named("x1", "Hải Dương")];

  it.each([
    ["dak l", ["dak-lak"]],
    ["ĐẮK", ["dak-lak"]],
    ["ha", ["ha-noi", "x1"]],
    ["x1", ["x1"]],
    ["khong", []],
  ])("%s", (typed, ids) => {
    expect(suggested(some, typed).map((unit) => unit.id)).toEqual(ids);
  });

  it("are few", () => {
    const many = Array.from({ length: 500 }, (_, index) => named(`u${index}`, "Xã"));
    expect(suggested(many, "").length).toBe(kSuggestions);
  });
});

describe("an entry's dialog", () => {
  it("sends the fields that say something", () => {
    const values = { name: " Lào Cai ", unit: "bo", capacity: "", other: "x" };
    expect(entryBody("sites", values)).toEqual({ name: "Lào Cai", unit: "bo" });
  });

  it("shows the first fault of each field", () => {
    const faults = [
      { field: "name", code: "required", text: "Chưa có tên." },
      { field: "name", code: "too_long", text: "Dài quá." },
    ];
    const problem = { status: 422, code: "invalid_field", title: "", detail: "", faults };
    expect(fieldErrors(problem)).toEqual({ name: "Chưa có tên." });
    expect(fieldErrors(null)).toEqual({});
  });

  it("has words for every field, in both languages", () => {
    for (const t of Object.values(dictionaries)) {
      const names: Readonly<Record<string, string>> = t.directory.fields;
      for (const kind of kDirectoryKinds) {
        for (const field of kFields[kind]) expect(names[field.name], field.name).toBeTruthy();
      }
    }
  });
});

describe("an import", () => {
  const row = (changes: boolean, faults: ImportRow["faults"] = []): ImportRow => ({
    row: 2,
    values: {},
    changes,
    faults,
  });
  const report = (...rows: ImportRow[]): ImportReport => {
    const faulty = rows.filter((each) => each.faults.length > 0).length;
    return { rows, good: rows.length - faulty, faulty, written: 0, leftOut: 0, passedOver: [] };
  };
  const fault = { field: "name", code: "required", text: "Chưa có tên." };

  it.each([
    ["Danh sách.CSV", "text/csv"],
    ["a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["a.xls", null],
    ["csv", null],
  ])("%s is %s", (name, type) => {
    expect(tableType(name)).toBe(type);
  });

  it("is written when every row is good and one changes something", () => {
    expect(canWrite(null)).toBe(false);
    expect(canWrite(report(row(true), row(false)))).toBe(true);
    expect(canWrite(report(row(false)))).toBe(false);
    expect(canWrite(report(row(true), row(true, [fault])))).toBe(false);
    expect(canWrite({ ...report(row(false)), leftOut: 1 })).toBe(true);
  });

  it("says what it found", () => {
    const { directory } = dictionaries.vi;
    expect(rowVerdict(row(true, [fault]))).toBe("faulty");
    expect(rowVerdict(row(true))).toBe("new");
    expect(rowVerdict(row(false))).toBe("same");
    expect(importSummary(report(row(true), row(true, [fault])), dictionaries.vi)).toBe(directory.faulty(1, 1));
    expect(importSummary(report(row(true)), dictionaries.vi)).toBe(directory.allGood(1));
    expect(importSummary(report(row(false)), dictionaries.vi)).toBe(directory.nothingNew);
  });
});
