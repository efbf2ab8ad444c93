import { describe, expect, it } from "vitest";
import type { Conference, Desk } from "../protocol/model";
import { Harness } from "../session/harness";
import { messageViews, noteViews, questionViews, unreadSince } from "./writing";

const item = { id: "i", title: "Khai mạc", kind: "opening", site: null, speaker: "", minutes: 10, paper: null };
const conference: Conference = { ...new Harness().joined().conference, programme: [item] };
const note = (number: number, text: string, corrects: number | null = null) => ({
  ...{ number, text, corrects, item: "i", at: number * 1000, by: "secretary" },
});
const desk = (change: Partial<Desk>): Desk => change as Desk;

describe("notes", () => {
  const views = (...notes: ReturnType<typeof note>[]) => noteViews(conference, desk({ notes }));

  it("stand under their items, the last one first", () => {
    expect(views(note(1, "a"), note(2, "b")).map((view) => [view.text, view.item])).toEqual([
      ["b", "Khai mạc"],
      ["a", "Khai mạc"],
    ]);
  });

  it("that were corrected keep their place, their time and what they said before", () => {
    const [b, a] = views(note(1, "a"), note(2, "b"), note(3, "a2", 1), note(4, "a3", 3));
    expect(b).toMatchObject({ number: 2, earlier: [] });
    expect(a).toMatchObject({ number: 4, text: "a3", at: 1000 });
    expect(a?.earlier.map((each) => each.text)).toEqual(["a2", "a"]);
  });

  it("whose original is no longer kept stand alone", () => {
    expect(views(note(9, "z", 1))).toMatchObject([{ number: 9, earlier: [] }]);
  });

  it("end, whatever a server says corrects what", () => {
    expect(views(note(1, "a", 2), note(2, "b", 1), note(3, "c", 2))).toMatchObject([{ number: 3 }]);
  });
});

it("questions that wait come first, in the order they were asked", () => {
  const question = (number: number, state: Desk["questions"][number]["state"]) => ({
    ...{ number, state, site: "can-tho", text: "?", at: 0, answer: "" },
  });
  const questions = [
    question(1, "answered"),
    question(2, "shown"),
    question(3, "asked"),
    question(4, "declined"),
    question(5, "asked"),
  ];
  const views = questionViews(conference, desk({ questions }));
  expect(views.map(({ number, open, canShow }) => [number, open, canShow])).toEqual([
    [3, true, true],
    [5, true, true],
    [2, true, false],
    [1, false, false],
    [4, false, false],
  ]);
  expect(views[0]?.site).toBe("Cần Thơ");
});

describe("messages", () => {
  const message = (number: number, from: string, to: string) => ({ number, from, to, text: "x", at: 0 });
  const views = messageViews(
    conference,
    desk({ messages: [message(1, "desk", "all"), message(2, "can-tho", "desk"), message(3, "desk", "can-tho")] }),
  );

  it("say who wrote to whom, the last one first", () => {
    expect(views.map(({ from, fromName, to }) => ({ from, fromName, to }))).toEqual([
      { from: null, fromName: "", to: { kind: "site", name: "Cần Thơ" } },
      { from: "can-tho", fromName: "Cần Thơ", to: { kind: "desk" } },
      { from: null, fromName: "", to: { kind: "all" } },
    ]);
  });

  it.each([
    [0, 1],
    [1, 1],
    [2, 0],
  ])("after number %i have %i of sites that were not read", (read, unread) => {
    expect(unreadSince(views, read)).toBe(unread);
  });
});
