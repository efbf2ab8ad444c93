import { describe, expect, it } from "vitest";
import { Harness, snapshot } from "./harness";
import type { SessionEvent } from "./state";

const problem = (code: string, status = 0) => ({ status, code, title: "", detail: "" });
const receive = (event: "wanted" | "unwanted" | "connected" | "disconnected"): SessionEvent => ({
  type: `media_${event}`,
  side: "receive",
});

describe("a media connection", () => {
  it("is opened once the conference is known", () => {
    const page = new Harness().send({ type: "start", page: "hall" }).send(receive("wanted"));
    expect(page.take()).toEqual([{ type: "identify" }]);
    page.send({ type: "identified", conference: "c", role: "hall", site: null, link: null });
    expect(page.take()).toContainEqual({ type: "open_media", side: "receive", conference: "c" });
    expect(page.state.media.receive).toEqual({ kind: "opening", attempt: 0 });
  });

  it("comes to life", () => {
    const page = new Harness().joined().live("receive", "r1");
    expect(page.state.media.receive).toEqual({ kind: "live", session: "r1" });
    expect(page.timers).toBe(0);
  });

  it("waits out a stutter", () => {
    const page = new Harness().joined().live("receive", "r1");
    page.take();
    page.send(receive("disconnected")).pass(1_100).send(receive("connected")).pass(60_000);
    expect(page.take()).toEqual([]);
    expect(page.state.media.receive.kind).toBe("live");
  });

  it("then restarts ICE, then makes a new connection", () => {
    const page = new Harness(1).joined().live("receive", "r1");
    page.take();
    page.send(receive("disconnected")).pass(1_200);
    expect(page.take()).toEqual([{ type: "restart_ice", side: "receive" }]);
    page.pass(3_000);
    expect(page.take()).toEqual([{ type: "close_media", side: "receive" }]);
    page.pass(250);
    expect(page.take()).toEqual([{ type: "open_media", side: "receive", conference: "hoi-thao" }]);
  });

  it("is saved by the ICE restart", () => {
    const page = new Harness().joined().live("receive", "r1");
    page.send(receive("disconnected")).pass(1_200).send(receive("connected"));
    page.take();
    page.pass(60_000);
    expect(page.take()).toEqual([]);
  });

  it("is tried again more and more rarely, without end", () => {
    const page = new Harness(1).joined();
    const opened: number[] = [];
    page.react = (effect) => {
      if (effect.type !== "open_media") return;
      opened.push(page.now);
      page.send({ type: "media_failed", side: "receive", problem: problem("unreachable") });
    };
    page.send(receive("wanted")).pass(20_000);
    const waits = opened.slice(1).map((at, index) => at - (opened[index] ?? 0));
    expect(waits.slice(0, 6)).toEqual([250, 500, 1000, 2000, 4000, 4000]);
  });

  it.each([
    ["no answer", 10_000, []],
    ["an answer and no packets", 10_000, [{ type: "media_opened", side: "receive", session: "r" } as const]],
  ])("is given up after %s", (_name, ms, events) => {
    const page = new Harness(1).joined().send(receive("wanted"));
    for (const event of events) page.send(event);
    page.pass(ms - 1);
    expect(page.state.media.receive.kind).not.toBe("waiting");
    page.pass(1);
    expect(page.state.media.receive.kind).toBe("waiting");
  });

  it("stays away when refused for good, until a person asks", () => {
    const page = new Harness().joined().send(receive("wanted"));
    page.send({ type: "media_failed", side: "receive", problem: problem("no_common_codec", 422) });
    page.take();
    page.pass(60_000);
    expect(page.take()).toEqual([]);
    page.send(receive("wanted"));
    expect(page.state.media.receive.kind).toBe("opening");
  });

  it("ends when it is not wanted any more, at any moment", () => {
    for (const until of [0, 1, 2, 3]) {
      const page = new Harness().joined();
      const events: SessionEvent[] = [
        receive("wanted"),
        { type: "media_opened", side: "receive", session: "r" },
        receive("connected"),
        receive("disconnected"),
      ];
      events.slice(0, until + 1).forEach((event) => page.send(event));
      page.send(receive("unwanted"));
      expect(page.state.media.receive.kind).toBe("idle");
      expect(page.timers).toBe(0);
    }
  });

  it("is asked after when the server is back, and made anew when the server knows it no more", () => {
    const page = new Harness(1).joined().live("receive", "r").live("publish", "p");
    page.send({ type: "sized", slot: "main", height: 720 }).pass(250);
    page.send({ type: "socket_closed" }).pass(300);
    page.take();
    page.send({ type: "socket_opened" });
    expect(page.take()).toEqual([
      { type: "check_media", side: "receive" },
      { type: "check_media", side: "publish" },
    ]);
    page.send({ type: "media_failed", side: "publish", problem: problem("no_such_session", 404) }).pass(250);
    expect(page.take()).toContainEqual({ type: "open_media", side: "publish", conference: "hoi-thao" });
  });

  it("opens at once what was waiting when the server is back", () => {
    const page = new Harness(1).joined().send(receive("wanted"));
    page.send({ type: "media_failed", side: "receive", problem: problem("unreachable") });
    page.send({ type: "socket_closed" });
    page.take();
    page.send({ type: "nudge" });
    expect(page.take()).toContainEqual({ type: "open_media", side: "receive", conference: "hoi-thao" });
  });

  it("closed by the server is made anew", () => {
    const page = new Harness(1).joined().live("receive", "r");
    page.signal({ type: "session_closed", session: "other", reason: "timeout" });
    expect(page.state.media.receive.kind).toBe("live");
    page.signal({ type: "session_closed", session: "r", reason: "timeout" }).pass(250);
    expect(page.state.media.receive.kind).toBe("opening");
  });
});

describe("a publisher that another one replaced", () => {
  it("gives way, says so, and comes back only when told to", () => {
    const page = new Harness().joined().live("publish", "p1");
    page.signal({ type: "publisher_replaced", session: "p0", source: "camera" });
    expect(page.state.media.publish.kind).toBe("live");
    page.take();
    page.signal({ type: "publisher_replaced", session: "p1", source: "camera" });
    expect(page.take()).toEqual([{ type: "close_media", side: "publish" }]);
    page.signal({ type: "session_closed", session: "p1", reason: "replaced" });
    page.send({ type: "socket_closed" }).pass(300).send({ type: "socket_opened" }).send({ type: "nudge" }).pass(60_000);
    expect(page.state.media.publish.kind).toBe("replaced");
    page.send({ type: "media_wanted", side: "publish" });
    expect(page.state.media.publish.kind).toBe("opening");
  });
});

describe("the end of the conference", () => {
  const over = (page: Harness) => ({ ...snapshot(), state: { ...page.conference, phase: "concluded" as const } });

  it.each<[string, (page: Harness) => void]>([
    ["heard as it happens", (page) => page.change({ phase: "concluded" })],
    ["found after a loss", (page) => page.frame(over(page))],
  ])("%s ends all media for good", (_name, conclude) => {
    const page = new Harness().joined().live("receive", "r").live("publish", "p");
    page.send({ type: "media_disconnected", side: "publish" }).take();
    conclude(page);
    expect(page.state.media).toEqual({ receive: { kind: "idle" }, publish: { kind: "idle" } });
    expect(page.take()).toEqual([
      { type: "close_media", side: "receive" },
      { type: "close_media", side: "publish" },
    ]);
    page.send({ type: "media_failed", side: "publish", problem: problem("conference_concluded", 409) });
    page.signal({ type: "session_closed", session: "p", reason: "closed" });
    page.send({ type: "media_wanted", side: "publish" }).send({ type: "nudge" }).pass(60_000);
    expect(page.take()).toEqual([]);
    expect(page.state.media.publish.kind).toBe("idle");
  });

  it("is said once", () => {
    const page = new Harness().joined().live("receive", "r").change({ phase: "concluded" });
    page.take();
    page.frame(over(page));
    expect(page.take()).toEqual([]);
  });
});

describe("slots", () => {
  const changed = (session: string, slot: string, site: string) =>
    ({ type: "slot_changed", session, slot, site, source: "camera" }) as const;

  it("are known even when the signal comes before the answer", () => {
    const page = new Harness().joined().send(receive("wanted"));
    page.signal(changed("r1", "main", "ha-noi"));
    page.send({ type: "media_opened", side: "receive", session: "r1" });
    expect(page.state.slots["r1"]?.["main"]).toEqual({ site: "ha-noi", source: "camera", gone: false });
  });

  it("are remembered for the newest sessions only", () => {
    const page = new Harness().joined();
    for (let session = 0; session < 50; session++) page.signal(changed(`r${session}`, "main", "ha-noi"));
    expect(Object.keys(page.state.slots)).toEqual(["r46", "r47", "r48", "r49"]);
  });

  it("are what the server said last after a loss of the socket, until it says it again", () => {
    const page = new Harness()
      .joined()
      .live("receive", "r")
      .signal(changed("r", "main", "ha-noi"));
    page.send({ type: "socket_closed" }).pass(300).send({ type: "socket_opened" });
    expect(page.state.slots["r"]?.["main"]?.site).toBe("ha-noi");
    page.signal(changed("r", "main", "can-tho"));
    expect(page.state.slots["r"]?.["main"]?.site).toBe("can-tho");
  });

  it("are told their sizes once the page has come to rest", () => {
    const page = new Harness().joined().live("receive", "r");
    page.take();
    for (let height = 100; height < 200; height++)
      page.send({ type: "sized", slot: "main", height: height + 0.4 }).pass(10);
    expect(page.take()).toEqual([]);
    page.send({ type: "sized", slot: "gallery-1", height: 90 }).pass(250);
    expect(page.take()).toEqual([{ type: "put_sizes", sizes: { main: 199, "gallery-1": 90 } }]);
    page.send({ type: "sized", slot: "gallery-1", height: null }).pass(250);
    expect(page.take()).toEqual([{ type: "put_sizes", sizes: { main: 199 } }]);
  });

  it("are told their sizes with a new connection", () => {
    const page = new Harness().joined().send({ type: "sized", slot: "main", height: 720 }).pass(250);
    page.take();
    page.live("receive", "r");
    expect(page.take()).toContainEqual({ type: "put_sizes", sizes: { main: 720 } });
  });
});
