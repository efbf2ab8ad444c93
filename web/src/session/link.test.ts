import { describe, expect, it } from "vitest";
import { Harness, eventFrame, snapshot } from "./harness";

/** The number of the last event that the snapshot knows. */
const kSeen = snapshot().seq;

const refused = (code: string, status = 401) => ({ status, code, title: "", detail: "" });

describe("the event socket", () => {
  it("asks who we are, then opens without a number", () => {
    const page = new Harness();
    page.send({ type: "start", page: "site" });
    expect(page.take()).toEqual([{ type: "identify" }]);
    page.send({ type: "identified", conference: "hoi-thao", role: "site", site: "binh-phuoc", link: null });
    expect(page.take()).toEqual([{ type: "open_socket", conference: "hoi-thao", since: null }]);
  });

  it("goes to the page whose link it is, and opens nothing itself", () => {
    for (const page of ["home", "chair"] as const) {
      const wrong = new Harness().send({ type: "start", page }).send({ type: "media_wanted", side: "receive" });
      wrong.take();
      wrong.send({ type: "identified", conference: "hoi-thao", role: "site", site: "binh-phuoc", link: null });
      expect(wrong.take()).toEqual([{ type: "go_to_page", role: "site" }]);
      wrong.send({ type: "nudge" }).pass(60_000);
      expect(wrong.take()).toEqual([]);
    }
  });

  it("tests the line with a site's link", () => {
    const page = new Harness().send({ type: "start", page: "lineTest" });
    page.take();
    page.send({ type: "identified", conference: "hoi-thao", role: "site", site: "binh-phuoc", link: null });
    expect(page.take()).toEqual([{ type: "open_socket", conference: "hoi-thao", since: null }]);
  });

  it("resumes at the last number, and drops what it has already", () => {
    const page = new Harness().joined();
    page.sceneIs("can-tho");
    expect(page.state.seq).toBe(kSeen + 1);
    page.take();
    page.send({ type: "socket_closed" });
    page.pass(300);
    expect(page.take()).toContainEqual({ type: "open_socket", conference: "hoi-thao", since: kSeen + 1 });
    page.send({ type: "socket_opened" });
    const scene = { ...page.conference.scene, main: "ha-noi" };
    page.frame(eventFrame(kSeen + 1, { scene }));
    expect(page.conference.scene.main).toBe("can-tho");
    page.frame(eventFrame(kSeen + 2, { scene }));
    expect(page.conference.scene.main).toBe("ha-noi");
  });

  it("is open again although nothing happened meanwhile", () => {
    const page = new Harness().joined();
    page.send({ type: "socket_closed" }).pass(300).send({ type: "socket_opened" });
    expect(page.state.link.kind).toBe("open");
  });

  it("waits longer and longer while the server is away, and keeps what it shows", () => {
    const page = new Harness(1).joined();
    page.send({ type: "socket_closed" });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      page.take();
      const from = page.now;
      while (page.effects.length === 0) page.pass(50);
      waits.push(page.now - from);
      const effect = page.effects[0];
      if (effect?.type === "identify") page.send({ type: "not_identified", problem: refused("unreachable", 0) });
      else page.send({ type: "socket_closed" });
    }
    expect(waits).toEqual([300, 600, 1200, 2400, 4800, 5000, 5000]);
    expect(page.state.conference).not.toBeNull();
  });

  it("is back within five seconds of a server that restarts in two", () => {
    const page = new Harness(1).joined();
    page.send({ type: "socket_closed" });
    page.react = (effect) => {
      const up = page.now >= 2000;
      if (effect.type === "identify") {
        if (up) page.send({ type: "identified", conference: "hoi-thao", role: "site", site: "binh-phuoc", link: null });
        else page.send({ type: "not_identified", problem: refused("unreachable", 0) });
      }
      if (effect.type === "open_socket") page.send({ type: up ? "socket_opened" : "socket_closed" });
    };
    while (page.state.link.kind !== "open") page.pass(10);
    expect(page.now).toBeLessThan(5000);
  });

  it("does not hammer a door that opens and shuts at once", () => {
    const page = new Harness(1).joined();
    let opened = 0;
    page.react = (effect) => {
      if (effect.type !== "open_socket") return;
      opened++;
      page.send({ type: "socket_opened" });
      page.send({ type: "socket_closed" });
    };
    page.send({ type: "socket_closed" }).pass(20_000);
    expect(opened).toBeLessThan(9);
  });

  it.each(["token_revoked", "token_expired"])("stops for good at %s, and ends all media", (code) => {
    const page = new Harness().joined().live("receive", "r");
    page.send({ type: "socket_closed" }).pass(300).send({ type: "socket_closed" }).pass(600);
    page.take();
    page.send({ type: "not_identified", problem: refused(code) });
    expect(page.state.link).toMatchObject({ kind: "refused" });
    expect(page.state.media.receive.kind).toBe("idle");
    expect(page.take()).toContainEqual({ type: "close_media", side: "receive" });
    page.take();
    page.send({ type: "nudge" }).pass(60_000);
    expect(page.take()).toEqual([]);
  });

  it("waits no longer when the network is back", () => {
    const page = new Harness().joined();
    page.send({ type: "socket_closed" }).take();
    page.send({ type: "nudge" });
    expect(page.take()).toContainEqual({ type: "open_socket", conference: "hoi-thao", since: kSeen });
    expect(page.timers).toBe(0);
  });

  it("keeps the number of an event that changes nothing here", () => {
    const page = new Harness().joined();
    const before = page.conference;
    page.frame(eventFrame(40, {}));
    expect(page.state.seq).toBe(40);
    expect(page.conference).toEqual(before);
  });

  it("takes a snapshot over everything it had", () => {
    const page = new Harness().joined();
    page.frame({
      type: "snapshot",
      seq: 3,
      you: { role: "hall", site: null },
      state: { ...page.conference, title: "X" },
      desk: null,
      own: null,
    });
    expect(page.state).toMatchObject({ seq: 3, role: "hall", site: null, conference: { title: "X" }, own: null });
  });

  it("ends its timers with its scope, and hears nothing afterwards", () => {
    const page = new Harness().joined();
    page.send({ type: "socket_closed" });
    page.scope.end();
    expect(page.timers).toBe(0);
    page.take();
    page.send({ type: "nudge" });
    expect(page.take()).toEqual([]);
  });
});
