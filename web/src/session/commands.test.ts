import { describe, expect, it } from "vitest";
import type { Command } from "../protocol/model";
import { inverseOf } from "./commands";
import { Harness } from "./harness";

const give: Command = { type: "give_floor", site: "can-tho" };

describe("a command", () => {
  it("is sent, and shows nothing that the server has not said", () => {
    const page = new Harness().joined();
    page.take();
    page.send({ type: "command", command: give });
    expect(page.take()).toEqual([{ type: "send_command", id: 1, conference: "hoi-thao", command: give }]);
    expect(page.conference.turn?.site).toBe("binh-phuoc");
    expect(page.state.pending).toEqual([{ id: 1, command: give }]);
    page.send({ type: "command_done", id: 1 });
    expect(page.state.pending).toEqual([]);
  });

  it("can be undone for five seconds", () => {
    const page = new Harness().joined();
    page.send({ type: "command", command: give }).send({ type: "command_done", id: 1 }).pass(4_999);
    page.take();
    page.send({ type: "undo" });
    expect(page.take()).toMatchObject([{ type: "send_command", command: { type: "give_floor", site: "binh-phuoc" } }]);
    page.send({ type: "undo" });
    expect(page.take()).toEqual([]);
  });

  it("cannot be undone later", () => {
    const page = new Harness().joined();
    page.send({ type: "command", command: give }).send({ type: "command_done", id: 1 }).pass(5_000);
    page.take();
    page.send({ type: "undo" });
    expect(page.take()).toEqual([]);
  });

  it("that is refused says so for a while, and offers no undo", () => {
    const page = new Harness().joined();
    page.send({ type: "command", command: give });
    page.send({
      type: "command_refused",
      id: 1,
      problem: { status: 409, code: "site_not_present", title: "", detail: "" },
    });
    expect(page.state).toMatchObject({ done: null, refusal: { problem: { code: "site_not_present" } }, pending: [] });
    page.pass(8_000);
    expect(page.state.refusal).toBeNull();
  });

  it("clears an earlier refusal", () => {
    const page = new Harness().joined();
    page.send({ type: "command", command: give });
    page.send({ type: "command_refused", id: 1, problem: { status: 0, code: "unreachable", title: "", detail: "" } });
    page.send({ type: "command", command: give });
    expect(page.state.refusal).toBeNull();
    page.send({ type: "dismiss" });
    expect(page.state.done).toBeNull();
  });

  it("is not sent before the conference is known", () => {
    const page = new Harness().send({ type: "command", command: give });
    expect(page.take()).toEqual([]);
  });
});

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
  const page = new Harness().joined().event({ type: "turn_ended", turn: 1, site: "binh-phuoc", reason: "taken_back" });
  expect(inverseOf(page.conference, give)).toEqual({ type: "take_back_floor" });
});
