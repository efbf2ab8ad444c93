import { kPhases, type Phase, type SiteId } from "./names";
import { readFieldFault } from "./decode";
import { readValues } from "./directory";
import type { FieldFault, ItemContent, Mode, SiteContent } from "./model";
import { boolean, integer, list, oneOf, string, time, type Read, type Reader } from "./read";

/** The pages of the office, and the answers that they get: for people with an account, without a link. */
export type OfficePage =
  | { readonly page: "login" }
  | { readonly page: "office" }
  | { readonly page: "conference"; readonly id: string }
  | { readonly page: "directory" }
  | { readonly page: "accounts" };

/** The office page of an address such as `/office/conference/hoi-thao`; null where it is none. */
export function parseOffice(path: string): OfficePage | null {
  const [first, second, third, ...more] = path.split("/").filter((each) => each !== "");
  if (first === "login" && second === undefined) return { page: "login" };
  if (first !== "office" || more.length > 0) return null;
  if (second === undefined) return { page: "office" };
  if (second === "conference" && third !== undefined) return conferencePage(third);
  if ((second === "directory" || second === "accounts") && third === undefined) return { page: second };
  return null;
}

export function officeAddress(to: OfficePage): string {
  switch (to.page) {
    case "login":
      return "/login";
    case "office":
      return "/office";
    case "conference":
      return `/office/conference/${encodeURIComponent(to.id)}`;
    case "directory":
    case "accounts":
      return `/office/${to.page}`;
  }
}

function conferencePage(written: string): OfficePage | null {
  try {
    return { page: "conference", id: decodeURIComponent(written) };
  } catch {
    return null;
  }
}

export const kAccountRoles = ["administrator", "organiser"] as const;
export type AccountRole = (typeof kAccountRoles)[number];

export interface Account {
  readonly name: string;
  readonly role: AccountRole;
}

/** A password as it is sent: two ways to write the same Vietnamese letter must not be two passwords. */
export function passwordText(typed: string): string {
  return typed.normalize("NFC");
}

/** Who is signed in, and the proof that a request comes from our own page. */
export interface SignedIn {
  readonly account: Account;
  readonly csrf: string;
}

export const readSignedIn: Read<SignedIn> = (answer) => ({
  account: readAccount(answer.field("account")),
  csrf: answer.field("csrf").string(),
});

export function readAccount(account: Reader): Account {
  return { name: account.field("name").string(), role: account.field("role").oneOf(kAccountRoles) };
}

/** A conference in the list of all. */
export interface ConferenceEntry {
  readonly id: string;
  readonly title: string;
  readonly topic: string;
  readonly phase: Phase;
  readonly rehearsal: boolean;
  readonly startsAt: number | null;
  /** How many are invited. */
  readonly sites: number;
}

export function readConferenceEntry(entry: Reader): ConferenceEntry {
  return {
    id: entry.field("id").string(),
    title: entry.field("title").or("", string),
    topic: entry.field("topic").or("", string),
    phase: entry.field("phase").or("planned", oneOf(kPhases)),
    rehearsal: entry.field("rehearsal").or(false, boolean),
    startsAt: entry.field("starts_at").optional(time),
    sites: entry.field("sites").or(0, integer),
  };
}

/** A link, with the token that opens it. */
export interface LinkEntry {
  readonly link: string;
  readonly role: string;
  readonly site: SiteId | null;
  readonly name: string;
  /** Null: never. */
  readonly expiresAt: number | null;
  readonly revoked: boolean;
  readonly token: string;
}

export function readLinkEntry(entry: Reader): LinkEntry {
  return {
    link: entry.field("link").string(),
    role: entry.field("role").string(),
    site: entry.field("site").optional(string),
    name: entry.field("name").or("", string),
    expiresAt: entry.field("expires_at").optional(time),
    revoked: entry.field("revoked").or(false, boolean),
    token: entry.field("token").or("", string),
  };
}

/** What an import found in a file. */
export interface ImportReport {
  readonly rows: readonly ImportRow[];
  readonly good: number;
  readonly faulty: number;
  readonly written: number;
  /** Rows that are not among these, for there are very many. */
  readonly leftOut: number;
  /** Headings that mean no field. */
  readonly passedOver: readonly string[];
}

export interface ImportRow {
  readonly row: number;
  readonly values: Readonly<Record<string, string>>;
  /** Not so where the directory has it already. */
  readonly changes: boolean;
  readonly faults: readonly FieldFault[];
}

export const readImportReport: Read<ImportReport> = (report) => ({
  rows: report.field("rows").list(readImportRow),
  good: report.field("good").integer(),
  faulty: report.field("faulty").integer(),
  written: report.field("written").or(0, integer),
  leftOut: report.field("left_out").or(0, integer),
  passedOver: report.field("passed_over").or([], list(string)),
});

function readImportRow(row: Reader): ImportRow {
  return {
    row: row.field("row").integer(),
    values: row.field("values").or({}, readValues),
    changes: row.field("changes").or(true, boolean),
    faults: row.field("faults").or([], list(readFieldFault)),
  };
}

/** A conference that is to be made; whatever a copy leaves out is taken from the former one. */
export type ConferenceDraft = ConferenceHead & (WholeConference | (Partial<WholeConference> & CopiedConference));

interface ConferenceHead {
  readonly id?: string;
  readonly title: string;
  readonly starts_at?: string;
  readonly rehearsal?: boolean;
}

interface WholeConference {
  readonly topic: string;
  readonly kind: string;
  readonly mode: Mode;
  readonly main_site: string;
  readonly sites: readonly SiteContent[];
  readonly programme: readonly ItemContent[];
}

interface CopiedConference {
  /** Its sites with their people, its delegates and its programme are taken. */
  readonly copy_of: string;
}
