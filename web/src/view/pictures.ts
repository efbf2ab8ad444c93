import type { Conference, Site, SiteId, SlotName } from "../protocol/model";
import { sessionOf } from "../session/media";
import type { SessionState } from "../session/state";

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

export function pictureIn(state: SessionState, slot: SlotName): PictureView {
  const { conference } = state;
  const empty: PictureView = { slot, site: null, name: "", kind: "empty", onAir: false, muted: false };
  if (!conference) return empty;
  const told = slotTold(state, slot);
  const id = told ? told.site : expectedIn(conference, state.site, slot);
  const site = id === null ? undefined : siteOf(conference, id);
  if (id === null || !site) return empty;
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

/** Tiles that have somebody in them, in the order of the slots. */
export function tiles(state: SessionState, count: number): PictureView[] {
  return Array.from({ length: count }, (_, index) => pictureIn(state, `gallery-${index + 1}`));
}

export function siteOf(conference: Conference, id: SiteId): Site | undefined {
  return conference.sites.find((site) => site.id === id);
}

export function nameOf(conference: Conference | null, id: SiteId | null | undefined): string {
  if (!conference || id === null || id === undefined) return "";
  return siteOf(conference, id)?.name ?? id;
}

function slotTold(state: SessionState, slot: SlotName) {
  const session = sessionOf(state.media.receive);
  return session === null ? undefined : state.slots[session]?.[slot];
}

/** Whom the server would put there, by the scene; for as long as it has not said so itself. */
function expectedIn(conference: Conference, self: SiteId | null, slot: SlotName): SiteId | null {
  const { scene } = conference;
  const main = mainFor(conference, self);
  if (slot === "main") return main;
  if (slot === "content") return scene.content;
  const number = /^gallery-(\d+)$/.exec(slot)?.[1];
  if (number === undefined) return null;
  return scene.gallery.filter((id) => id !== self && id !== main)[Number(number) - 1] ?? null;
}

/** Nobody sees itself: it gets the main site instead, and the main site the first of the others. */
function mainFor(conference: Conference, self: SiteId | null): SiteId | null {
  const { main, gallery } = conference.scene;
  if (main !== self) return main;
  return self === conference.mainSite ? (gallery.find((id) => id !== self) ?? null) : conference.mainSite;
}
