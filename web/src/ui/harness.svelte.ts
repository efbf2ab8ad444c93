/** Pages in a drawn document, for tests: reducer and components are the real ones, the server is written down. */
import { flushSync, mount, unmount, type Component } from "svelte";
import { Harness, snapshot } from "../session/harness";
import { kInitial, type SessionEvent, type SessionState } from "../session/state";
import type { Command, Conference, Desk, PaperId, Problem } from "../protocol/model";
import type { LinkEntry } from "../protocol/office";
import type { ConferenceModel } from "./conference.svelte";
import type { OfficeDoors } from "./pages/office/doors";
import { Prefs } from "./prefs.svelte";

const kDesk: Desk = {
  ...{ contacts: [], papers: [], lineTests: [], preview: null, undo: null, messages: [], questions: [] },
  ...{ notes: [], delegates: [], ballots: [] },
};

/** An organiser's page of the fixtures' conference, before it is opened. */
export class ShownConference implements ConferenceModel {
  state = $state.raw<SessionState>(kInitial);
  readonly streams = {};
  readonly #session = new Harness();

  constructor(conference: Partial<Conference> = {}, desk: Partial<Desk> = {}) {
    const frame = snapshot();
    const before: Partial<Conference> = { phase: "planned", turn: null, next: null, heard: [], showing: null };
    this.#session.send({ type: "start", page: "conference" });
    this.#session.send({
      ...{ type: "identified", conference: "hoi-thao", role: "organiser", site: null, link: null },
    });
    this.#session.send({ type: "socket_opened" });
    this.#session.frame({
      ...frame,
      you: { role: "organiser", site: null },
      state: { ...frame.state, ...before, ...conference },
      desk: { ...kDesk, ...desk },
      own: null,
    });
    this.#look();
  }

  get conference(): Conference {
    return this.#session.conference;
  }

  act(event: SessionEvent): void {
    this.#session.send(event);
    this.#look();
  }

  /** What was asked of the server so far. */
  get sent(): readonly Command[] {
    return this.#session.effects.flatMap((effect) => (effect.type === "send_command" ? [effect.command] : []));
  }

  /** The server has carried out what waits longest. */
  accept(): void {
    this.act({ type: "command_done", id: this.#waiting() });
    flushSync();
  }

  refuse(problem: Partial<Problem>): void {
    const whole = { status: 409, code: "refused", title: "", detail: "", ...problem };
    this.act({ type: "command_refused", id: this.#waiting(), problem: whole });
    flushSync();
  }

  change(parts: Partial<Conference>): void {
    this.#session.change(parts);
    this.#look();
    flushSync();
  }

  deskChange(parts: Partial<Desk>): void {
    this.#session.deskChange(parts);
    this.#look();
    flushSync();
  }

  readonly fetchPaper = (_id: PaperId): Promise<ArrayBuffer | null> => Promise.resolve(null);

  openTalkback(): null {
    return null;
  }

  #waiting(): number {
    const id = this.state.pending[0]?.id;
    if (id === undefined) throw new Error("nothing was asked");
    return id;
  }

  #look(): void {
    this.state = this.#session.state;
  }
}

/** Answers of the office's doors; one that a test does not name fails it. */
export function doors(answers: Partial<OfficeDoors>): OfficeDoors {
  const unasked = (name: string) => () => Promise.reject(new Error(`nobody should ask for ${name}`));
  return {
    conferences: unasked("conferences"),
    createConference: unasked("createConference"),
    links: unasked("links"),
    uploadPaper: unasked("uploadPaper"),
    runRobots: unasked("runRobots"),
    directoryPage: unasked("directoryPage"),
    entry: unasked("entry"),
    ...answers,
  };
}

export function fine<T>(value: T): Promise<{ readonly ok: true; readonly value: T }> {
  return Promise.resolve({ ok: true, value });
}

export function declined(problem: Partial<Problem>): Promise<{ readonly ok: false; readonly problem: Problem }> {
  return Promise.resolve({ ok: false, problem: { status: 422, code: "declined", title: "", detail: "", ...problem } });
}

export function linkEntry(change: Partial<LinkEntry>): LinkEntry {
  return { link: "l", role: "site", site: null, name: "", expiresAt: null, revoked: false, token: "t", ...change };
}

let shown: object | undefined;

/** Draws it in the place of what was drawn before. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as Svelte's own mount() has it
export function show<Props extends Record<string, any>>(component: Component<Props>, props: NoInfer<Props>): void {
  hide();
  shown = mount(component, { target: document.body, props });
  flushSync();
}

export function hide(): void {
  if (shown) void unmount(shown);
  shown = undefined;
  document.body.replaceChildren();
}

export function prefs(): Prefs {
  return new Prefs("light", null);
}

/** The only one of its kind; a missing one fails the test. */
export function one<E extends HTMLElement = HTMLElement>(selector: string): E {
  const all = document.querySelectorAll<E>(selector);
  const [element] = all;
  if (!element || all.length > 1) throw new Error(`${all.length} of ${selector} in ${document.body.textContent}`);
  return element;
}

export function press(selector: string): void {
  one(selector).click();
  flushSync();
}

/** What somebody types or chooses. */
export function fill(selector: string, value: string): void {
  const field = one<HTMLInputElement | HTMLSelectElement>(selector);
  field.value = value;
  if (field.value !== value) throw new Error(`${selector} does not take ${value}`);
  // happy-dom does not know that an option may be :checked, by which Svelte reads a choice.
  if (field instanceof HTMLSelectElement) field.querySelector = () => field.selectedOptions[0] ?? null;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  flushSync();
}

export function key(selector: string, name: string, held: Partial<KeyboardEventInit> = {}): boolean {
  const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...held });
  const went = one(selector).dispatchEvent(event);
  flushSync();
  return went;
}

/** Sends the form of the open dialog as Enter does. */
export function submit(form: string): void {
  one(`[data-form=${form}]`).dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  flushSync();
}

/** What is said to be wrong at a field; empty while nothing is. */
export function faultAt(selector: string): string {
  const field = one(selector);
  if (!field.hasAttribute("aria-invalid")) return "";
  const ids = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id.endsWith("-error"));
  return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
}

/** Whatever waits for promises is through. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
  flushSync();
}

/** What is said to be wrong with a form as a whole. */
export function fault(form: string): string {
  return one(`[data-form-fault=${form}]`).textContent ?? "";
}
