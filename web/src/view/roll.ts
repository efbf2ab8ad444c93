import { searchKey } from "../i18n/format";
import type { Command, Conference, Desk, Site, SiteId } from "../protocol/model";
import type { Presence } from "../protocol/parts/sites";
import { isWhole, kMostPeople } from "./faults";
import { kept } from "./kept";
import { sorted } from "./sort";

/** Whom the table shows. */
export const kRollFilters = ["all", "not_called", "there", "absent"] as const;
export type RollFilter = (typeof kRollFilters)[number];

export interface SiteRow {
  readonly kind: "site";
  readonly id: SiteId;
  readonly name: string;
  /** Whether its page is connected, which the roll does not depend on. */
  readonly connected: boolean;
  readonly roll: Presence;
  readonly byPhone: boolean;
  readonly headcount: number | null;
  /** How many it announced. */
  readonly attending: number | null;
  readonly absence: string;
  readonly phone: string;
}

export interface UnitRow {
  readonly kind: "unit";
  readonly unit: string;
  readonly there: number;
  readonly all: number;
}

export type RollRow = SiteRow | UnitRow;

/** The sites by unit, as Vietnamese sorts them; those without a unit come last. */
export function rollRows(
  conference: Conference | null,
  desk: Desk | null,
  search: string,
  filter: RollFilter,
): readonly RollRow[] {
  if (!conference) return [];
  const key = searchKey(search.trim());
  const phones = new Map(desk?.contacts.map((contact) => [contact.id, contact.phone]));
  const fits = (site: Site) =>
    passes(site, filter) && (key === "" || searchKey(`${site.name} ${site.unit}`).includes(key));
  const byName = sorted(conference.sites.filter(fits), (site) => site.name, false);
  const units = new Map<string, Site[]>();
  for (const site of sorted(byName, (site) => site.unit || null, false)) {
    const unit = units.get(site.unit);
    if (unit) unit.push(site);
    else units.set(site.unit, [site]);
  }
  const grouped = units.size > 1 || !units.has("");
  return [...units].flatMap(([unit, sites]): RollRow[] => {
    const rows = sites.map((site) => siteRow(site, phones.get(site.id) ?? ""));
    return grouped ? [{ kind: "unit", unit, there: sites.filter(isThere).length, all: sites.length }, ...rows] : rows;
  });
}

function passes(site: Site, filter: RollFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "there":
      return isThere(site);
    case "not_called":
    case "absent":
      return site.roll === filter;
  }
}

function isThere({ roll }: Site): boolean {
  return roll === "in_person" || roll === "online";
}

const siteRow = kept((site: Site, phone: string): SiteRow => {
  const { id, name, present, roll, byPhone, headcount, attending, absence } = site;
  return { kind: "site", id, name, connected: present, roll, byPhone, headcount, attending, absence, phone };
});

export function rollKey(row: RollRow): string {
  return row.kind === "unit" ? `unit ${row.unit}` : row.id;
}

export interface QuorumView {
  readonly calledAt: number | null;
  readonly there: number;
  readonly all: number;
  readonly people: number;
  readonly percent: number;
  /** How many sites are still needed. */
  readonly missing: number;
  readonly met: boolean;
}

export function quorumView(conference: Conference | null): QuorumView | null {
  if (!conference) return null;
  const { calledAt, sitesPresent, sitesAll, people, quorumPercent, met } = conference.roll;
  const needed = Math.ceil((quorumPercent * sitesAll) / 100);
  return {
    ...{ calledAt, there: sitesPresent, all: sitesAll, people, percent: quorumPercent, met },
    missing: Math.max(0, needed - sitesPresent),
  };
}

/** What one key or one press confirms: the headcount that was announced, until somebody counts. */
export function confirmed(row: SiteRow, roll: Exclude<Presence, "not_called">): Command {
  const headcount = row.headcount ?? row.attending;
  return {
    type: "confirm_presence",
    site: row.id,
    roll,
    by_phone: false,
    ...(roll === "absent" || headcount === null ? {} : { headcount }),
  };
}

/** What is being filled in about one site. */
export interface RollDraft {
  readonly roll: Exclude<Presence, "not_called">;
  /** Null where it is not known. */
  readonly headcount: number | null;
  readonly byPhone: boolean;
  readonly absence: string;
}

export const kRollDraft: RollDraft = { roll: "online", headcount: null, byPhone: false, absence: "" };

export function rollDraft(row: SiteRow): RollDraft {
  return {
    roll: row.roll === "not_called" ? (row.connected ? "online" : "in_person") : row.roll,
    headcount: row.headcount ?? row.attending,
    byPhone: row.byPhone,
    absence: row.absence,
  };
}

/** Null where the headcount is none. */
export function rollCommand(site: SiteId, draft: RollDraft): Command | null {
  const { roll, headcount, byPhone } = draft;
  if (roll === "absent") {
    return { type: "confirm_presence", site, roll, by_phone: byPhone, absence: draft.absence.trim() };
  }
  const isCount = headcount === null || isWhole(headcount, 0, kMostPeople);
  if (!isCount) return null;
  return { type: "confirm_presence", site, roll, by_phone: byPhone, ...(headcount === null ? {} : { headcount }) };
}
