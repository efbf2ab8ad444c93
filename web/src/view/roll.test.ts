import { describe, expect, it } from "vitest";
import type { Conference, Desk, Site } from "../protocol/model";
import { Harness } from "../session/harness";
import {
  confirmed,
  kRollDraft,
  quorumView,
  rollCommand,
  rollDraft,
  rollRows,
  type RollDraft,
  type RollFilter,
  type SiteRow,
} from "./roll";

const base = new Harness().joined().conference;
const site = (id: string, name: string, change: Partial<Site> = {}): Site => ({
  ...(base.sites[0] as Site),
  ...{ id, name, unit: "", roll: "not_called", headcount: null, attending: null, byPhone: false, absence: "" },
  ...change,
});
const conference: Conference = {
  ...base,
  sites: [
    site("x10", "Xã 10", { unit: "Tỉnh Đắk Lắk", roll: "online", headcount: 40 }),
    site("x9", "Xã 9", { unit: "Tỉnh Đắk Lắk", roll: "absent", absence: "Mất điện" }),
    site("cb", "Cao Bằng", { unit: "Tỉnh Cao Bằng", roll: "in_person" }),
    site("hn", "Hà Nội"),
  ],
};
const shown = (search = "", filter: RollFilter = "all") =>
  rollRows(conference, null, search, filter).map((row) => (row.kind === "unit" ? `[${row.unit}]` : row.id));

describe("the roll", () => {
  it("stands by unit and name, those without a unit last", () => {
    expect(shown()).toEqual(["[Tỉnh Cao Bằng]", "cb", "[Tỉnh Đắk Lắk]", "x9", "x10", "[]", "hn"]);
  });

  it("has no heads where there are no units", () => {
    const sites = [site("b", "B"), site("a", "A")];
    expect(rollRows({ ...base, sites }, null, "", "all").map((row) => row.kind)).toEqual(["site", "site"]);
  });

  it("counts who is there in a unit", () => {
    const units = rollRows(conference, null, "", "all").filter((row) => row.kind === "unit");
    expect(units.map((unit) => [unit.there, unit.all])).toEqual([
      [1, 1],
      [1, 2],
      [0, 1],
    ]);
  });

  it.each<[string, RollFilter, string[]]>([
    ["dak lak", "all", ["[Tỉnh Đắk Lắk]", "x9", "x10"]],
    ["xa 9", "all", ["[Tỉnh Đắk Lắk]", "x9"]],
    ["", "absent", ["[Tỉnh Đắk Lắk]", "x9"]],
    ["", "not_called", ["hn"]],
    ["", "there", ["[Tỉnh Cao Bằng]", "cb", "[Tỉnh Đắk Lắk]", "x10"]],
    ["xa", "there", ["[Tỉnh Đắk Lắk]", "x10"]],
    ["nobody", "all", []],
  ])("is searched for %j among %s", (search, filter, rows) => {
    expect(shown(search, filter)).toEqual(rows);
  });

  it("says whom to call", () => {
    const desk = { contacts: [{ id: "hn", head: "", operator: "", phone: "0912" }] } as unknown as Desk;
    expect(rollRows(conference, desk, "ha noi", "all")).toMatchObject([{ id: "hn", phone: "0912" }]);
  });
});

it.each([
  [50, 6, 3, 0],
  [66, 6, 3, 1],
  [67, 3, 2, 1],
  [0, 6, 0, 0],
  [100, 0, 0, 0],
])("of %i %% of %i sites with %i there, %i are missing", (quorumPercent, sitesAll, sitesPresent, missing) => {
  const roll = { calledAt: 1, quorumPercent, sitesPresent, sitesAll, people: 9, met: missing === 0 };
  expect(quorumView({ ...base, roll })).toMatchObject({ missing, there: sitesPresent });
});

describe("confirming", () => {
  const row = (change: Partial<Site>): SiteRow => {
    const [first] = rollRows({ ...base, sites: [site("a", "A", change)] }, null, "", "all");
    if (first?.kind !== "site") throw new Error("one site is one row");
    return first;
  };

  it.each<[string, Partial<Site>, "online" | "absent", object]>([
    ["what was counted", { headcount: 40, attending: 45 }, "online", { headcount: 40 }],
    ["what was announced", { attending: 45 }, "online", { headcount: 45 }],
    ["no number that nobody said", {}, "online", { headcount: undefined }],
    ["no number of who is absent", { headcount: 40 }, "absent", { headcount: undefined, roll: "absent" }],
  ])("by one key takes %s", (_name, change, roll, expected) => {
    const command = confirmed(row(change), roll);
    expect({ headcount: undefined, ...command }).toMatchObject({ type: "confirm_presence", site: "a", ...expected });
  });

  it.each<[string, Partial<RollDraft>, object | null]>([
    ["a headcount", { headcount: 40, byPhone: true }, { roll: "online", by_phone: true, headcount: 40 }],
    ["none", {}, { roll: "online", by_phone: false }],
    ["why it is absent", { roll: "absent", headcount: 4, absence: " Mưa " }, { roll: "absent", absence: "Mưa" }],
    ["nothing of a part of a person", { headcount: 1.5 }, null],
    ["nothing below zero", { headcount: -1 }, null],
    ["nothing above the largest room", { headcount: 100_001 }, null],
  ])("in the dialog sends %s", (_name, change, expected) => {
    const command = rollCommand("a", { ...kRollDraft, ...change });
    if (expected === null) expect(command).toBeNull();
    else expect(command).toEqual({ type: "confirm_presence", site: "a", by_phone: false, ...expected });
  });

  it.each<[string, Partial<Site>, Partial<RollDraft>]>([
    ["what was said", { roll: "absent", absence: "Mưa" }, { roll: "absent", absence: "Mưa" }],
    ["online for who is connected", { present: true }, { roll: "online" }],
    ["in person for who is not", { present: false, attending: 45 }, { roll: "in_person", headcount: 45 }],
  ])("begins with %s", (_name, change, expected) => {
    expect(rollDraft(row(change))).toMatchObject(expected);
  });
});
