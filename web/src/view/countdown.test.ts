import { expect, it } from "vitest";
import { countdownView } from "./countdown";

it.each([
  [0, 600_000, "00:00", "10:00", false],
  [999, 600_000, "00:00", "10:00", false],
  [1_000, 600_000, "00:01", "09:59", false],
  [600_999, 600_000, "10:00", "00:00", false],
  [601_000, 600_000, "10:01", "\u221200:01", true],
  [4_500_000, 600_000, "1:15:00", "\u22121:05:00", true],
  [-5_000, 600_000, "00:00", "10:00", false],
])("%i ms of %i: %s spoken, %s left", (used, allotted, spoken, left, over) => {
  expect(countdownView(used, allotted)).toEqual({ used: spoken, allotted: "10:00", left, over });
});

it("counts up where nothing is allotted", () => {
  expect(countdownView(61_000, null)).toEqual({ used: "01:01", allotted: null, left: null, over: false });
});
