// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { dictionaries } from "../../../../i18n";
import {
  doors,
  fault,
  faultAt,
  fill,
  hide,
  one,
  prefs,
  press,
  show,
  ShownConference,
  submit,
} from "../../../harness.svelte";
import Setup from "./Setup.svelte";

const t = dictionaries.vi;

function about(change = {}) {
  const model = new ShownConference(change);
  show(Setup, { model, office: doors({}), prefs: prefs(), id: "hoi-thao" });
  return model;
}

const title = () => one<HTMLTextAreaElement>("[name=title]").value;

afterEach(hide);

describe("what a conference is about", () => {
  it("is sent as far as it was changed", () => {
    const model = about();
    fill("[name=title]", "Hội thảo mới");
    fill("[name=mode]", "thao_luan");
    submit("about");
    expect(model.sent).toEqual([{ type: "edit_conference", title: "Hội thảo mới", mode: "thao_luan" }]);
    expect(one("[data-form=about] [data-action=save]").textContent).toContain(t.setup.sending);
    model.change({ title: "Hội thảo mới", mode: "thao_luan" });
    model.accept();
    expect(one("[data-form=about] [data-action=save]").getAttribute("aria-disabled")).toBe("true");
    expect(document.body.textContent).toContain(t.setup.done.edit_conference);
  });

  it("sends the day and time as the server reads them", () => {
    const model = about();
    fill("[name=starts_at]", "2026-12-24T08:30");
    submit("about");
    const at = new Date(2026, 11, 24, 8, 30).toISOString();
    expect(model.sent).toEqual([{ type: "edit_conference", starts_at: at }]);
  });

  it.each([
    ["title", "  ", t.setup.faults.required],
    ["title", "ẩ".repeat(700), t.setup.faults.tooLong],
    ["quorum_percent", "101", t.setup.faults.percent],
    ["starts_at", "", t.setup.faults.time],
  ])("says at %s what is wrong with %j", (field, value, words) => {
    const model = about();
    fill(`[name=${field}]`, value);
    submit("about");
    expect(faultAt(`[name=${field}]`)).toContain(words);
    expect(model.sent).toEqual([]);
  });

  it("says at its field what the server refused", () => {
    const model = about();
    fill("[name=topic]", "x");
    submit("about");
    model.refuse({ code: "invalid_field", faults: [{ field: "topic", code: "too_long", text: "Quá dài." }] });
    expect(faultAt("[name=topic]")).toContain("Quá dài.");
    expect(fault("about")).toBe("");
  });

  it("follows what others change, but not while somebody writes", () => {
    const model = about();
    model.change({ title: "Một" });
    expect(title()).toBe("Một");
    fill("[name=title]", "Đang viết");
    model.change({ title: "Hai" });
    expect(title()).toBe("Đang viết");
    press("[data-form=about] [data-action=cancel]");
    expect(title()).toBe("Hai");
  });

  it("lists what is missing, and goes where it is put right", () => {
    const model = about({ startsAt: null });
    const todo = [...document.querySelectorAll("[data-todo]")].map((each) => each.getAttribute("data-todo"));
    expect(todo).toEqual(["time", "replies", "phones", "untested"]);
    press("[data-todo=untested]");
    expect(one("[role=tab][aria-selected=true]").getAttribute("data-tab")).toBe("lines");
    expect(model.sent).toEqual([]);
  });

  it("cannot be changed after the conclusion", () => {
    about({ phase: "concluded" });
    expect(document.body.textContent).toContain(t.setup.concluded);
    expect(one<HTMLFieldSetElement>("[data-form=about] fieldset").disabled).toBe(true);
    expect(document.querySelector("[data-action=save]")).toBeNull();
  });
});
