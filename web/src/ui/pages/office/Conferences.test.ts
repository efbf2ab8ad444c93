// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dictionaries } from "../../../i18n";
import type { ConferenceEntry } from "../../../protocol/office";
import {
  declined,
  doors,
  fault,
  faultAt,
  fill,
  fine,
  hide,
  one,
  prefs,
  press,
  settle,
  show,
  submit,
} from "../../harness.svelte";
import Conferences from "./Conferences.svelte";
import type { OfficeDoors } from "./doors";

const t = dictionaries.vi;
const entry = (id: string, change: Partial<ConferenceEntry> = {}): ConferenceEntry => ({
  ...{ id, title: `Hội nghị ${id}`, topic: "", phase: "planned", rehearsal: false, startsAt: null, sites: 3 },
  ...change,
});

async function list(answers: Partial<OfficeDoors> = {}, entries = [entry("a"), entry("b", { rehearsal: true })]) {
  const onmade = vi.fn();
  show(Conferences, { office: doors({ conferences: () => fine(entries), ...answers }), prefs: prefs(), onmade });
  await settle();
  return onmade;
}

const of = (id: string, action: string) => `[data-conference=${id}] [data-action=${action}]`;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  hide();
  vi.useRealTimers();
});

describe("the list of conferences", () => {
  it("marks phases and rehearsals, in words", async () => {
    await list({}, [entry("a", { phase: "in_session", startsAt: Date.parse("2021-10-28T05:00:00Z") }), entry("b")]);
    expect(one("[data-conference=a]").textContent).toContain(t.office.phases.in_session);
    expect(one("[data-conference=a]").textContent).toContain("Thứ Năm, 28/10/2021");
    expect(one("[data-conference=b]").textContent).toContain(t.office.noTime);
    await list();
    expect(one("[data-conference=b] [data-rehearsal]").textContent).toContain(t.office.rehearsal);
    expect(document.querySelector("[data-conference=a] [data-rehearsal]")).toBeNull();
    expect(document.querySelector(of("b", "rehearse"))).toBeNull();
    expect(one("[data-conference=a] a").getAttribute("href")).toBe("/office/conference/a");
  });

  it("says why it is not to be had, and what to do when it is empty", async () => {
    await list({ conferences: () => declined({ status: 0, code: "unreachable" }) });
    expect(one("[role=alert]").textContent).toBe(t.office.unreachable);
    await list({}, []);
    expect(document.body.textContent).toContain(t.office.none);
  });
});

describe("making a conference", () => {
  const created = () => vi.fn(() => fine("moi"));

  async function typed(...names: string[]) {
    for (const name of names) {
      fill("[data-field=site-search]", name);
      press("[data-action=pick-typed]");
      await settle();
    }
  }

  it("sends what was filled in, and opens its page", async () => {
    const createConference = created();
    const onmade = await list({ createConference });
    press("[data-action=create-conference]");
    fill("[name=title]", "Giao ban tháng 11");
    fill("[name=kind]", "giao_ban");
    fill("[name=starts_at]", "2026-12-01T08:00");
    await typed("Hà Nội", "Cần Thơ", "Cần Thơ");
    press("[data-chosen=can-tho] input");
    submit("conference");
    await settle();
    expect(createConference).toHaveBeenCalledExactlyOnceWith({
      ...{ title: "Giao ban tháng 11", topic: "", kind: "giao_ban", mode: "hoi_nghi" },
      ...{ starts_at: new Date(2026, 11, 1, 8).toISOString(), main_site: "can-tho", programme: [] },
      sites: [
        { id: "ha-noi", name: "Hà Nội" },
        { id: "can-tho", name: "Cần Thơ" },
        { id: "can-tho-2", name: "Cần Thơ" },
      ],
    });
    expect(onmade).toHaveBeenCalledExactlyOnceWith("moi");
  });

  it("keeps a main site among those that are left", async () => {
    const createConference = created();
    await list({ createConference });
    press("[data-action=create-conference]");
    fill("[name=title]", "X");
    await typed("Hà Nội", "Cần Thơ");
    press("[data-chosen=ha-noi] [data-action=drop]");
    submit("conference");
    await settle();
    expect(createConference).toHaveBeenCalledWith(expect.objectContaining({ main_site: "can-tho" }));
  });

  it("says at its fields what is missing before it asks, and goes there", async () => {
    await list();
    press("[data-action=create-conference]");
    submit("conference");
    await settle();
    expect(faultAt("[name=title]")).toContain(t.setup.faults.required);
    expect(faultAt("[data-field=site-search]")).toContain(t.newConference.needSites);
    expect(document.activeElement).toBe(one("[name=title]"));
  });

  it.each([
    ["at its field", { faults: [{ field: "starts_at", code: "x", text: "Sai giờ." }] }, "Sai giờ.", ""],
    ["below the form", { code: "too_many", detail: "Quá nhiều hội nghị." }, "", "Quá nhiều hội nghị."],
  ])("says what the server refused, %s, and keeps what was typed", async (_name, problem, atField, below) => {
    await list({ createConference: () => declined(problem) });
    press("[data-action=create-conference]");
    fill("[name=title]", "Giao ban");
    await typed("Hà Nội");
    submit("conference");
    await settle();
    expect(faultAt("[name=starts_at]")).toBe(atField);
    expect(fault("conference")).toBe(below);
    expect(one<HTMLTextAreaElement>("[name=title]").value).toBe("Giao ban");
  });

  it("copies a former one: the server takes what it has", async () => {
    const createConference = created();
    await list({ createConference });
    press(of("b", "copy"));
    expect(document.querySelector("[data-field=site-search]")).toBeNull();
    fill("[name=title]", "Lần hai");
    submit("conference");
    await settle();
    expect(createConference).toHaveBeenCalledExactlyOnceWith({ title: "Lần hai", copy_of: "b" });
  });

  it("makes a rehearsal of one", async () => {
    const createConference = created();
    await list({ createConference });
    press(of("a", "rehearse"));
    submit("conference");
    await settle();
    expect(createConference).toHaveBeenCalledExactlyOnceWith({
      title: t.newConference.rehearsalName("Hội nghị a"),
      ...{ rehearsal: true, copy_of: "a" },
    });
  });
});
