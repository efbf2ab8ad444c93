import { describe, expect, it } from "vitest";
import type { Command } from "../protocol/model";
import { fateOf } from "./commands";
import { Harness, snapshot } from "./harness";

const give: Command = { type: "give_floor", site: "can-tho" };

describe("a command", () => {
  it("is sent, and shows nothing that the server has not said", () => {
    const page = new Harness().joined();
    page.take();
    page.send({ type: "command", command: give });
    const expected = page.state.seq;
    expect(page.take()).toEqual([{ type: "send_command", id: 1, conference: "hoi-thao", command: give, expected }]);
    expect(page.conference.turn?.site).toBe("binh-phuoc");
    expect(page.state.pending).toEqual([{ id: 1, command: give, seen: page.conference }]);
    page.send({ type: "command_done", id: 1 });
    expect(page.state.pending).toEqual([]);
  });

  it("says what was seen only where order matters", () => {
    const page = new Harness().joined();
    page.take();
    page.send({ type: "command", command: { type: "mute_site", site: "can-tho", muted: true } });
    expect(page.take()).toMatchObject([{ command: { type: "mute_site" }, expected: null }]);
  });

  it("that is refused keeps what was shown when it was pressed", () => {
    const page = new Harness().joined();
    const seen = page.conference;
    page.send({ type: "command", command: give }).change({ turn: null });
    page.send({
      type: "command_refused",
      id: 1,
      problem: { status: 409, code: "stale", title: "", detail: "" },
    });
    expect(page.state.refusal).toMatchObject({ seen });
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

describe("what the server offers to take back", () => {
  const undo = { act: 16, what: "give_floor", until: 5_000 };
  const chair = () => new Harness().joined().frame({ ...snapshot("snapshot_chair"), seq: 15 });
  const offering = () => {
    const page = chair().deskChange({ undo: null });
    return page.send({ type: "command", command: give }).send({ type: "command_done", id: 1 });
  };

  it("is undone by the number of the act, once, for five seconds", () => {
    const page = offering().deskChange({ undo }).pass(4_999);
    page.take();
    page.send({ type: "undo" });
    expect(page.take()).toMatchObject([{ type: "send_command", command: { type: "undo", act: 16 } }]);
    page.send({ type: "undo" });
    expect(page.take()).toEqual([]);
  });

  it("is not undone later", () => {
    const page = offering().deskChange({ undo }).pass(5_000);
    page.take();
    page.send({ type: "undo" });
    expect(page.take()).toEqual([]);
  });

  it("goes by the name that the server has for it", () => {
    const page = chair().deskChange({ undo: null });
    page.send({ type: "command", command: { type: "next" } }).send({ type: "command_done", id: 1 });
    page.deskChange({ undo }).take();
    page.send({ type: "undo" });
    expect(page.take()).toMatchObject([{ command: { type: "undo", act: 16 } }]);
  });

  it("is nothing before it offers it, nor for what somebody else did since", () => {
    for (const page of [offering(), offering().deskChange({ undo: { ...undo, what: "take_scene" } })]) {
      page.take();
      page.send({ type: "undo" });
      expect(page.take()).toEqual([]);
      expect(page.state.done?.command).toEqual(give);
    }
  });
});

it("a text is kept until the server has accepted it", () => {
  const command = { type: "take_note", text: "a" } as const;
  const page = new Harness().joined().send({ type: "command", command });
  expect(fateOf(page.state, command)).toBe("pending");
  const problem = { status: 0, code: "unreachable", title: "", detail: "" };
  const refused = new Harness().joined().send({ type: "command", command });
  refused.send({ type: "command_refused", id: 1, problem });
  expect(fateOf(refused.state, command)).toBe("refused");
  page.send({ type: "command_done", id: 1 });
  expect(fateOf(page.state, command)).toBe("accepted");
});
