// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { dictionaries } from "../../../../i18n";
import type { Item } from "../../../../protocol/model";
import {
  doors,
  fault,
  faultAt,
  fill,
  hide,
  key,
  one,
  prefs,
  press,
  show,
  ShownConference,
  submit,
} from "../../../harness.svelte";
import Setup from "./Setup.svelte";

const t = dictionaries.vi;
const item = (id: string, change: Partial<Item> = {}): Item => ({
  ...{ id, title: `Mục ${id}`, kind: "report", site: null, speaker: "", minutes: 10, paper: null },
  ...change,
});

function programme(change = {}) {
  const model = new ShownConference({ programme: [item("a"), item("b"), item("c")], ...change });
  show(Setup, { model, office: doors({}), prefs: prefs(), id: "hoi-thao", first: "programme" });
  return model;
}

const order = () => [...document.querySelectorAll("[data-item]")].map((row) => row.getAttribute("data-item"));

afterEach(hide);

describe("the programme of a conference that is set up", () => {
  it.each<[string, string, "ArrowUp" | "ArrowDown", object | null]>([
    ["up, before the one above", "b", "ArrowUp", { type: "move_item", item: "b", before: "a" }],
    ["down, before the next but one", "a", "ArrowDown", { type: "move_item", item: "a", before: "c" }],
    ["down to the end, before nothing", "b", "ArrowDown", { type: "move_item", item: "b" }],
    ["nowhere from the top", "a", "ArrowUp", null],
    ["nowhere from the end", "c", "ArrowDown", null],
  ])("moves an item by Alt and an arrow: %s", (_name, id, arrow, command) => {
    const model = programme();
    const went = key(`[data-item=${id}] [data-action=edit]`, arrow, { altKey: true });
    expect(went).toBe(false);
    expect(model.sent).toEqual(command === null ? [] : [command]);
  });

  it("leaves arrows alone that are pressed without Alt", () => {
    const model = programme();
    expect(key("[data-item=b] [data-action=edit]", "ArrowUp")).toBe(true);
    expect(model.sent).toEqual([]);
  });

  it("moves by buttons too, and counts on with moves that are under way", () => {
    const model = programme();
    press("[data-item=c] [data-action=up]");
    press("[data-item=c] [data-action=up]");
    expect(model.sent).toEqual([
      { type: "move_item", item: "c", before: "b" },
      { type: "move_item", item: "c", before: "a" },
    ]);
    expect(order()).toEqual(["a", "b", "c"]);
  });

  it.each([
    ["c", "up", ["a", "c", "b"], 2],
    ["a", "down", ["b", "a", "c"], 2],
    ["b", "down", ["a", "c", "b"], 3],
  ])("keeps the focus in %s that has moved %s, and says where it is", (id, way, after, place) => {
    const model = programme();
    const button = one(`[data-item=${id}] [data-action=${way}]`);
    button.focus();
    press(`[data-item=${id}] [data-action=${way}]`);
    model.accept();
    model.change({ programme: after.map((each) => item(each)) });
    expect(order()).toEqual(after);
    expect(document.activeElement).toBe(button);
    expect(document.body.textContent).toContain(t.timeline.moved(`Mục ${id}`, place));
  });

  it("adds an item; what is wrong stands at its field before anything is sent", () => {
    const model = programme();
    press("[data-action=add-item]");
    fill("[name=minutes]", "1.5");
    submit("item");
    expect(faultAt("[name=title]")).toBe(t.setup.faults.required);
    expect(faultAt("[name=minutes]")).toBe(t.setup.faults.minutes);
    expect(faultAt("[name=speaker]")).toBe("");
    expect(model.sent).toEqual([]);
    fill("[name=title]", "  Tham luận: Cần Thơ ");
    fill("[name=minutes]", "15");
    fill("[name=site]", "can-tho");
    submit("item");
    expect(model.sent).toEqual([
      {
        type: "put_item",
        item: { title: "Tham luận: Cần Thơ", kind: "paper", minutes: 15, site: "can-tho" },
      },
    ]);
    model.accept();
    expect(document.querySelector("[data-form=item]")).toBeNull();
  });

  it.each([
    [
      "of a field that it names",
      { faults: [{ field: "item.minutes", code: "x", text: "Quá dài." }] },
      "minutes",
      "Quá dài.",
    ],
    ["of the site", { code: "no_such_site", detail: "Không có điểm cầu này." }, "site", "Không có điểm cầu này."],
    ["of the paper", { code: "no_such_paper", detail: "Không có tham luận này." }, "paper", "Không có tham luận này."],
  ])("says at the field what the server refused: %s", (_name, problem, field, text) => {
    const model = programme();
    press("[data-item=b] [data-action=edit]");
    submit("item");
    model.refuse(problem);
    expect(faultAt(`[name=${field}]`)).toBe(text);
    expect(fault("item")).toBe("");
    submit("item");
    expect(faultAt(`[name=${field}]`)).toBe("");
    expect(model.sent).toHaveLength(2);
  });

  it("says what belongs to no field below the form, and keeps what was typed", () => {
    const model = programme();
    press("[data-item=b] [data-action=edit]");
    fill("[name=title]", "Báo cáo mới");
    submit("item");
    model.refuse({ code: "conference_concluded", detail: "Hội nghị đã kết thúc." });
    expect(fault("item")).toBe("Hội nghị đã kết thúc.");
    expect(one<HTMLTextAreaElement>("[name=title]").value).toBe("Báo cáo mới");
  });

  it("asks before it removes", () => {
    const model = programme();
    press("[data-item=b] [data-action=edit]");
    press("[data-action=remove]");
    expect(model.sent).toEqual([]);
    expect(document.body.textContent).toContain(t.timeline.removeAsk("Mục b"));
    press("[data-action=remove-sure]");
    expect(model.sent).toEqual([{ type: "remove_item", item: "b" }]);
  });

  it("shows what remains to read once the conference is over", () => {
    programme({ phase: "concluded" });
    expect(order()).toEqual(["a", "b", "c"]);
    expect(document.querySelectorAll("[data-item] button, [data-action=add-item]")).toHaveLength(0);
  });
});
