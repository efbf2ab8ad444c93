import { isOver, type PaperId } from "../protocol/model";
import type { SceneKind } from "../protocol/parts/scene";
import type { SessionState } from "../session/state";
import { pictureIn, tiles, type PictureView } from "./pictures";

/** Where the pictures of the scene stand. */
export type StageLayout =
  | "one"
  /** Two side by side. */
  | "two"
  /** All of the same size. */
  | "grid"
  /** 75 % for content or a paper, the speaker beside. */
  | "shared";

/** Which part of the scene a screen shows: a hall may have two. */
export type Screen = "all" | "picture" | "content";

export interface PaperView {
  readonly id: PaperId;
  readonly page: number;
  readonly title: string;
}

/** What everybody sees. */
export interface StageView {
  readonly layout: StageLayout;
  readonly main: PictureView;
  readonly second: PictureView | null;
  readonly content: PictureView;
  /** In a grid: main first, then the gallery's. */
  readonly tiles: readonly PictureView[];
  /** Takes the place of shared content while it is shown. */
  readonly paper: PaperView | null;
  readonly strap: { readonly title: string; readonly subtitle: string } | null;
  /** A text in the place of the picture; null where there is none. */
  readonly slate: string | null;
}

/** Most tiles of a grid besides main; more would be smaller than a face needs. */
const kMostTiles = 8;

/** @param gallery how many gallery slots the page's view has */
export function stageView(state: SessionState, gallery: number, screen: Screen = "all"): StageView {
  const main = pictureIn(state, "main");
  const content = pictureIn(state, "content");
  const paper = paperOf(state);
  const others = tiles(state, Math.min(gallery, kMostTiles)).filter((tile) => tile.kind !== "empty");
  const second = secondOf(state);
  const shared = paper !== null || content.kind === "picture";
  const layout = shared && screen === "all" ? "shared" : layoutOf(state, second, others.length);
  return {
    layout,
    main,
    second: layout === "two" ? second : null,
    content,
    tiles: layout === "grid" ? [main, ...others] : [],
    paper,
    strap: strapFor(state, main),
    slate: isOver(state.conference) ? null : (state.conference?.slate?.text ?? null),
  };
}

function layoutOf(state: SessionState, second: PictureView | null, others: number): StageLayout {
  const kind: SceneKind = state.conference?.scene.kind ?? "speaker";
  switch (kind) {
    case "hall_speaker":
      return second ? "two" : "one";
    case "grid":
      return others > 0 ? "grid" : "one";
    case "speaker":
    case "speaker_content":
    case "rotation":
      return "one";
  }
}

/** Whoever is one of the two sees the other in main, and needs no second picture. */
function secondOf(state: SessionState): PictureView | null {
  const { scene } = state.conference ?? {};
  if (!scene || scene.second === null || state.site === scene.main || state.site === scene.second) return null;
  return pictureIn(state, "second");
}

/** The line names whoever the scene shows: not the picture that stands in for one's own, nor one that is still to go. */
function strapFor({ conference }: SessionState, main: PictureView): StageView["strap"] {
  return conference && main.site === conference.scene.main ? conference.strap : null;
}

function paperOf({ conference }: SessionState): PaperView | null {
  const showing = conference?.showing;
  if (!conference || !showing || isOver(conference)) return null;
  const title = conference.papers.find(({ id }) => id === showing.paper)?.title ?? "";
  return { id: showing.paper, page: showing.page, title };
}
