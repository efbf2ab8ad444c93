import type { Conference, Site, SiteId, SlotName } from "../protocol/model";
import { sessionOf } from "../session/media";
import type { SessionState, SlotState } from "../session/state";

/** What is shown where a slot is: a picture, or what stands in for one. */
export interface PictureView {
  readonly slot: SlotName;
  readonly site: SiteId | null;
  readonly name: string;
  /** `gone`: we know whose picture it would be; `empty`: there is nobody. */
  readonly kind: "picture" | "gone" | "empty";
  readonly onAir: boolean;
  readonly muted: boolean;
}

/** What is in `main` or `content`: what the server says, and until then what the scene says. */
export function pictureIn(state: SessionState, slot: "main" | "content"): PictureView {
  const { conference } = state;
  if (!conference) return emptyIn(slot);
  const told = toldIn(state, slot);
  const id = told ? told.site : slot === "content" ? conference.scene.content : mainFor(conference, state.site);
  return pictureOf(conference, slot, id, told);
}

/**
 * The tiles, in the order of the slots. A tile keeps its site for as long as that is to be seen at all; the others are
 * filled as the server fills them, which holds until it says so itself.
 */
export function tiles(state: SessionState, count: number): PictureView[] {
  const { conference } = state;
  const slots = Array.from({ length: count }, (_, index) => `gallery-${index + 1}`);
  if (!conference) return slots.map(emptyIn);
  const main = pictureIn(state, "main").site;
  const left = conference.sites
    .filter((site) => site.present && site.camera && site.id !== state.site && site.id !== main)
    .map((site) => site.id);
  const told = slots.map((slot) => toldIn(state, slot));
  const kept = told.map((each) => (each && take(left, each.site) ? each.site : null));
  return slots.map((slot, index) => {
    const id = kept[index] ?? left.shift() ?? null;
    const before = told[index];
    if (id !== null) return pictureOf(conference, slot, id, before?.site === id ? before : undefined);
    // Nobody follows: the lost site's name stays, unless it is to be seen elsewhere.
    const lost = before !== undefined && before.site !== main && before.site !== state.site;
    return lost ? pictureOf(conference, slot, before.site, before) : emptyIn(slot);
  });
}

function take(from: SiteId[], id: SiteId): boolean {
  const at = from.indexOf(id);
  if (at >= 0) from.splice(at, 1);
  return at >= 0;
}

function emptyIn(slot: SlotName): PictureView {
  return { slot, site: null, name: "", kind: "empty", onAir: false, muted: false };
}

function pictureOf(
  conference: Conference,
  slot: SlotName,
  id: SiteId | null,
  told: SlotState | undefined,
): PictureView {
  const site = id === null ? undefined : siteOf(conference, id);
  if (id === null || !site) return emptyIn(slot);
  const source = told?.source ?? (slot === "content" ? "screen" : "camera");
  const there = site.present && (source === "screen" ? site.screen : site.camera) && !(told?.gone ?? false);
  return {
    slot,
    site: id,
    name: site.name,
    kind: there ? "picture" : slot === "content" ? "empty" : "gone",
    onAir: conference.scene.main === id,
    muted: site.muted,
  };
}

export function siteOf(conference: Conference, id: SiteId): Site | undefined {
  return conference.sites.find((site) => site.id === id);
}

export function nameOf(conference: Conference | null, id: SiteId | null | undefined): string {
  if (!conference || id === null || id === undefined) return "";
  return siteOf(conference, id)?.name ?? id;
}

function toldIn(state: SessionState, slot: SlotName): SlotState | undefined {
  const session = sessionOf(state.media.receive);
  return session === null ? undefined : state.slots[session]?.[slot];
}

/** Nobody sees itself: it gets the main site instead, and the main site the first of the others. */
function mainFor(conference: Conference, self: SiteId | null): SiteId | null {
  const { main, gallery } = conference.scene;
  if (main !== self) return main;
  return self === conference.mainSite
    ? (gallery.find((id) => siteOf(conference, id)?.camera) ?? null)
    : conference.mainSite;
}
