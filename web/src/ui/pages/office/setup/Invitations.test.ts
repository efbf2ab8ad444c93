// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dictionaries } from "../../../../i18n";
import type { LinkEntry } from "../../../../protocol/office";
import {
  declined,
  doors,
  faultAt,
  fill,
  fine,
  hide,
  linkEntry,
  one,
  prefs,
  press,
  settle,
  show,
  ShownConference,
  submit,
} from "../../../harness.svelte";
import type { OfficeDoors } from "../doors";
import Setup from "./Setup.svelte";

const t = dictionaries.vi;
const kLinks: readonly LinkEntry[] = [
  linkEntry({ link: "l-site", role: "site", site: "binh-phuoc", name: "Bình Phước", token: "a.b" }),
  linkEntry({ link: "l-chair", role: "chair", name: "Chủ trì", token: "c.d" }),
  linkEntry({ link: "l-old", role: "site", site: "can-tho", revoked: true, token: "" }),
];

async function invitations(links = vi.fn<OfficeDoors["links"]>(() => fine(kLinks))) {
  const model = new ShownConference();
  show(Setup, { model, office: doors({ links }), prefs: prefs(), id: "hoi-thao", first: "invitations" });
  await vi.advanceTimersByTimeAsync(0);
  await settle();
  return { model, links };
}

const rows = () =>
  [...document.querySelectorAll("[data-invitation]")].map((row) => row.getAttribute("data-invitation"));
const of = (link: string, action: string) => `[data-invitation=${link}] [data-action=${action}]`;
const address = () => `${location.origin}/site#token=a.b`;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  hide();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the invitations of a conference", () => {
  it("are its links, the desk's first; revoked ones when they are wanted", async () => {
    await invitations();
    expect(rows()).toEqual(["l-chair", "l-site"]);
    press("[data-field=revoked]");
    expect(rows()).toEqual(["l-chair", "l-site", "l-old"]);
    expect(document.querySelector(of("l-old", "copy-link"))).toBeNull();
  });

  it.each([
    ["says so", () => Promise.resolve(), t.invitations.copied("Bình Phước")],
    ["says how it is done where the browser does not", () => Promise.reject(new Error("no")), t.invitations.copyFailed],
  ])("copies a link, and %s", async (_name, writeText, words) => {
    await invitations();
    const copied = vi.fn(writeText);
    vi.spyOn(navigator, "clipboard", "get").mockReturnValue({ writeText: copied } as unknown as Clipboard);
    press(of("l-site", "copy-link"));
    await settle();
    expect(copied).toHaveBeenCalledExactlyOnceWith(address());
    expect(one("[data-said]").textContent).toBe(words);
  });

  it("shows the code of a link, large", async () => {
    await invitations();
    press(of("l-site", "qr"));
    expect(one("dialog[open] [data-qr]").getAttribute("data-qr")).toBe(address());
    expect(one("dialog[open] .address").textContent).toBe(address());
  });

  it("revokes after a question, never the last one of the chair", async () => {
    const { model } = await invitations();
    expect(one<HTMLButtonElement>(of("l-chair", "revoke")).disabled).toBe(true);
    press(of("l-site", "revoke"));
    expect(model.sent).toEqual([]);
    press("dialog[open] [data-action=revoke-sure]");
    expect(model.sent).toEqual([{ type: "revoke_link", link: "l-site" }]);
  });

  it("says when a link expires; once it has, it opens nothing and its site lacks one", async () => {
    vi.setSystemTime(new Date(2021, 9, 28, 16, 58));
    const brief = { link: "l-brief", role: "site", site: "can-tho", expiresAt: new Date(2021, 9, 28, 17).getTime() };
    await invitations(vi.fn<OfficeDoors["links"]>(() => fine([...kLinks, linkEntry(brief)])));
    const text = () => one("[data-invitation=l-brief]").textContent;
    const missing = () => one("[data-action=issue-missing]").textContent;
    expect(text()).toContain(t.invitations.expiresAt("17:00 28/10"));
    expect(document.querySelector(of("l-brief", "copy-link"))).not.toBeNull();
    expect(missing()).toContain(t.invitations.missing(1));

    await vi.advanceTimersByTimeAsync(120_000);
    await settle();
    expect(text()).toContain(t.invitations.expired);
    expect(text()).not.toContain("#token");
    expect(document.querySelector(of("l-brief", "copy-link"))).toBeNull();
    expect(document.querySelector(of("l-brief", "revoke"))).not.toBeNull();
    expect(missing()).toContain(t.invitations.missing(2));
  });

  it("asks for the links anew when something has happened", async () => {
    const { model, links } = await invitations();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(links).toHaveBeenCalledTimes(1);
    model.change({});
    model.change({});
    await vi.advanceTimersByTimeAsync(10_000);
    expect(links).toHaveBeenCalledTimes(2);
  });

  it("makes links for the sites that have none, one after another", async () => {
    const { model } = await invitations();
    press("[data-action=issue-missing]");
    expect(model.sent).toEqual([{ type: "issue_link", role: "site", site: "ha-noi", name: "Hà Nội" }]);
    model.accept();
    await vi.advanceTimersByTimeAsync(200);
    expect(model.sent[1]).toEqual({ type: "issue_link", role: "site", site: "can-tho", name: "Cần Thơ" });
  });

  it("makes a link of any role; a site's wants its site", async () => {
    const { model } = await invitations();
    press("[data-action=issue]");
    submit("link");
    expect(faultAt("[name=site]")).toContain(t.setup.faults.required);
    fill("[name=role]", "hall");
    expect(document.querySelector("[name=site]")).toBeNull();
    fill("[name=name]", "Máy chiếu tầng 2");
    submit("link");
    expect(model.sent).toEqual([{ type: "issue_link", role: "hall", name: "Máy chiếu tầng 2" }]);
    model.refuse({ code: "link_exists", detail: "Đã có." });
    expect(faultAt("[name=name]")).toContain("Đã có.");
  });

  it("makes a link that expires, at a time to come and wholly filled in", async () => {
    vi.setSystemTime(new Date(2021, 9, 28, 8));
    const { model } = await invitations();
    press("[data-action=issue]");
    fill("[name=role]", "hall");
    fill("[name=expires_at]", "2021-10-28T08:00");
    submit("link");
    expect(faultAt("[name=expires_at]")).toContain(t.invitations.expiresPast);
    fill("[name=expires_at]", "");
    const half = vi.spyOn(one<HTMLInputElement>("[name=expires_at]"), "validity", "get");
    half.mockReturnValue({ badInput: true } as ValidityState);
    submit("link");
    expect(faultAt("[name=expires_at]")).toContain(t.setup.faults.time);
    expect(model.sent).toEqual([]);
    half.mockRestore();
    fill("[name=expires_at]", "2021-10-28T17:00");
    submit("link");
    const at = new Date(2021, 9, 28, 17).toISOString();
    expect(model.sent).toEqual([{ type: "issue_link", role: "hall", expires_at: at }]);
  });

  it("prints a card for each with name, code, address and time, and clears them away", async () => {
    await invitations();
    const print = vi.fn();
    vi.stubGlobal("print", print);
    press("[data-action=print]");
    await settle();
    expect(print).toHaveBeenCalledTimes(1);
    const cards = [...document.querySelectorAll(".print-sheet [data-card]")];
    expect(cards.map((card) => card.getAttribute("data-card"))).toEqual(["l-chair", "l-site"]);
    expect(cards[1]?.textContent).toContain("Bình Phước");
    expect(cards[1]?.textContent).toContain("Thứ Năm, 28/10/2021");
    expect(cards[1]?.textContent).toContain(address());
    expect(cards[1]?.querySelector("[data-qr]")?.getAttribute("data-qr")).toBe(address());
    expect(one(".print-sheet").parentElement).toBe(document.body);
    dispatchEvent(new Event("afterprint"));
    await settle();
    expect(document.querySelector(".print-sheet")).toBeNull();
  });

  it("says why there are none to see", async () => {
    await invitations(
      vi.fn<OfficeDoors["links"]>(() => declined({ status: 403, code: "not_permitted", detail: "Không có quyền." })),
    );
    expect(document.body.textContent).toContain("Không có quyền.");
  });
});
