// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dictionaries } from "../../../../i18n";
import type { Site } from "../../../../protocol/model";
import {
  declined,
  doors,
  fault,
  faultAt,
  fill,
  fine,
  hide,
  key,
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
const contact = { id: "binh-phuoc", head: "Lê Văn Hùng", operator: "", phone: "0912 345 678" };

function sites(model = new ShownConference({}, { contacts: [contact] }), answers: Partial<OfficeDoors> = {}) {
  show(Setup, { model, office: doors(answers), prefs: prefs(), id: "hoi-thao", first: "sites" });
  return model;
}

const open = (id: string) => press(`[role=row]:has([data-site=${id}])`);

/** The pause between two commands, and what follows it. */
async function pause() {
  await vi.advanceTimersByTimeAsync(200);
  await settle();
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  hide();
  vi.useRealTimers();
});

describe("the sites of a conference that is set up", () => {
  it("says who comes, the main site first", () => {
    sites();
    const names = [...document.querySelectorAll("[data-site]")].map((each) => each.getAttribute("data-site"));
    expect(names).toEqual(["ha-noi", "binh-phuoc", "can-tho"]);
    expect(document.body.textContent).toContain(t.invited.summary("1", "3", "45"));
  });

  it("sends what was changed of a site, one thing after another", async () => {
    const model = sites();
    open("binh-phuoc");
    fill("[name=operator]", "Trần Thị Thu Hà");
    fill("[name=attending]", "60");
    submit("site");
    const site = { id: "binh-phuoc", name: "Bình Phước", unit: "Tỉnh Bình Phước", head: "Lê Văn Hùng" };
    const put = { type: "put_site", site: { ...site, operator: "Trần Thị Thu Hà", phone: "0912 345 678" } };
    expect(model.sent).toEqual([put]);
    model.accept();
    expect(document.querySelector("[data-form=site]")).not.toBeNull();
    await pause();
    expect(model.sent[1]).toEqual({
      ...{ type: "answer_invitation", site: "binh-phuoc", reply: "accepted", attending: 60 },
    });
    model.accept();
    expect(document.querySelector("[data-form=site]")).toBeNull();
  });

  it("sends nothing where nothing was changed", () => {
    const model = sites();
    open("binh-phuoc");
    submit("site");
    expect(model.sent).toEqual([]);
    expect(document.querySelector("[data-form=site]")).toBeNull();
  });

  it("says at the fields what the server found wrong, in its words, and goes there", async () => {
    const model = sites();
    open("binh-phuoc");
    fill("[name=phone]", "không có");
    submit("site");
    await settle();
    model.refuse({
      ...{ status: 422, code: "invalid_field" },
      faults: [{ field: "site.phone", code: "bad_phone", text: "Số điện thoại chỉ gồm chữ số." }],
    });
    await settle();
    expect(faultAt("[name=phone]")).toContain("Số điện thoại chỉ gồm chữ số.");
    expect(faultAt("[name=name]")).toBe("");
    expect(document.activeElement).toBe(one("[name=phone]"));
    expect(one<HTMLInputElement>("[name=phone]").value).toBe("không có");
  });

  it("asks before a site is withdrawn, and says why that cannot be", () => {
    const model = sites();
    open("can-tho");
    press("[data-action=remove]");
    press("[data-action=remove-sure]");
    expect(model.sent).toEqual([{ type: "remove_site", site: "can-tho" }]);
    model.refuse({ code: "site_in_use", detail: "Điểm cầu còn có mặt trong chương trình." });
    expect(fault("site")).toBe("Điểm cầu còn có mặt trong chương trình.");
  });

  it("does not offer to withdraw the main site", () => {
    sites();
    open("ha-noi");
    expect(document.querySelector("[data-action=remove]")).toBeNull();
  });

  it("draws a part of a thousand", () => {
    const [first] = new ShownConference().conference.sites;
    const many = Array.from({ length: 1000 }, (_, index): Site => ({ ...(first as Site), id: `s-${index}` }));
    sites(new ShownConference({ sites: many }));
    expect(one("[role=table]").getAttribute("aria-rowcount")).toBe("1001");
    expect(document.querySelectorAll("[data-site]").length).toBeLessThan(100);
  });

  it("finds by people and numbers, without marks", () => {
    sites();
    fill("[data-field=search]", "le van hung");
    expect(document.querySelectorAll("[data-site]")).toHaveLength(1);
    fill("[data-field=filter]", "none");
    expect(document.querySelectorAll("[data-site]")).toHaveLength(0);
  });
});

describe("inviting sites", () => {
  const entry = (id: string, name: string, values = {}) => ({ id, name, values });
  const found = [
    entry("can-tho", "Cần Thơ"),
    entry("can-giuoc", "Cần Giuộc", { unit: "long-an", operator: "Lê Thị Bích Ngọc", phone: "0912 000 111" }),
  ];
  const directoryPage = vi.fn(() => fine({ entries: found, total: 2, next: null }));
  const unit = vi.fn(() => fine(entry("long-an", "Tỉnh Long An")));

  it("takes them from the directory with their people, and by name what is not there", async () => {
    const model = sites(undefined, { directoryPage, entry: unit });
    press("[data-action=invite]");
    fill("[data-field=site-search]", "cần g");
    expect(directoryPage).not.toHaveBeenCalled();
    await pause();
    await pause();
    expect(directoryPage).toHaveBeenCalledExactlyOnceWith("sites", { q: "cần g", limit: 8 });
    // It is invited already.
    expect(document.querySelector("[data-action=pick][data-site=can-tho]")).toBeNull();
    key("[data-field=site-search]", "Enter");
    await settle();
    fill("[data-field=site-search]", "Đặc khu Phú Quý");
    press("[data-action=pick-typed]");
    submit("invite");
    model.accept();
    await pause();
    expect(model.sent).toEqual([
      {
        type: "put_site",
        site: {
          ...{ id: "can-giuoc", name: "Cần Giuộc", unit: "Tỉnh Long An", head: "", operator: "Lê Thị Bích Ngọc" },
          phone: "0912 000 111",
        },
      },
      { type: "put_site", site: { id: "dac-khu-phu-quy", name: "Đặc khu Phú Quý" } },
    ]);
    model.accept();
    expect(document.querySelector("[data-form=invite]")).toBeNull();
  });

  it("stops at what is refused, says how far it came, and goes on with those that are missing", async () => {
    const model = sites();
    press("[data-action=invite]");
    for (const name of ["Cao Bằng", "Cà Mau"]) {
      fill("[data-field=site-search]", name);
      press("[data-action=pick-typed]");
    }
    submit("invite");
    model.change({ sites: [...model.conference.sites, { ...(model.conference.sites[0] as Site), id: "cao-bang" }] });
    model.accept();
    await pause();
    model.refuse({ code: "too_many", detail: "Hội nghị có quá nhiều điểm cầu." });
    expect(fault("invite")).toBe(`${t.invited.stopped(1, 2)} Hội nghị có quá nhiều điểm cầu.`);
    submit("invite");
    expect(model.sent.slice(2)).toEqual([{ type: "put_site", site: { id: "ca-mau", name: "Cà Mau" } }]);
  });

  it("says that the directory cannot be asked", async () => {
    sites(undefined, { directoryPage: () => declined({ status: 0, code: "unreachable" }) });
    press("[data-action=invite]");
    fill("[data-field=site-search]", "x");
    await pause();
    await pause();
    expect(document.body.textContent).toContain(t.office.unreachable);
    expect(document.querySelector("[data-action=pick-typed]")).not.toBeNull();
  });
});

describe("delegates", () => {
  const delegate = { id: "tran-van-hoa", name: "Trần Văn Hòa", post: "", site: "can-tho", weight: 1, present: false };

  function delegates() {
    const model = new ShownConference({}, { delegates: [delegate] });
    show(Setup, { model, office: doors({}), prefs: prefs(), id: "hoi-thao", first: "delegates" });
    return model;
  }

  it("are added with an id of their own", () => {
    const model = delegates();
    press("[data-action=add-delegate]");
    submit("delegate");
    expect(faultAt("[name=name]")).toContain(t.setup.faults.required);
    expect(faultAt("[name=site]")).toContain(t.setup.faults.required);
    fill("[name=name]", "Trần Văn Hóa");
    fill("[name=site]", "binh-phuoc");
    submit("delegate");
    expect(model.sent).toEqual([
      {
        type: "put_delegate",
        delegate: { id: "tran-van-hoa-2", name: "Trần Văn Hóa", post: "", site: "binh-phuoc", weight: 1 },
      },
    ]);
    model.refuse({ code: "no_such_site", detail: "Không có điểm cầu này." });
    expect(faultAt("[name=site]")).toContain("Không có điểm cầu này.");
  });

  it("are removed after a question", () => {
    const model = delegates();
    press("[role=row]:has([data-delegate=tran-van-hoa])");
    press("[data-action=remove]");
    press("[data-action=remove-sure]");
    expect(model.sent).toEqual([{ type: "remove_delegate", delegate: "tran-van-hoa" }]);
  });
});
