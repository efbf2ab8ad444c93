import type { SceneKind } from "../protocol/parts/scene";
import { isOver } from "../protocol/model";
import type { Line } from "../protocol/parts/sites";
import type { SessionState } from "../session/state";
import { levelFraction } from "./desk";
import { monitorTiles, onAirIn, siteOf, type PictureView } from "./pictures";

/** The director's view has so many tiles (docs/protocol.md, "Media"). */
export const kMonitors = 25;

/** One picture of the multiview. `mark`: red frame, amber frame or none; on air goes before all else, never both. */
export interface MonitorView {
  /** From 1: what the digits choose. */
  readonly number: number;
  readonly picture: PictureView;
  readonly mark: "on-air" | "cue" | "none";
  readonly inPreview: boolean;
  readonly muted: boolean;
  readonly consent: boolean;
  readonly line: Line;
  /** Linear, 0 to 1. */
  readonly level: number;
}

export function monitors(state: SessionState): MonitorView[] {
  return monitorTiles(state, kMonitors)
    .map((picture, index) => monitor(state, picture, index + 1))
    .filter(({ picture }) => picture.kind !== "empty");
}

/** What the digits that were pressed one after another choose: the monitor of that number, if there is one. */
export function chosenBy(digits: string, all: readonly MonitorView[]): MonitorView | undefined {
  return all.find(({ number }) => String(number) === digits);
}

/** The monitor `steps` further on, from the one in preview; the first where there is none. */
export function walked(all: readonly MonitorView[], steps: number): MonitorView | undefined {
  const from = all.findIndex(({ inPreview }) => inPreview);
  if (from < 0) return all[0];
  return all[Math.max(0, Math.min(all.length - 1, from + steps))];
}

/** Scenes that show a second picture take the main site for it. */
export const kScenesOfTwo: readonly SceneKind[] = ["hall_speaker"];

function monitor(state: SessionState, picture: PictureView, number: number): MonitorView {
  const { conference, desk } = state;
  const id = picture.site;
  const site = conference && id !== null ? siteOf(conference, id) : undefined;
  const over = isOver(conference);
  return {
    number,
    picture,
    mark: markOf(state, id),
    inPreview: id !== null && desk?.preview?.main === id,
    muted: site?.muted ?? false,
    consent: site?.consent ?? false,
    line: site?.line ?? "untested",
    level: site?.present && !over ? levelFraction(state.levels[site.id]) : 0,
  };
}

function markOf({ conference }: SessionState, id: string | null): MonitorView["mark"] {
  if (id === null || conference === null || isOver(conference)) return "none";
  if (onAirIn(conference) === id || conference.scene.second === id) return "on-air";
  return conference.cue?.site === id ? "cue" : "none";
}
