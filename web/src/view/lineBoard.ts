import { searchKey } from "../i18n/format";
import type { Dictionary } from "../i18n";
import type { Contact } from "../protocol/desk";
import type { Conference, Desk, Site, SiteId } from "../protocol/model";
import type { LineTest } from "../protocol/parts/lineTests";
import type { Line } from "../protocol/parts/sites";
import { kept } from "./kept";
import { faultWords } from "./lineTest";
import { sorted } from "./sort";

export const kLineFilters = ["all", "failing"] as const;
export type LineFilter = (typeof kLineFilters)[number];

/** One site on the board. */
export interface LineCell {
  readonly id: SiteId;
  readonly name: string;
  readonly unit: string;
  readonly verdict: Line;
  /** Of the last test; null where there was none. */
  readonly at: number | null;
  readonly by: string;
  readonly signedBy: string;
  /** What did not pass, in words. */
  readonly faults: readonly string[];
  /** Whom to call. */
  readonly contact: string;
  readonly phone: string;
}

export interface LineUnit {
  readonly unit: string;
  readonly cells: readonly LineCell[];
  readonly passed: number;
}

/** The worst first, of cells and of units. */
const kWorst: readonly Line[] = ["failed", "weak", "untested", "passed"];

export function lineBoard(
  conference: Conference,
  desk: Desk | null,
  { search, filter }: { readonly search: string; readonly filter: LineFilter },
  t: Dictionary,
): readonly LineUnit[] {
  const key = searchKey(search.trim());
  const fits = (cell: LineCell) =>
    (filter === "all" || cell.verdict !== "passed") &&
    (key === "" || searchKey(`${cell.name} ${cell.unit}`).includes(key));
  const units = new Map<string, LineCell[]>();
  for (const cell of cellsOf(conference, desk, t).filter(fits)) {
    const unit = units.get(cell.unit);
    if (unit) unit.push(cell);
    else units.set(cell.unit, [cell]);
  }
  const all = [...units].map(([unit, cells]): LineUnit => {
    const worstFirst = sorted(byName(cells), (cell) => kWorst.indexOf(cell.verdict), false);
    return { unit, cells: worstFirst, passed: cells.filter(({ verdict }) => verdict === "passed").length };
  });
  const named = sorted(all, ({ unit }) => unit || null, false);
  return sorted(named, ({ cells }) => kWorst.indexOf(cells[0]?.verdict ?? "passed"), false);
}

/** Whom one has to call before the day, the worst first. */
export function toCall(conference: Conference, desk: Desk | null, t: Dictionary): readonly LineCell[] {
  const failing = cellsOf(conference, desk, t).filter(({ verdict }) => verdict !== "passed");
  const byUnit = sorted(byName(failing), ({ unit }) => unit || null, false);
  return sorted(byUnit, ({ verdict }) => kWorst.indexOf(verdict), false);
}

/** The tests of a site that the desk has at hand, the last first. */
export function testsOf(desk: Desk | null, site: SiteId): readonly LineTest[] {
  return (desk?.lineTests ?? []).filter((test) => test.site === site).sort((a, b) => b.number - a.number);
}

function cellsOf(conference: Conference, desk: Desk | null, t: Dictionary): readonly LineCell[] {
  const last = new Map<SiteId, LineTest>();
  for (const test of desk?.lineTests ?? []) {
    if ((last.get(test.site)?.number ?? -1) < test.number) last.set(test.site, test);
  }
  const contacts = new Map(desk?.contacts.map((contact) => [contact.id, contact]));
  return conference.sites.map((site) => cellOf(site, last.get(site.id), contacts.get(site.id), t));
}

const cellOf = kept(
  (
    { id, name, unit, line }: Site,
    test: LineTest | undefined,
    contact: Contact | undefined,
    t: Dictionary,
  ): LineCell => ({
    ...{ id, name, unit, verdict: line, at: test?.at ?? null, by: test?.by ?? "", signedBy: test?.signedBy ?? "" },
    faults: faultWords(test?.faults ?? [], t),
    contact: contact?.operator || contact?.head || "",
    phone: contact?.phone ?? "",
  }),
);

function byName(cells: readonly LineCell[]): readonly LineCell[] {
  return sorted(cells, ({ name }) => name, false);
}
