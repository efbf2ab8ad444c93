import type { Dictionary } from "../i18n";
import { isOver, type Command, type Conference, type Desk, type Mode } from "../protocol/model";
import type { SessionState } from "../session/state";
import { filled, isWhole, kMostBytes, textFault, type Filled } from "./faults";
import { momentOf, momentText } from "./moment";
import { notice, type NoticeView } from "./notice";
import { officeProblem } from "./office";
import { nameOf } from "./pictures";
import { paperOf } from "./timeline";

/** The tabs of a conference that is being set up. */
export const kSetupTabs = [
  "about",
  "programme",
  "sites",
  "delegates",
  "papers",
  "invitations",
  "lines",
  "robots",
] as const;
export type SetupTab = (typeof kSetupTabs)[number];

export interface TabView {
  readonly id: SetupTab;
  readonly title: string;
  readonly count?: number;
}

/** Only a rehearsal has simulated sites. */
export function setupTabs(conference: Conference, desk: Desk | null, t: Dictionary): readonly TabView[] {
  const counts: Partial<Record<SetupTab, number>> = {
    programme: conference.programme.length,
    sites: conference.sites.length,
    delegates: desk?.delegates.length ?? 0,
    papers: desk?.papers.length ?? 0,
  };
  return kSetupTabs
    .filter((id) => id !== "robots" || conference.rehearsal)
    .map((id) => ({ id, title: t.setup.tabs[id], ...(counts[id] === undefined ? {} : { count: counts[id] }) }));
}

/** Something that is missing before the day, and where it is put right. */
export interface Todo {
  readonly what: keyof Dictionary["about"]["todos"];
  readonly tab: SetupTab;
  readonly count: number;
}

export function todos(conference: Conference, desk: Desk | null): readonly Todo[] {
  const { sites, programme } = conference;
  const phones = new Set(desk?.contacts.filter(({ phone }) => phone !== "").map(({ id }) => id));
  const invited = sites.filter(({ id }) => id !== conference.mainSite);
  const all: readonly Todo[] = [
    { what: "time", tab: "about", count: conference.startsAt === null ? 1 : 0 },
    { what: "programme", tab: "programme", count: programme.length === 0 ? 1 : 0 },
    { what: "sites", tab: "sites", count: invited.length === 0 ? 1 : 0 },
    { what: "replies", tab: "sites", count: invited.filter(({ reply }) => reply === "none").length },
    { what: "declined", tab: "sites", count: invited.filter(({ reply }) => reply === "declined").length },
    { what: "phones", tab: "sites", count: sites.filter(({ id }) => !phones.has(id)).length },
    {
      ...{ what: "missingPapers", tab: "papers" },
      count: programme.filter((item) => paperOf(item, desk) === "missing").length,
    },
    {
      ...{ what: "review", tab: "papers" },
      count: desk?.papers.filter(({ status }) => status === "submitted").length ?? 0,
    },
    { what: "failed", tab: "lines", count: sites.filter(({ line }) => line === "failed").length },
    { what: "untested", tab: "lines", count: sites.filter(({ line }) => line === "untested").length },
  ];
  return all.filter(({ count }) => count > 0);
}

/** What is being filled in about the conference itself. */
export interface AboutForm {
  readonly title: string;
  readonly topic: string;
  readonly kind: string;
  readonly mode: Mode;
  /** As the field writes it. */
  readonly startsAt: string;
  readonly quorum: number | null;
}

export const kAboutFields = ["title", "topic", "kind", "mode", "starts_at", "quorum_percent"] as const;

export function aboutForm(conference: Conference): AboutForm {
  const { title, topic, kind, mode, startsAt, roll } = conference;
  return { title, topic, kind, mode, startsAt: momentText(startsAt), quorum: roll.quorumPercent };
}

/** Only what differs from what stands there is sent: what another has changed meanwhile stays. */
export function aboutCommand(before: AboutForm, form: AboutForm, t: Dictionary): Filled {
  const at = momentOf(form.startsAt);
  const faults = {
    title: textFault(form.title, kMostBytes.text, t, true),
    topic: textFault(form.topic, kMostBytes.text, t),
    // A time that was said can be changed, not taken back.
    starts_at: at === null && (form.startsAt !== "" || before.startsAt !== "") ? t.setup.faults.time : "",
    quorum_percent: isWhole(form.quorum, 0, 100) ? "" : t.setup.faults.percent,
  };
  return filled<Command>(faults, () => ({
    type: "edit_conference",
    ...(form.title === before.title ? {} : { title: form.title.trim() }),
    ...(form.topic === before.topic ? {} : { topic: form.topic.trim() }),
    ...(form.kind === before.kind ? {} : { kind: form.kind }),
    ...(form.mode === before.mode ? {} : { mode: form.mode }),
    ...(form.startsAt === before.startsAt || at === null ? {} : { starts_at: new Date(at).toISOString() }),
    ...(form.quorum === before.quorum ? {} : { quorum_percent: form.quorum ?? 0 }),
  }));
}

/** What the last thing sent came to; a refusal in the server's own words. */
export function setupNotice(state: SessionState, t: Dictionary): NoticeView | null {
  const { refusal, done, pending } = state;
  if (refusal) return { kind: "refusal", title: t.refusal.title, text: officeProblem(refusal.problem, t) };
  const command = done?.command;
  if (!command || pending.some((each) => each.command === command)) return null;
  const text = doneText(command, state, t);
  return text === null ? notice(state, t) : { kind: "done", press: state.nextCommand, text, canUndo: false };
}

function doneText(command: Command, { conference }: SessionState, t: Dictionary): string | null {
  const words = t.setup.done;
  if (command.type === "call_retest") return words.call_retest(nameOf(conference, command.site));
  const word = Object.hasOwn(words, command.type) ? words[command.type as keyof typeof words] : null;
  return typeof word === "string" ? word : null;
}

export function canEdit(state: SessionState): boolean {
  return state.conference !== null && !isOver(state.conference);
}
