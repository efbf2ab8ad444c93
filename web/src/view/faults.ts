import type { Dictionary } from "../i18n";
import type { Command, Problem } from "../protocol/model";
import { officeProblem } from "./office";

/** What is wrong with each field of a form, in words; under `""` what belongs to none of them. */
export type Faults = Readonly<Record<string, string>>;

export const kNoFaults: Faults = {};

/** A form that was filled in: what to send, or what is still wrong. */
export type Filled<T = Command> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: Faults };

/** As the server has them, bytes. */
export const kMostBytes = { text: 2_000, short: 300 } as const;

/** In one room, as the server has it. */
export const kMostPeople = 100_000;

/** Which field a refusal without faults of its own is about. */
const kFieldOf: Readonly<Record<string, string>> = {
  no_such_site: "site",
  no_such_item: "item",
  no_such_paper: "paper",
  no_such_unit: "unit",
  no_such_conference: "copy_of",
  link_exists: "name",
  body_too_large: "file",
  wrong_content_type: "file",
  paper_unreadable: "file",
  paper_encrypted: "file",
  paper_damaged: "file",
  paper_has_no_pages: "file",
  paper_needs_pdf: "file",
  paper_not_convertible: "file",
};

/** What the server found wrong, each where it can be put right. @param fields those that the form has */
export function refusedFields(problem: Problem, fields: readonly string[], t: Dictionary): Faults {
  const faults: Record<string, string> = {};
  for (const { field, text } of problem.faults ?? []) {
    // Of `site.phone` the form has the last word.
    const name = field.split(".").at(-1) ?? "";
    faults[fields.includes(name) ? name : ""] ??= text;
  }
  if (Object.keys(faults).length > 0) return faults;
  const field = kFieldOf[problem.code] ?? "";
  return { [fields.includes(field) ? field : ""]: officeProblem(problem, t) };
}

/** What the server would refuse of a text, before it is asked. */
export function textFault(text: string, most: number, t: Dictionary, required = false): string {
  if (required && text.trim() === "") return t.setup.faults.required;
  return new TextEncoder().encode(text.trim()).length > most ? t.setup.faults.tooLong : "";
}

export function isWhole(value: number | null, least: number, most: number): value is number {
  return value !== null && Number.isInteger(value) && value >= least && value <= most;
}

/** The command where nothing is wrong. */
export function filled<T>(faults: Faults, value: () => T): Filled<T> {
  const wrong = Object.entries(faults).filter(([, text]) => text !== "");
  return wrong.length === 0 ? { ok: true, value: value() } : { ok: false, faults: Object.fromEntries(wrong) };
}
