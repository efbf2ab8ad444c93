import { searchKey } from "../i18n/format";
import { usedOf } from "../protocol/parts/floor";
import { isOver, type Conference, type Site, type SiteId } from "../protocol/model";
import type { SessionState } from "../session/state";
import { kept } from "./kept";
import { nameOf, onAirIn } from "./pictures";

/** One site in the list of a console. */
export interface RowView {
  readonly id: SiteId;
  readonly name: string;
  readonly present: boolean;
  /** `lost`: gone while everybody was looking at it, or while it had the floor. */
  readonly presence: "present" | "absent" | "lost";
  readonly camera: boolean;
  readonly muted: boolean;
  readonly main: boolean;
  /** In the picture that all see. */
  readonly onAir: boolean;
  readonly floor: boolean;
  /** Linear, 0 to 1. */
  readonly level: number;
  readonly canGive: boolean;
}

export interface TurnView {
  readonly number: number;
  readonly site: SiteId;
  readonly name: string;
  /** Milliseconds spoken so far. */
  usedAt(now: number): number;
  /** Allotted by the chair, or else from the programme; null where it has no paper of this site. */
  readonly plannedMs: number | null;
}

/** A page stays quick with a thousand sites by showing the first of them and a search. */
export const kMostRows = 150;

export interface ListView {
  readonly rows: readonly RowView[];
  readonly hidden: number;
  readonly present: number;
  readonly all: number;
}

/** The list of sites: the invitation's order; what is searched for stands first where it begins with the text. */
export function siteList(state: SessionState, search: string): ListView {
  const { conference } = state;
  if (!conference) return { rows: [], hidden: 0, present: 0, all: 0 };
  const found = matching(conference.sites, search);
  return {
    rows: found.slice(0, kMostRows).map((site) => row(state, conference, site)),
    hidden: Math.max(0, found.length - kMostRows),
    present: conference.sites.filter((site) => site.present).length,
    all: conference.sites.length,
  };
}

export function turnView(conference: Conference | null): TurnView | null {
  const turn = conference?.turn;
  if (!conference || !turn) return null;
  const item = conference.programme.find((each) => each.site === turn.site && each.minutes > 0);
  return {
    number: turn.number,
    site: turn.site,
    name: nameOf(conference, turn.site),
    plannedMs: turn.allotted ?? (item ? item.minutes * 60_000 : null),
    usedAt: (now) => usedOf(turn, now),
  };
}

/** −dBov as the bar shows it: −60 dB and below is empty. */
export function levelFraction(minusDbov: number | undefined): number {
  if (minusDbov === undefined) return 0;
  return Math.max(0, Math.min(1, (60 - minusDbov) / 60));
}

function matching(sites: readonly Site[], search: string): readonly Site[] {
  const key = searchKey(search.trim());
  if (key === "") return sites;
  const hits = sites.filter((site) => searchKey(site.name).includes(key));
  const first = (site: Site) => (searchKey(site.name).startsWith(key) ? 0 : 1);
  return [...hits].sort((a, b) => first(a) - first(b));
}

function row(state: SessionState, conference: Conference, site: Site): RowView {
  const over = isOver(conference);
  return rowOf(
    site,
    conference.phase === "in_session",
    conference.mainSite === site.id,
    !over && conference.turn?.site === site.id,
    onAirIn(conference) === site.id,
    site.present && !over ? levelFraction(state.levels[site.id]) : 0,
  );
}

const rowOf = kept(
  (site: Site, running: boolean, main: boolean, floor: boolean, onAir: boolean, level: number): RowView => ({
    id: site.id,
    name: site.name,
    present: site.present,
    presence: site.present ? "present" : floor || onAir ? "lost" : "absent",
    camera: site.camera,
    muted: site.muted,
    main,
    onAir,
    floor,
    level,
    canGive: running && site.present && !floor,
  }),
);
