import { expect, it } from "vitest";
import { rove } from "./roving";

it.each<[string, "across" | "down", number, number | null]>([
  ["ArrowDown", "down", 3, 4],
  ["ArrowUp", "down", 3, 2],
  ["ArrowUp", "down", 0, 0],
  ["ArrowDown", "down", 9, 9],
  ["ArrowRight", "down", 3, null],
  ["ArrowRight", "across", 3, 4],
  ["ArrowLeft", "across", 3, 2],
  ["Home", "across", 3, 0],
  ["End", "across", 3, 9],
  ["PageDown", "down", 3, 8],
  ["PageUp", "down", 3, 0],
  ["a", "down", 3, null],
])("%s goes %s from %i to %s", (key, way, at, to) => {
  expect(rove(key, at, 10, way, 5)).toBe(to);
});

it("goes nowhere where there is nothing", () => {
  expect(rove("End", 0, 0, "down")).toBeNull();
});
