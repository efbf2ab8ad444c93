// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { dictionaries } from "../../../../i18n";
import type { Site } from "../../../../protocol/model";
import type { LineTest } from "../../../../protocol/parts/lineTests";
import {
  declined,
  doors,
  fill,
  fine,
  hide,
  one,
  prefs,
  press,
  settle,
  show,
  ShownConference,
} from "../../../harness.svelte";
import type { OfficeDoors } from "../doors";
import Setup from "./Setup.svelte";

const t = dictionaries.vi;
const [base] = new ShownConference().conference.sites;
const site = (id: string, line: Site["line"], unit: string): Site => ({
  ...(base as Site),
  ...{ id, name: `Điểm cầu ${id}`, line, unit },
});
const test = (number: number, of: string, change: Partial<LineTest> = {}): LineTest => ({
  ...{ number, site: of, at: Date.parse("2021-10-27T01:00:00Z"), by: "Kỹ thuật viên", verdict: "failed" },
  ...{ faults: ["up", "camera"], upKbps: 210, downKbps: 900, lossPercent: 3, rttMs: 40, jitterMs: 5, path: "udp" },
  ...{ camera: false, microphone: true, speaker: true, note: "", signedBy: "" },
  ...change,
});

function lines() {
  const model = new ShownConference(
    {
      sites: [
        site("a1", "passed", "Tỉnh A"),
        site("b1", "passed", "Tỉnh B"),
        site("b2", "failed", "Tỉnh B"),
        site("b3", "untested", "Tỉnh B"),
      ],
    },
    {
      lineTests: [test(1, "b2", { by: "Lan" }), test(2, "a1", { verdict: "passed", faults: [] }), test(3, "b2")],
      contacts: [{ id: "b2", head: "Lê Văn Hùng", operator: "Trần Thị Thu Hà", phone: "0912 345 678" }],
    },
  );
  show(Setup, { model, office: doors({}), prefs: prefs(), id: "hoi-thao", first: "lines" });
  return model;
}

const ids = (name: string) =>
  [...document.querySelectorAll(`[data-${name}]`)].map((each) => each.getAttribute(`data-${name}`));

afterEach(() => {
  hide();
  vi.unstubAllGlobals();
});

describe("the line-test board", () => {
  it("stands by unit, the worst first, with verdict, person and faults in words", () => {
    lines();
    expect(ids("unit")).toEqual(["Tỉnh B", "Tỉnh A"]);
    expect(ids("cell")).toEqual(["b2", "b3", "b1", "a1"]);
    const words = one("[data-cell=b2]").textContent;
    for (const word of [t.lines.verdicts.failed, t.lines.by("Kỹ thuật viên"), "Đường lên, Máy quay"]) {
      expect(words).toContain(word);
    }
    expect(one("[data-cell=b3]").textContent).toContain(t.lines.verdicts.untested);
  });

  it("follows what happens", () => {
    const model = lines();
    model.change({ sites: model.conference.sites.map((each) => ({ ...each, line: "passed" })) });
    model.deskChange({ lineTests: [test(4, "b2", { verdict: "passed", faults: [] })] });
    expect(one("[data-cell=b2]").getAttribute("data-verdict")).toBe("passed");
    expect(document.body.textContent).toContain(t.lines.allPassed);
    expect(one<HTMLButtonElement>("[data-action=print]").disabled).toBe(true);
  });

  it("shows only those that have not passed where that is wanted", () => {
    lines();
    fill("[data-field=filter]", "failing");
    expect(ids("cell")).toEqual(["b2", "b3"]);
    fill("[data-field=search]", "b3");
    expect(ids("cell")).toEqual(["b3"]);
  });

  it("opens the last two tests of a site and asks for another", () => {
    const model = lines();
    press("[data-cell=b2]");
    expect(ids("test")).toEqual(["3", "1"]);
    expect(one("dialog[open] a").getAttribute("href")).toBe("tel:0912 345 678");
    press("dialog[open] [data-action=retest]");
    expect(model.sent).toEqual([{ type: "call_retest", site: "b2" }]);
    model.accept();
    expect(document.body.textContent).toContain(t.setup.done.call_retest("Điểm cầu b2"));
  });

  it("prints whom to call, with telephone numbers", async () => {
    lines();
    vi.stubGlobal("print", vi.fn());
    press("[data-action=print]");
    await settle();
    expect(ids("call")).toEqual(["b2", "b3"]);
    expect(one("[data-call=b2]").textContent).toContain("0912 345 678");
    expect(one("[data-call=b3]").textContent).toContain(t.lines.noPhone);
  });
});

describe("the simulated sites of a rehearsal", () => {
  function robots(answers: Partial<OfficeDoors>, count = 3) {
    const sites = Array.from({ length: count }, (_, index) => site(`s${index}`, "untested", ""));
    const model = new ShownConference({ rehearsal: true, mainSite: "s0", sites });
    show(Setup, { model, office: doors(answers), prefs: prefs(), id: "dien-tap", first: "robots" });
  }

  it("are those that are chosen; at first all but the main site", async () => {
    const runRobots = vi.fn(() => fine(new Response(null)));
    robots({ runRobots });
    press("[data-robot=s2]");
    press("[data-action=start-robots]");
    await settle();
    expect(runRobots).toHaveBeenLastCalledWith("dien-tap", ["s1"]);
    press("[data-action=stop-robots]");
    await settle();
    expect(runRobots).toHaveBeenLastCalledWith("dien-tap", []);
    expect(document.body.textContent).toContain(t.robots.stopped);
  });

  it("are twelve at most", () => {
    robots({}, 20);
    expect(one<HTMLButtonElement>("[data-action=start-robots]").disabled).toBe(false);
    press("[data-robot=s0]");
    expect(one<HTMLButtonElement>("[data-action=start-robots]").disabled).toBe(true);
    expect(document.body.textContent).toContain(t.robots.most);
  });

  it("say why they do not come", async () => {
    robots({ runRobots: () => declined({ status: 429, code: "too_many", detail: "Quá nhiều." }) });
    press("[data-action=start-robots]");
    await settle();
    expect(document.body.textContent).toContain("Quá nhiều.");
  });

  it("are there for rehearsals only", () => {
    lines();
    expect(document.querySelector("[data-tab=robots]")).toBeNull();
  });
});
