import { searchKey } from "../i18n/format";
import type { Dictionary } from "../i18n";
import type { Contact } from "../protocol/desk";
import type { Command, Conference, Desk, Site, SiteContent, SiteId } from "../protocol/model";
import type { Line, Reply } from "../protocol/parts/sites";
import { filled, isWhole, kMostBytes, kMostPeople, textFault, type Filled } from "./faults";
import { kept } from "./kept";
import { slugOf } from "./slug";
import { sorted } from "./sort";

export const kReplyFilters = ["all", "none", "accepted", "declined"] as const;
export type ReplyFilter = (typeof kReplyFilters)[number];

export interface InvitedRow {
  readonly id: SiteId;
  readonly name: string;
  readonly unit: string;
  readonly main: boolean;
  readonly head: string;
  readonly operator: string;
  readonly phone: string;
  readonly reply: Reply;
  readonly attending: number | null;
  readonly line: Line;
}

/** The main site first, the others as Vietnamese sorts them. */
export function invitedRows(
  conference: Conference,
  desk: Desk | null,
  search: string,
  filter: ReplyFilter,
): readonly InvitedRow[] {
  const key = searchKey(search.trim());
  const contacts = new Map(desk?.contacts.map((contact) => [contact.id, contact]));
  const rows = conference.sites.map((site) => invitedRow(site, site.id === conference.mainSite, contacts.get(site.id)));
  const fits = (row: InvitedRow) =>
    (filter === "all" || row.reply === filter) &&
    (key === "" || searchKey(`${row.name} ${row.unit} ${row.head} ${row.operator} ${row.phone}`).includes(key));
  const byName = sorted(rows.filter(fits), (row) => row.name, false);
  return sorted(byName, (row) => (row.main ? 0 : 1), false);
}

const invitedRow = kept((site: Site, main: boolean, contact: Contact | undefined): InvitedRow => {
  const { id, name, unit, reply, attending, line } = site;
  const { head = "", operator = "", phone = "" } = contact ?? {};
  return { id, name, unit, main, head, operator, phone, reply, attending, line };
});

export interface RepliesView {
  readonly accepted: number;
  readonly all: number;
  readonly people: number;
}

export function repliesView({ sites }: Conference): RepliesView {
  const accepted = sites.filter(({ reply }) => reply === "accepted");
  return {
    accepted: accepted.length,
    all: sites.length,
    people: accepted.reduce((sum, { attending }) => sum + (attending ?? 0), 0),
  };
}

/** What is being filled in about a site that is invited. */
export interface SiteForm {
  readonly name: string;
  readonly unit: string;
  readonly head: string;
  readonly operator: string;
  readonly phone: string;
  readonly reply: Reply;
  readonly attending: number | null;
}

export const kSiteFields = ["name", "unit", "head", "operator", "phone", "reply", "attending"] as const;

export function siteForm({ name, unit, head, operator, phone, reply, attending }: InvitedRow): SiteForm {
  return { name, unit, head, operator, phone, reply, attending };
}

/** What is to be sent, in order: of what was not changed, nothing. */
export function siteCommands(row: InvitedRow, form: SiteForm, t: Dictionary): Filled<readonly Command[]> {
  const { short, text } = kMostBytes;
  const { reply, attending } = form;
  const faults = {
    name: textFault(form.name, text, t, true),
    unit: textFault(form.unit, short, t),
    head: textFault(form.head, short, t),
    operator: textFault(form.operator, short, t),
    phone: textFault(form.phone, short, t),
    attending: attending === null || isWhole(attending, 0, kMostPeople) ? "" : t.setup.faults.attending,
  };
  return filled(faults, () => {
    const site = siteContent(row.id, form);
    const before = siteContent(row.id, row);
    const isSame = (Object.keys(site) as (keyof SiteContent)[]).every((field) => site[field] === before[field]);
    const answer: Command = {
      ...{ type: "answer_invitation", site: row.id, reply },
      ...(attending === null ? {} : { attending }),
    };
    const isAnswered = reply === row.reply && attending === row.attending;
    return [...(isSame ? [] : [{ type: "put_site", site } as const]), ...(isAnswered ? [] : [answer])];
  });
}

function siteContent(id: SiteId, { name, unit, head, operator, phone }: Omit<SiteForm, "reply" | "attending">) {
  const trimmed = { name: name.trim(), unit: unit.trim(), head: head.trim() };
  return { id, ...trimmed, operator: operator.trim(), phone: phone.trim() } satisfies SiteContent;
}

export interface DelegateRow {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly site: SiteId;
  readonly siteName: string;
  readonly weight: number;
}

export function delegateRows(conference: Conference, desk: Desk | null, search: string): readonly DelegateRow[] {
  const key = searchKey(search.trim());
  const names = new Map(conference.sites.map(({ id, name }) => [id, name]));
  const rows = (desk?.delegates ?? []).map(({ id, name, post, site, weight }): DelegateRow => {
    return { id, name, post, site, siteName: names.get(site) ?? site, weight };
  });
  const fits = (row: DelegateRow) => key === "" || searchKey(`${row.name} ${row.post} ${row.siteName}`).includes(key);
  return sorted(rows.filter(fits), (row) => row.name, false);
}

export interface DelegateForm {
  readonly name: string;
  readonly post: string;
  readonly site: SiteId;
  readonly weight: number | null;
}

export const kDelegateFields = ["name", "post", "site", "weight"] as const;

/** As the server has it. */
const kMostWeight = 1_000_000;

/** @param id null for a new one */
export function delegateCommand(
  id: string | null,
  form: DelegateForm,
  taken: ReadonlySet<string>,
  t: Dictionary,
): Filled {
  const { short } = kMostBytes;
  const name = form.name.trim();
  const { site, weight } = form;
  const faults = {
    name: textFault(name, short, t, true),
    post: textFault(form.post, short, t),
    site: site === "" ? t.setup.faults.required : "",
    weight: isWhole(weight, 1, kMostWeight) ? "" : t.setup.faults.weight,
  };
  return filled(faults, () => ({
    type: "put_delegate",
    delegate: {
      ...{ id: id ?? slugOf(name, taken, "dai-bieu"), name, post: form.post.trim(), site },
      weight: weight ?? 1,
    },
  }));
}
