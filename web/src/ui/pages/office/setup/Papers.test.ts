// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { dictionaries } from "../../../../i18n";
import type { SubmittedPaper } from "../../../../protocol/parts/papers";
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
  ShownConference,
  submit,
} from "../../../harness.svelte";
import type { OfficeDoors } from "../doors";
import Setup from "./Setup.svelte";

const t = dictionaries.vi;
const paper = (id: string, change: Partial<SubmittedPaper>): SubmittedPaper => ({
  ...{ id, title: `Tham luận ${id}`, site: "can-tho", item: null, pages: 3, status: "submitted", reason: "", at: 1 },
  ...change,
});

function papers(answers: Partial<OfficeDoors> = {}) {
  const model = new ShownConference(
    {},
    {
      papers: [
        paper("p1", { status: "approved", at: 9 }),
        paper("p2", { status: "returned", reason: "Quá dài." }),
        paper("p3", { at: 2 }),
        paper("p4", { at: 3 }),
      ],
    },
  );
  show(Setup, { model, office: doors(answers), prefs: prefs(), id: "hoi-thao", first: "papers" });
  return model;
}

const of = (id: string, action: string) => `[data-paper=${id}] [data-action=${action}]`;

function choose(name: string, bytes = 4) {
  const file = new File([new Uint8Array(bytes)], name);
  const field = one<HTMLInputElement>("[name=file]");
  Object.defineProperty(field, "files", { configurable: true, value: [file] });
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

afterEach(() => {
  hide();
  vi.restoreAllMocks();
});

describe("the papers of a conference", () => {
  it("stand with what waits first, and say why one was returned", () => {
    papers();
    const order = [...document.querySelectorAll("[data-paper]")].map((each) => each.getAttribute("data-paper"));
    expect(order).toEqual(["p4", "p3", "p2", "p1"]);
    expect(one("[data-paper=p2]").textContent).toContain("Quá dài.");
    expect(document.querySelector(of("p1", "approve"))).toBeNull();
    expect(document.querySelector(of("p2", "return"))).toBeNull();
  });

  it("are approved with one press", () => {
    const model = papers();
    press(of("p3", "approve"));
    expect(model.sent).toEqual([{ type: "approve_paper", paper: "p3" }]);
    model.accept();
    expect(document.body.textContent).toContain(t.setup.done.approve_paper);
  });

  it("are returned with a reason only", () => {
    const model = papers();
    press(of("p3", "return"));
    submit("return");
    expect(faultAt("[name=reason]")).toContain(t.setup.faults.required);
    fill("[name=reason]", " Sửa số liệu trang 4. ");
    submit("return");
    expect(model.sent).toEqual([{ type: "return_paper", paper: "p3", reason: "Sửa số liệu trang 4." }]);
    model.refuse({ status: 404, code: "no_such_paper", detail: "Không có tham luận này." });
    expect(fault("return")).toBe("Không có tham luận này.");
  });

  it("are handed in as what they are, under the file's name unless another is written", async () => {
    const uploadPaper = vi.fn(() => fine({ id: "paper-9", pages: 7 }));
    papers({ uploadPaper });
    press("[data-action=upload]");
    choose("Tham luận Cần Thơ.DOCX");
    fill("[name=item]", "khai-mac");
    submit("upload");
    await settle();
    const [conference, about, file] = uploadPaper.mock.calls[0] as unknown as [string, object, Blob];
    expect(conference).toBe("hoi-thao");
    expect(about).toEqual({ title: "Tham luận Cần Thơ", item: "khai-mac", site: "ha-noi" });
    expect(file.type).toBe("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    expect(file.size).toBe(4);
    expect(document.querySelector("[data-form=upload]")).toBeNull();
    expect(document.body.textContent).toContain(t.review.uploaded(7));
  });

  it.each([
    ["no file", null, t.setup.faults.file],
    ["a file that is no document", "anh.png", t.setup.faults.file],
    ["a file without an ending", "pdf-nhung-khong-phai", t.setup.faults.file],
  ])("are not sent: %s", (_name, file, words) => {
    papers();
    press("[data-action=upload]");
    if (file !== null) choose(file);
    submit("upload");
    expect(faultAt("[name=file]")).toContain(words);
  });

  it.each([
    ["file", "paper_encrypted", "Tệp có mật khẩu."],
    ["file", "body_too_large", "Nội dung quá lớn."],
    ["site", "no_such_site", "Không có điểm cầu này."],
    ["item", "no_such_item", "Không có mục này."],
  ])("say at the field %s what the server refused: %s", async (field, code, detail) => {
    papers({ uploadPaper: () => declined({ code, detail }) });
    press("[data-action=upload]");
    choose("a.pdf");
    submit("upload");
    await settle();
    expect(faultAt(`[name=${field}]`)).toContain(detail);
    expect(fault("upload")).toBe("");
  });

  it("are looked at page by page", () => {
    vi.spyOn(console, "warn").mockReturnValue();
    papers();
    press(of("p3", "view"));
    const page = () => one("[data-page-shown]").getAttribute("data-page-shown");
    expect(page()).toBe("1");
    press("dialog[open] [data-action=page-after]");
    press("dialog[open] [data-action=page-after]");
    expect(page()).toBe("3");
    expect(one<HTMLButtonElement>("dialog[open] [data-action=page-after]").disabled).toBe(true);
  });
});
