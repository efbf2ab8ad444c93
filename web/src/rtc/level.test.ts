import { expect, it } from "vitest";
import { levelOf } from "./level";

const sine = (amplitude: number) =>
  Float32Array.from({ length: 2048 }, (_, i) => amplitude * Math.sin((i * Math.PI) / 16));

it.each([
  [1, -3.01],
  [0.1, -23.01],
  [0.001, -60],
  [0, -60],
])("a sine of amplitude %f has %f dBFS", (amplitude, expected) => {
  expect(levelOf(sine(amplitude))).toBeCloseTo(expected, 1);
});
