import { isOver, type Conference, type Site, type SiteId, type SlotName } from "../protocol/model";
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

/** The slots that show what the scene, or the director's preview, asks for. */
export type StageSlot = "main" | "content" | "second" | "preview";

/**
 * What is in a slot of the stage: what the server said of the picture, and until then what the scene says. A switch
 * waits for a key frame, so the scene knows the next picture before it is there. Only of a picture that cannot come
 * does the scene know more.
 */
export function pictureIn(state: SessionState, slot: StageSlot): PictureView {
  const { conference } = state;
  if (!conference) return emptyIn(slot);
  const next = wantedIn(state, conference, slot);
  const told = toldIn(state, slot);
  if (!told || !canCome(conference, slot, next)) return pictureOf(conference, slot, next, undefined);
  return pictureOf(conference, slot, told.site, told);
}

/** The tiles of a gallery: the sites that are neither in main nor one's own. */
export function tiles(state: SessionState, count: number): PictureView[] {
  const main = pictureIn(state, "main").site;
  const scene = state.conference?.scene;
  return tilesOf(state, count, [main, state.site, scene?.kind === "hall_speaker" ? scene.second : null]);
}

/** The tiles of the director's multiview: every site, those on air included. */
export function monitorTiles(state: SessionState, count: number): PictureView[] {
  return tilesOf(state, count, []);
}

/**
 * The tiles, in the order of the slots: each with the site whose picture the server said is in it. The sites that are
 * to come take the free ones in order, as the server does it: they name those that had no picture yet, and those that
 * had one keep its name until the new picture is there.
 */
function tilesOf(state: SessionState, count: number, elsewhere: readonly (SiteId | null)[]): PictureView[] {
  const { conference } = state;
  const slots = Array.from({ length: count }, (_, index) => `gallery-${index + 1}`);
  if (!conference) return slots.map(emptyIn);
  const coming = conference.sites
    .filter((site) => site.present && site.camera && !elsewhere.includes(site.id))
    .map((site) => site.id);
  const told = slots.map((slot) => toldIn(state, slot));
  const stays = told.map((each) => each !== undefined && take(coming, each.site));
  return slots.map((slot, index) => {
    const before = told[index];
    if (before && stays[index]) return pictureOf(conference, slot, before.site, before);
    const next = coming.shift() ?? null;
    if (!before) return pictureOf(conference, slot, next, undefined);
    // Nobody follows: a lost site's name stays, unless it is to be seen elsewhere.
    const seen = elsewhere.includes(before.site) || isTold(told, before.site, stays);
    return next === null && seen ? emptyIn(slot) : pictureOf(conference, slot, before.site, before);
  });
}

function take(from: SiteId[], id: SiteId): boolean {
  const at = from.indexOf(id);
  if (at >= 0) from.splice(at, 1);
  return at >= 0;
}

function isTold(told: readonly (SlotState | undefined)[], id: SiteId, among: readonly boolean[]): boolean {
  return told.some((each, index) => among[index] && each?.site === id);
}

/** Whether the server can put that site's picture into the slot: nothing is said of a slot that stays without one. */
function canCome(conference: Conference, slot: SlotName, id: SiteId | null): boolean {
  const site = id === null ? undefined : siteOf(conference, id);
  return site !== undefined && site.present && (slot === "content" ? site.screen : site.camera);
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
    onAir: onAirIn(conference) === id,
    muted: site.muted,
  };
}

/** The site in the picture that all see; nobody once it is over. */
export function onAirIn(conference: Conference | null): SiteId | null {
  return conference === null || isOver(conference) ? null : conference.scene.main;
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

function wantedIn(state: SessionState, conference: Conference, slot: StageSlot): SiteId | null {
  switch (slot) {
    case "main":
      return mainFor(conference, state.site);
    case "second":
      return conference.scene.second;
    case "content":
      return conference.scene.content;
    case "preview":
      return state.desk?.preview?.main ?? null;
  }
}

/** Of the present sites that are not in main, the second one before all others. */
function firstOfGallery({ sites, scene }: Conference): SiteId | null {
  const others = sites.filter((site) => site.present && site.camera && site.id !== scene.main);
  return (others.find((site) => site.id === scene.second) ?? others[0])?.id ?? null;
}

/** Nobody sees itself: it gets the main site instead, and the main site the first of the others. */
function mainFor(conference: Conference, self: SiteId | null): SiteId | null {
  const { kind, main, second } = conference.scene;
  if (main !== self) return main;
  if (kind === "hall_speaker" && second !== null && second !== self) return second;
  return self === conference.mainSite ? firstOfGallery(conference) : conference.mainSite;
}
