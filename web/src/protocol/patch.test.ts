import { describe, expect, it } from "vitest";
import { conferenceParts } from "./conference";
import { deskParts } from "./desk";
import { fixture, fixtures } from "./fixtures";
import { ownParts } from "./own";
import { readChanges, readParts } from "./part";
import { patched } from "./patch";
import { Reader } from "./read";

const conference = (json: unknown) => readParts(conferenceParts, new Reader(json));
const state = () => conference(JSON.parse(fixture("state")));
const after = (changed: unknown, before = state()) =>
  patched(before, readChanges(conferenceParts, new Reader(changed)));
const names = ["ha-noi", "binh-phuoc", "can-tho"];
const ids = (elements: readonly { readonly id: string }[]) => elements.map((element) => element.id);
const site = (id: string) => ({ id, name: id, present: true, camera: true, screen: false, muted: false });

interface Step {
  readonly before: unknown;
  readonly changed: unknown;
  readonly after: unknown;
}

it.each(fixtures("changes_"))("%s: the state before with its changes is the state after", (name) => {
  const step = JSON.parse(fixture(name)) as Step;
  expect(after(step.changed, conference(step.before))).toEqual(conference(step.after));
});

describe("a list", () => {
  it.each<[string, unknown, string[]]>([
    ["has an element replaced in its place", { upserted: [site("ha-noi")], removed: [] }, names],
    ["gets a new one at its end", { upserted: [site("hue")], removed: [] }, [...names, "hue"]],
    ["loses one", { upserted: [], removed: ["ha-noi"] }, ["binh-phuoc", "can-tho"]],
    [
      "is put in order",
      { upserted: [site("hue")], removed: ["can-tho"], order: ["hue", "binh-phuoc", "ha-noi"] },
      ["hue", "binh-phuoc", "ha-noi"],
    ],
    ["knows no element that only the order names", { upserted: [], removed: [], order: ["x", "ha-noi"] }, ["ha-noi"]],
    ["may come whole", [site("hue")], ["hue"]],
  ])("%s", (_name, sites, expected) => {
    expect(ids(after({ sites }).sites)).toEqual(expected);
  });

  it("keeps what was not named", () => {
    const before = state();
    const change = { upserted: [{ ...site("can-tho"), muted: false }], removed: [] };
    const { sites } = after({ sites: change }, before);
    expect(sites[0]).toBe(before.sites[0]);
    expect(sites[2]).toMatchObject({ name: "can-tho", muted: false });
  });

  it("is told apart by numbers too", () => {
    const request = (number: number) => ({
      number,
      site: "ha-noi",
      topic: "",
      kind: "hand",
      at: "2021-10-28T01:00:00Z",
    });
    const two = after({ queue: { upserted: [request(4), request(9)], removed: [] } });
    const turned = after({ queue: { upserted: [], removed: [], order: [9, 4] } }, two);
    expect(turned.queue.map((each) => each.number)).toEqual([9, 4]);
    const one = after({ queue: { upserted: [], removed: [4] } }, turned);
    expect(one.queue.map((each) => each.number)).toEqual([9]);
  });
});

it("a part that becomes nothing is nothing", () => {
  expect(after({ turn: null }).turn).toBeNull();
});

it("a part that the page does not know changes nothing", () => {
  expect(after({ choir: { upserted: [] } })).toEqual(state());
});

it.each([
  ["a list", [], "$: expected an object"],
  ["a part of another type", { phase: "asleep" }, "$.phase: expected planned | in_session | paused | concluded"],
  ["an element of another type", { sites: { upserted: [{ id: "x" }] } }, "$.sites.upserted[0].name: expected a string"],
  ["an order of another type", { sites: { upserted: [], order: [{}] } }, "$.sites.order[0]: expected a whole number"],
])("changes that are %s are malformed", (_name, changed, message) => {
  expect(() => readChanges(conferenceParts, new Reader(changed))).toThrow(message);
});

describe("what only some may know", () => {
  it("has its defaults where the server does not say it yet", () => {
    const desk = readParts(deskParts, new Reader({}));
    expect(desk).toMatchObject({ contacts: [], messages: [], preview: null });
    expect(desk.undo).toBeNull();
    expect(readParts(ownParts, new Reader({}))).toMatchObject({ electors: [], lineTest: null, retest: false });
  });

  it("says what can be undone, or that nothing can", () => {
    const none = readParts(deskParts, new Reader({ undo: null }));
    expect(none.undo).toBeNull();
    const undo = { act: 7, what: "give_floor", until: "2021-10-28T01:00:05Z" };
    expect(patched(none, readChanges(deskParts, new Reader({ undo }))).undo).toEqual({
      act: 7,
      what: "give_floor",
      until: Date.UTC(2021, 9, 28, 1, 0, 5),
    });
  });
});
