import { expect, it } from "vitest";
import { drawnRows, kOverscan, scrollTo, windowOf } from "./window";

it.each([
  ["at the top", 0, 300, 1000, 0, 10 + kOverscan],
  ["in the middle", 3_000, 300, 1000, 100 - kOverscan, 110 + kOverscan],
  ["between two rows", 3_015, 300, 1000, 100 - kOverscan, 111 + kOverscan],
  ["at the end", 29_700, 300, 1000, 990 - kOverscan, 1000],
  ["after the list became short", 29_700, 300, 3, 3, 3],
  ["bounced above the top", -80, 300, 1000, 0, 10 + kOverscan],
  ["without rows", 0, 300, 0, 0, 0],
  ["without height", 0, 0, 1000, 0, kOverscan],
])("draws a part of the list %s", (_name, top, height, count, first, end) => {
  expect(windowOf(top, height, 30, count)).toEqual({ first, end });
});

it.each([
  [-1, [3, 4]],
  [1, [1, 3, 4]],
  [4, [3, 4]],
  [9, [3, 4, 9]],
])("draws row %i where it has the focus", (active, rows) => {
  expect(drawnRows({ first: 3, end: 5 }, active)).toEqual(rows);
});

it.each([
  ["above", 1, 30],
  ["cut off at the top", 3, 90],
  ["in sight", 5, null],
  ["below", 20, 430],
])("scrolls to a row that is %s no further than it must", (_name, row, top) => {
  expect(scrollTo(row, 100, 200, 30)).toBe(top);
});
