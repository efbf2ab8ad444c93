import { expect, it } from "vitest";
import { backoff, kSocketBackoff } from "./backoff";

it.each([
  [0, 0, 150],
  [0, 1, 300],
  [1, 1, 600],
  [3, 1, 2400],
  [5, 1, 5000],
  [5, 0, 2500],
  [1000, 1, 5000],
])("attempt %i with random %d waits %i ms", (attempt, random, expected) => {
  expect(backoff(kSocketBackoff, attempt, random)).toBe(expected);
});
