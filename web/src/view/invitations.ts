import { searchKey } from "../i18n/format";
import type { Dictionary } from "../i18n";
import { kLinkRoles, type Command, type Conference, type LinkId, type LinkRole, type SiteId } from "../protocol/model";
import type { LinkEntry } from "../protocol/office";
import { pageAddress } from "../protocol/paths";
import { filled, kMostBytes, textFault, type Filled } from "./faults";
import { momentOf } from "./moment";
import { nameOf } from "./pictures";
import { sorted } from "./sort";
import { wordOf } from "./words";

/** A link, and whom it lets in. */
export interface InvitationRow {
  readonly link: LinkId;
  readonly role: string;
  /** For whom: the site, or the name on the link, or the role. */
  readonly name: string;
  /** The address that opens it; empty where it opens nothing any more. */
  readonly address: string;
  readonly revoked: boolean;
  readonly expired: boolean;
  /** Null: never. */
  readonly expiresAt: number | null;
  /** The conference needs one link of the chair. */
  readonly canRevoke: boolean;
}

/** @param origin of this page, `https://hop.example.vn` @param now epoch ms */
export function invitationRows(
  conference: Conference,
  links: readonly LinkEntry[],
  { search, revoked }: { readonly search: string; readonly revoked: boolean },
  origin: string,
  now: number,
  t: Dictionary,
): readonly InvitationRow[] {
  const key = searchKey(search.trim());
  const names = new Map(conference.sites.map((site) => [site.id, site.name]));
  const chairs = links.filter((link) => link.role === "chair" && isGood(link, now));
  const rows = links
    .filter((link) => revoked || !link.revoked)
    .map((link) => {
      const role = wordOf(t.invitations.roles, link.role);
      const site = link.site === null ? "" : (names.get(link.site) ?? link.site);
      const name = site || link.name || role;
      const opens = isGood(link, now) && isLinkRole(link.role);
      const address = opens ? origin + pageAddress(link.role, link.token) : "";
      const { revoked, expiresAt } = link;
      const canRevoke = !revoked && (link.role !== "chair" || chairs.some((each) => each !== link));
      const state = { revoked, expired: hasExpired(link, now), expiresAt, canRevoke };
      return { place: placeOf(link), link: link.link, role, name, address, ...state };
    })
    .filter((row) => key === "" || searchKey(`${row.name} ${row.role}`).includes(key));
  return sorted(
    sorted(rows, (row) => row.name, false),
    (row) => row.place,
    false,
  );
}

function hasExpired({ expiresAt }: LinkEntry, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}

function isGood(link: LinkEntry, now: number): boolean {
  return !link.revoked && !hasExpired(link, now);
}

function isLinkRole(role: string): role is LinkRole {
  return (kLinkRoles as readonly string[]).includes(role);
}

/** The desk first, then halls, observers and sites. */
const kOrder: readonly string[] = ["chair", "director", "secretary", "hall", "observer", "site"];

function placeOf({ role, revoked }: LinkEntry): number {
  const place = kOrder.indexOf(role);
  return (place < 0 ? kOrder.length : place) + (revoked ? 100 : 0);
}

/** Those that nobody can come in from: sites that were invited later have no link, others' has expired. */
export function sitesWithoutLink(conference: Conference, links: readonly LinkEntry[], now: number): readonly SiteId[] {
  const have = new Set(links.filter((link) => isGood(link, now)).map(({ site }) => site));
  return conference.sites.map(({ id }) => id).filter((id) => !have.has(id));
}

export function linkOf(conference: Conference, site: SiteId): Command {
  // The name is bounded like a person's; a site's own is shown anyway.
  const name = nameOf(conference, site);
  const fits = new TextEncoder().encode(name).length <= kMostBytes.short;
  return { type: "issue_link", role: "site", site, ...(fits ? { name } : {}) };
}

export interface LinkForm {
  readonly role: LinkRole;
  readonly site: SiteId;
  readonly name: string;
  /** As the field writes it; empty for a link that does not expire. */
  readonly expires: string;
}

export const kLinkForm: LinkForm = { role: "site", site: "", name: "", expires: "" };
export const kLinkFields = ["role", "site", "name", "expires_at"] as const;

export function linkCommand({ role, site, name: typed, expires }: LinkForm, now: number, t: Dictionary): Filled {
  const name = typed.trim();
  const at = momentOf(expires);
  const past = at !== null && at <= now ? t.invitations.expiresPast : "";
  const faults = {
    site: role === "site" && site === "" ? t.setup.faults.required : "",
    name: textFault(name, kMostBytes.short, t),
    expires_at: at === null && expires !== "" ? t.setup.faults.time : past,
  };
  return filled<Command>(faults, () => ({
    ...{ type: "issue_link", role },
    ...(role === "site" ? { site } : {}),
    ...(name === "" ? {} : { name }),
    ...(at === null ? {} : { expires_at: new Date(at).toISOString() }),
  }));
}
