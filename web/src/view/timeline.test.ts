import { describe, expect, it } from "vitest";
import { dictionaries } from "../i18n";
import type { Command, Conference, Desk, Item } from "../protocol/model";
import { Harness } from "../session/harness";
import { moveTo, timelineView, wishedOrder } from "./timeline";

const t = dictionaries.vi;
const session = new Harness().joined().state;
const base = session.conference as Conference;
const item = (id: string, minutes: number, change: Partial<Item> = {}): Item => ({
  ...{ id, title: id, kind: "report", site: null, speaker: "", minutes, paper: null },
  ...change,
});
const programme = [item("a", 10), item("b", 95), item("c", 15)];
const at = new Date(2026, 11, 24, 8, 0).getTime();

describe("times that add up", () => {
  it.each([
    ["from the beginning", at, ["08:00", "08:10", "09:45"], "10:00"],
    ["from nought while no beginning is known", null, ["0:00", "0:10", "1:45"], ""],
  ])("%s", (_name, startsAt, begins, ends) => {
    const view = timelineView({ ...base, programme, startsAt }, null, "vi", t);
    expect(view.rows.map((row) => row.begins)).toEqual(begins);
    expect(view).toMatchObject({ ends, total: "2:00" });
  });
});

describe("the paper of an item", () => {
  const desk = (...statuses: string[]) =>
    ({ papers: statuses.map((status, index) => ({ id: `p${index}`, item: "a", status })) }) as unknown as Desk;
  it.each<[string, Partial<Item>, Desk | null, string | null]>([
    ["is missing where one is to be given", { kind: "paper" }, null, "missing"],
    ["is not needed elsewhere", { kind: "opening" }, null, null],
    ["waits", { kind: "paper" }, desk("returned", "submitted"), "submitted"],
    ["was returned", { kind: "paper" }, desk("returned"), "returned"],
    ["was approved", { kind: "paper", paper: "p9" }, desk("submitted"), "approved"],
    ["of another item does not count", { kind: "paper", id: "z" }, desk("submitted"), "missing"],
  ])("%s", (_name, change, papers, expected) => {
    const [row] = timelineView({ ...base, programme: [item("a", 1, change)] }, papers, "vi", t).rows;
    expect(row?.paper).toBe(expected);
  });
});

describe("the order that is wished", () => {
  /** As the server moves it. */
  function carriedOut(order: readonly string[], command: Command | null): readonly string[] {
    if (command?.type !== "move_item") return order;
    const others = order.filter((id) => id !== command.item);
    const place = command.before === undefined ? others.length : others.indexOf(command.before);
    return [...others.slice(0, place), command.item, ...others.slice(place)];
  }

  it("is reached by one move, from anywhere to anywhere", () => {
    const order = ["a", "b", "c", "d"];
    for (const id of order) {
      for (let place = 0; place < order.length; place++) {
        expect(carriedOut(order, moveTo(order, id, place)).indexOf(id), `${id} to ${place}`).toBe(place);
      }
      expect(moveTo(order, id, -1)).toBeNull();
      expect(moveTo(order, id, order.length)).toBeNull();
    }
    expect(moveTo(order, "z", 0)).toBeNull();
  });

  it("has in it what is under way", () => {
    const pending = [
      { type: "move_item", item: "c", before: "a" } as const,
      { type: "move_item", item: "a" } as const,
    ].map((command, id) => ({ id, command, seen: null }));
    expect(wishedOrder({ ...session, conference: { ...base, programme }, pending })).toEqual(["c", "b", "a"]);
  });
});
