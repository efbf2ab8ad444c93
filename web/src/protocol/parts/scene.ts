import type { SiteId } from "../names";
import { perhaps, whole, type Parts } from "../part";
import { oneOf, string, type Reader } from "../read";

export const kSceneKinds = ["speaker", "speaker_content", "hall_speaker", "grid", "rotation"] as const;
export type SceneKind = (typeof kSceneKinds)[number];

export interface Scene {
  readonly kind: SceneKind;
  readonly main: SiteId;
  readonly second: SiteId | null;
  readonly content: SiteId | null;
}

export interface SceneParts {
  readonly scene: Scene;
  readonly strap: { readonly title: string; readonly subtitle: string } | null;
  readonly slate: { readonly text: string } | null;
  readonly cue: { readonly site: SiteId; readonly since: number } | null;
}

export const sceneParts: Parts<SceneParts> = {
  scene: whole("scene", readScene),
  strap: perhaps("strap", (strap) => ({
    title: strap.field("title").string(),
    subtitle: strap.field("subtitle").or("", string),
  })),
  slate: perhaps("slate", (slate) => ({ text: slate.field("text").string() })),
  cue: perhaps("cue", (cue) => ({ site: cue.field("site").string(), since: cue.field("since").time() })),
};

function readScene(scene: Reader): Scene {
  return {
    kind: scene.field("kind").or("speaker", oneOf(kSceneKinds)),
    main: scene.field("main").string(),
    second: scene.field("second").optional(string),
    content: scene.field("content").optional(string),
  };
}
