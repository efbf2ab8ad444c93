import { expect, it } from "vitest";
import type { Command } from "../protocol/model";
import { Harness } from "./harness";
import { inverseOf } from "./inverse";

const give: Command = { type: "give_floor", site: "can-tho" };

it.each<[Command, Command | null]>([
  [give, { type: "give_floor", site: "binh-phuoc" }],
  [{ type: "take_back_floor" }, { type: "give_floor", site: "binh-phuoc" }],
  [
    { type: "take_scene", main: "ha-noi" },
    { type: "take_scene", main: "binh-phuoc" },
  ],
  [{ type: "mute_site", site: "ha-noi", muted: true }, null],
  [{ type: "conclude" }, null],
  [{ type: "open" }, null],
  [{ type: "revoke_link", link: "l" }, null],
])("%j is undone by %j", (command, inverse) => {
  expect(inverseOf(new Harness().joined().conference, command)).toEqual(inverse);
});

it("giving the first floor is undone by taking it back", () => {
  const page = new Harness().joined().change({ turn: null });
  expect(inverseOf(page.conference, give)).toEqual({ type: "take_back_floor" });
});
