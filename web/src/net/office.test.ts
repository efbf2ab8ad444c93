import { afterEach, describe, expect, it, vi } from "vitest";
import { readAccount } from "../protocol/office";
import { Office } from "./office";

interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A server that answers with what is written down, and keeps what it was asked. */
function serving(...answers: (Response | Error)[]): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    calls.push({ method: init.method ?? "GET", path, headers, body: init.body });
    const answer = answers.shift() ?? new Error("asked once too often");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return calls;
}

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
const signedIn = { account: { name: "lan", role: "organiser" }, csrf: "c1" };

afterEach(() => vi.unstubAllGlobals());

describe("the office's client", () => {
  it("signs in, and proves from then on that it is our own page that changes things", async () => {
    const calls = serving(json(signedIn), json({ accounts: [] }), json({ id: "hoi-thao" }, 201));
    const office = new Office();
    expect(await office.login("lan", "secret")).toMatchObject({ ok: true, value: { account: { name: "lan" } } });
    await office.accounts();
    await office.createConference({
      title: "T",
      topic: "",
      kind: "hop",
      mode: "hoi_nghi",
      main_site: "ha-noi",
      sites: [],
      programme: [],
    });
    expect(calls.map((each) => [each.method, each.path, each.headers["X-CSRF-Token"]])).toEqual([
      ["POST", "/api/v1/login", undefined],
      ["GET", "/api/v1/accounts", undefined],
      ["POST", "/api/v1/conferences", "c1"],
    ]);
    expect(calls[0]?.body).toBe('{"name":"lan","password":"secret"}');
  });

  it("learns the proof anew after a reload, and forgets it with the account", async () => {
    const calls = serving(json(signedIn), new Response(null, { status: 204 }), new Response(null, { status: 204 }));
    const office = new Office();
    await office.account();
    await office.logout();
    await office.removeAccount("a/b");
    expect(calls[1]?.headers["X-CSRF-Token"]).toBe("c1");
    expect(calls[2]).toMatchObject({ method: "DELETE", path: "/api/v1/accounts/a%2Fb" });
    expect(calls[2]?.headers["X-CSRF-Token"]).toBeUndefined();
  });

  it("gives the page of a conference the same proof", async () => {
    serving(json(signedIn));
    const office = new Office();
    const access = office.accessTo("hoi-thao");
    expect(access).toMatchObject({ token: null, conference: "hoi-thao" });
    expect(access.headers("POST")).toEqual({});
    await office.account();
    expect(access.headers("POST")).toEqual({ "X-CSRF-Token": "c1" });
    expect(access.headers("GET")).toEqual({});
  });

  it.each<[string, Response | Error, object]>([
    ["details", json({ code: "not_permitted", title: "T", detail: "D" }, 403), { status: 403, code: "not_permitted" }],
    ["no details", new Response("<html>", { status: 502 }), { status: 502, code: "http_502" }],
    ["no answer", new TypeError("network"), { status: 0, code: "unreachable" }],
    [
      "an answer of another shape",
      json({ accounts: 7 }),
      { code: "bad_answer", detail: "$.accounts: expected a list" },
    ],
  ])("says what is wrong: %s", async (_name, answer, problem) => {
    serving(answer);
    expect(await new Office().accounts()).toMatchObject({ ok: false, problem });
  });

  it("asks the directory for what is wanted", async () => {
    const calls = serving(json({ sites: [signedIn.account] }));
    const found = await new Office().directory("sites", { q: "cần thơ", unit: "", limit: 50 }, readAccount);
    expect(found).toEqual({ ok: true, value: [signedIn.account] });
    expect(calls[0]?.path).toBe("/api/v1/directory/sites?q=c%E1%BA%A7n+th%C6%A1&limit=50");
  });

  it("reads the list of conferences as the server writes it", async () => {
    const entry = { id: "a", title: "A", topic: "T", phase: "in_session", rehearsal: true, starts_at: null, sites: 7 };
    serving(json({ conferences: [entry] }));
    expect(await new Office().conferences()).toEqual({
      ok: true,
      value: [{ id: "a", title: "A", topic: "T", phase: "in_session", rehearsal: true, startsAt: null, sites: 7 }],
    });
  });

  it("lets simulated sites in, and looks up one entry", async () => {
    const unit = { id: "bo", name: "Bộ Nội vụ" };
    const calls = serving(new Response(null, { status: 204 }), json(unit));
    const office = new Office();
    expect(await office.runRobots("dien-tap", ["can-tho"])).toMatchObject({ ok: true });
    expect(await office.entry("units", "bo")).toEqual({ ok: true, value: { ...unit, values: unit } });
    expect(calls.map(({ method, path, body }) => [method, path, body])).toEqual([
      ["POST", "/api/v1/conferences/dien-tap/robots", '{"sites":["can-tho"]}'],
      ["GET", "/api/v1/directory/units/bo", null],
    ]);
  });

  it("sends a file as what it is", async () => {
    const report = { rows: [{ row: 2, faults: [{ field: "name", code: "missing" }] }], good: 1, faulty: 1 };
    const calls = serving(json(report));
    const file = new Blob(["a"], { type: "text/csv" });
    expect(await new Office().importDirectory("units", file, false)).toMatchObject({
      ok: true,
      value: { written: 0, rows: [{ faults: [{ field: "name", code: "missing", text: "" }] }] },
    });
    expect(calls[0]).toMatchObject({ path: "/api/v1/directory/import?kind=units&write=false", body: file });
    expect(calls[0]?.headers["Content-Type"]).toBe("text/csv");
  });
});
