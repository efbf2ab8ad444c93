import {
  isOver,
  type Conference,
  type ConferenceEvent,
  type Scene,
  type Site,
  type SiteId,
  type Source,
} from "./model";

/**
 * The state after an event: the same fold that the server makes, so that a page which resumes with `since` shows what
 * a page with a fresh snapshot shows. What follows from the rest (scene, heard) is computed, never patched.
 * @param at epoch milliseconds of the event
 */
export function applyEvent(state: Conference, event: ConferenceEvent, at: number): Conference {
  return derive(applied(state, event, at));
}

function applied(state: Conference, event: ConferenceEvent, at: number): Conference {
  switch (event.type) {
    case "conference_created":
      return {
        ...state,
        title: event.title,
        topic: event.topic,
        kind: event.kind,
        mode: event.mode,
        mainSite: event.mainSite,
        programme: event.programme,
        sites: event.sites.map((site) => ({ ...site, present: false, camera: false, screen: false, muted: false })),
        turn: null,
        scene: { main: event.mainSite, content: null, gallery: [] },
      };
    case "link_issued":
    case "link_revoked":
      return state;
    case "opened":
      return { ...state, phase: "in_session" };
    case "concluded":
      return { ...state, phase: "concluded" };
    case "site_joined":
      return withSite(state, event.site, { present: true });
    case "site_left":
      return withSite(state, event.site, { present: false, camera: false, screen: false });
    case "source_started":
      return withSite(state, event.site, sourceIs(event.source, true));
    case "source_stopped":
      return withSite(state, event.site, sourceIs(event.source, false));
    case "turn_started":
      // The picture follows in a scene_taken of its own.
      return { ...state, turn: { number: event.turn, site: event.site, since: at } };
    case "turn_ended":
      return { ...state, turn: state.turn?.number === event.turn ? null : state.turn };
    case "scene_taken":
      return { ...state, scene: { ...state.scene, main: event.main } };
    case "site_muted":
      return withSite(state, event.site, { muted: event.muted });
  }
}

function sourceIs(source: Source, on: boolean): Partial<Site> {
  return source === "camera" ? { camera: on } : { screen: on };
}

function withSite(state: Conference, id: SiteId, change: Partial<Site>): Conference {
  return { ...state, sites: state.sites.map((site) => (site.id === id ? { ...site, ...change } : site)) };
}

function derive(state: Conference): Conference {
  return { ...state, scene: sceneOf(state), heard: heardIn(state) };
}

function sceneOf(state: Conference): Scene {
  const { main } = state.scene;
  return {
    main,
    content: contentOf(state),
    gallery: state.sites.filter((site) => site.present && site.id !== main).map((site) => site.id),
  };
}

/** Whose screen is shown: that of the site in the picture, of the speaker, of the main site, of any other. */
function contentOf(state: Conference): SiteId | null {
  const shares = state.sites.filter((site) => site.present && site.screen).map((site) => site.id);
  const first = [state.scene.main, state.turn?.site, state.mainSite].find(
    (id) => id !== undefined && shares.includes(id),
  );
  return first ?? shares[0] ?? null;
}

/** In hội nghị the main site and the holder of the floor are heard, in thảo luận everybody; nobody who is muted, nor after the end. */
function heardIn(state: Conference): SiteId[] {
  if (isOver(state)) return [];
  const allowed = (site: Site) =>
    state.mode === "thao_luan" || site.id === state.mainSite || site.id === state.turn?.site;
  return state.sites.filter((site) => site.present && !site.muted && allowed(site)).map((site) => site.id);
}
