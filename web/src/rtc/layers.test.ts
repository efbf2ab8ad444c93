import { expect, it } from "vitest";
import { layersFor } from "./layers";

it.each([
  [1920, 1080, [480, 960, 1920]],
  [1280, 720, [320, 640, 1280]],
  [960, 540, [240, 480, 960]],
  [640, 480, [320, 640, null]],
  [640, 360, [320, 640, null]],
  [480, 270, [240, 480, null]],
  [320, 180, [320, null, null]],
])("a camera of %i x %i sends widths %j", (width, height, widths) => {
  const layers = layersFor(width, height);
  expect(layers.map((layer) => layer.rid)).toEqual(["q", "h", "f"]);
  expect(layers.map((layer) => (layer.active ? width / layer.scaleResolutionDownBy : null))).toEqual(widths);
});
