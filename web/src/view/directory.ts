import type { Dictionary } from "../i18n";
import { searchKey } from "../i18n/format";
import type { Entry } from "../protocol/directory";
import type { Problem } from "../protocol/model";
import type { ImportReport, ImportRow } from "../protocol/office";
import type { DirectoryKind } from "../protocol/paths";

export interface FieldView {
  readonly name: string;
  readonly type: "id" | "text" | "number" | "phone" | "unit" | "site";
  readonly required: boolean;
  /** A track of the table's grid; fields without one are in the dialog only. */
  readonly width?: string;
}

/** In the order of tables and dialogs. The server checks; this says only what is drawn. */
export const kFields: Readonly<Record<DirectoryKind, readonly FieldView[]>> = {
  units: [
    { name: "id", type: "id", required: false, width: "1fr" },
    { name: "name", type: "text", required: true, width: "2fr" },
    { name: "parent", type: "unit", required: false, width: "2fr" },
  ],
  sites: [
    { name: "id", type: "id", required: false },
    { name: "name", type: "text", required: true, width: "2fr" },
    { name: "unit", type: "unit", required: true, width: "2fr" },
    { name: "address", type: "text", required: false },
    { name: "capacity", type: "number", required: false, width: "112px" },
    { name: "head", type: "text", required: false },
    { name: "operator", type: "text", required: false, width: "1.5fr" },
    { name: "phone", type: "phone", required: false, width: "1.5fr" },
    { name: "devices", type: "text", required: false },
  ],
  delegates: [
    { name: "id", type: "id", required: false },
    { name: "name", type: "text", required: true, width: "2fr" },
    { name: "rank", type: "text", required: false, width: "1fr" },
    { name: "post", type: "text", required: false, width: "1.5fr" },
    { name: "unit", type: "unit", required: true, width: "2fr" },
    { name: "site", type: "site", required: false, width: "1.5fr" },
  ],
};

export interface UnitRow {
  readonly unit: Entry;
  /** From 0. */
  readonly depth: number;
  readonly children: number;
  readonly open: boolean;
}

/** The units that are to be seen, each below its parent, in the server's order. One whose parent is gone stands on top. */
export function unitRows(units: readonly Entry[], open: ReadonlySet<string>): readonly UnitRow[] {
  const known = new Set(units.map((unit) => unit.id));
  const below = new Map<string, Entry[]>();
  for (const unit of units) {
    const parent = unit.values["parent"] ?? "";
    const place = known.has(parent) && parent !== unit.id ? parent : "";
    below.set(place, [...(below.get(place) ?? []), unit]);
  }
  const rows: UnitRow[] = [];
  const add = (parent: string, depth: number) => {
    for (const unit of below.get(parent) ?? []) {
      const children = below.get(unit.id)?.length ?? 0;
      rows.push({ unit, depth, children, open: open.has(unit.id) });
      if (open.has(unit.id)) add(unit.id, depth + 1);
    }
  };
  add("", 0);
  return rows;
}

export function byId(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** The names from the top of the tree down to the unit; its id where it is not known. */
export function unitPath(units: ReadonlyMap<string, Entry>, id: string): string {
  const names: string[] = [];
  const seen = new Set<string>();
  for (let at = id; at !== "" && !seen.has(at); at = units.get(at)?.values["parent"] ?? "") {
    seen.add(at);
    names.unshift(units.get(at)?.name ?? at);
  }
  return names.join(" › ");
}

/** Units that are offered at a time. */
export const kSuggestions = 20;

/** The first units whose name or code has what was typed somewhere, marks and capitals apart. */
export function suggested(units: readonly Entry[], typed: string): readonly Entry[] {
  const wanted = searchKey(typed.trim());
  const found: Entry[] = [];
  for (const unit of units) {
    if (searchKey(unit.name).includes(wanted) || unit.id.includes(wanted)) found.push(unit);
    if (found.length === kSuggestions) break;
  }
  return found;
}

/** What a dialog sends: the fields that say something. */
export function entryBody(kind: DirectoryKind, values: Readonly<Record<string, string>>): Record<string, string> {
  const body: Record<string, string> = {};
  for (const { name } of kFields[kind]) {
    const value = (values[name] ?? "").trim();
    if (value !== "") body[name] = value;
  }
  return body;
}

/** What the server found wrong with each field; the first of each. */
export function fieldErrors(problem: Problem | null): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const fault of problem?.faults ?? []) errors[fault.field] ??= fault.text;
  return errors;
}

/** The media type of a table by its name (browsers disagree on CSV); null for what is no table. */
export function tableType(fileName: string): string | null {
  const name = fileName.toLowerCase();
  if (name.endsWith(".csv")) return "text/csv";
  if (name.endsWith(".xlsx")) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return null;
}

/** Like the server's bound: a longer file is not sent at all, bytes. */
export const kMaxTableBytes = 8 * 1024 * 1024;

export type RowVerdict = "faulty" | "new" | "same";

export function rowVerdict(row: ImportRow): RowVerdict {
  if (row.faults.length > 0) return "faulty";
  return row.changes ? "new" : "same";
}

/** Whether writing the file would do anything: all rows are good, and one of them changes something. */
export function canWrite(report: ImportReport | null): boolean {
  if (!report || report.faulty > 0) return false;
  return report.leftOut > 0 || report.rows.some((row) => row.changes);
}

export function importSummary(report: ImportReport, t: Dictionary): string {
  if (report.faulty > 0) return t.directory.faulty(report.faulty, report.good);
  return canWrite(report) ? t.directory.allGood(report.good) : t.directory.nothingNew;
}
