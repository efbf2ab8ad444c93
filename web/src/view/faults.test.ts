import { describe, expect, it } from "vitest";
import { dictionaries } from "../i18n";
import { fixture } from "../protocol/fixtures";
import type { Command } from "../protocol/model";
import { refusedFields, type Filled } from "./faults";
import { linkCommand, type LinkForm } from "./invitations";
import { delegateCommand, siteCommands, type DelegateForm, type InvitedRow, type SiteForm } from "./invited";
import { momentText } from "./moment";
import { returnCommand } from "./review";
import { aboutCommand, type AboutForm } from "./setup";
import { itemCommand, type ItemForm } from "./timeline";

const t = dictionaries.vi;
const problem = (change: object) => ({ status: 422, code: "x", title: "", detail: "D", ...change });
const fault = (field: string, text: string) => ({ field, code: "x", text });

describe("what the server refused", () => {
  it.each([
    ["stands at its field", { faults: [fault("name", "N")] }, { name: "N" }],
    ["stands at the field of a part", { faults: [fault("site.name", "N")] }, { name: "N" }],
    ["is said once of a field", { faults: [fault("name", "N"), fault("name", "M")] }, { name: "N" }],
    [
      "stands below where there is no such field",
      { faults: [fault("z", "Z"), fault("name", "N")] },
      { "": "Z", name: "N" },
    ],
    ["is found by its code", { code: "no_such_site" }, { site: "D" }],
    ["stands below where the form has no such field", { code: "no_such_paper" }, { "": "D" }],
    ["stands below where nobody knows", { code: "overloaded" }, { "": "D" }],
    ["has words without a server", { status: 0, code: "unreachable" }, { "": t.office.unreachable }],
  ])("%s", (_name, change, faults) => {
    expect(refusedFields(problem(change), ["name", "site"], t)).toEqual(faults);
  });
});

/** Forms filled in with the server's own examples send just these. */
describe("what forms send is what the server reads", () => {
  const example = (type: string) => JSON.parse(fixture(`command_${type}`)) as Record<string, unknown>;
  const row: InvitedRow = {
    ...{ id: "can-tho", name: "C", unit: "", main: false, head: "", operator: "", phone: "", reply: "none" },
    ...{ attending: null, line: "untested" },
  };
  const about: AboutForm = { title: "A", topic: "T", kind: "hop", mode: "hoi_nghi", startsAt: "", quorum: 50 };
  const sent = (form: Filled<Command | readonly Command[]>) => {
    if (!form.ok) throw new Error(JSON.stringify(form.faults));
    return "type" in form.value ? [form.value] : form.value;
  };

  it("an item", () => {
    const { after: _place, ...command } = example("put_item");
    const { id, ...item } = command["item"] as ItemForm & { readonly id: string };
    expect(sent(itemCommand(id, { ...item, paper: "" }, t))).toEqual([command]);
  });

  it("a site, and its reply", () => {
    const command = example("put_site");
    const site = command["site"] as SiteForm;
    const { reply, attending } = example("answer_invitation") as unknown as SiteForm;
    const answer = { ...example("answer_invitation"), site: row.id };
    expect(sent(siteCommands(row, { ...site, reply, attending }, t))).toEqual([command, answer]);
  });

  it("a delegate", () => {
    const command = example("put_delegate");
    const { id, ...delegate } = command["delegate"] as DelegateForm & { readonly id: string };
    expect(sent(delegateCommand(id, delegate, new Set(), t))).toEqual([command]);
  });

  it("a paper that is returned", () => {
    const command = example("return_paper") as { paper: string; reason: string };
    expect(sent(returnCommand(command.paper, command.reason, t))).toEqual([command]);
  });

  it("a link", () => {
    const command = example("issue_link") as unknown as LinkForm & { readonly expires_at: string };
    const { role, name } = command;
    const at = Date.parse(command.expires_at);
    const link = { role, site: "", name, expires: momentText(at) };
    expect(sent(linkCommand(link, at - 1, t))).toEqual([command]);
    expect(linkCommand(link, at, t)).toMatchObject({ ok: false, faults: { expires_at: t.invitations.expiresPast } });
  });

  it("the conference itself", () => {
    const command = example("edit_conference") as { title: string; mode: "dao_tao"; starts_at: string };
    const { title, mode } = command;
    const startsAt = momentText(Date.parse(command.starts_at));
    expect(sent(aboutCommand(about, { ...about, title, mode, startsAt, quorum: 67 }, t))).toEqual([command]);
  });
});
