import type { Conference, Desk } from "../protocol/model";
import type { QuestionState } from "../protocol/parts/questions";
import { itemTitle } from "./programme";
import { nameOf } from "./pictures";

/** A note as it reads now, with what it read before. */
export interface NoteView {
  readonly number: number;
  readonly text: string;
  /** When it was first taken. */
  readonly at: number;
  /** Title of the item it belongs to; empty where it belongs to none. */
  readonly item: string;
  /** What it read before, the last one first. */
  readonly earlier: readonly { readonly number: number; readonly text: string; readonly at: number }[];
}

/** The last note first; a corrected one stays in its place. */
export function noteViews(conference: Conference | null, desk: Desk | null): readonly NoteView[] {
  if (!conference || !desk) return [];
  const byNumber = new Map(desk.notes.map((note) => [note.number, note]));
  const corrected = new Set(desk.notes.map((note) => note.corrects));
  const chains = desk.notes
    .filter((note) => !corrected.has(note.number))
    .map((note) => {
      const earlier = [];
      for (let before = note.corrects; before !== null;) {
        const found = byNumber.get(before);
        if (!found) break;
        earlier.push({ number: found.number, text: found.text, at: found.at });
        // A correction is younger than what it corrects: no chain comes back to itself.
        before = found.corrects !== null && found.corrects < found.number ? found.corrects : null;
      }
      const first = earlier.at(-1) ?? note;
      const item = itemTitle(conference, note.item);
      return { first: first.number, view: { number: note.number, text: note.text, at: first.at, item, earlier } };
    });
  return chains.sort((a, b) => b.first - a.first).map((chain) => chain.view);
}

export interface QuestionView {
  readonly number: number;
  readonly site: string;
  readonly text: string;
  readonly at: number;
  readonly state: QuestionState;
  readonly answer: string;
  readonly canShow: boolean;
  /** It waits for the desk. */
  readonly open: boolean;
}

const kStateOrder: readonly QuestionState[] = ["asked", "shown", "answered", "declined"];

/** What waits first, in the order it was asked; then what is shown, then what is settled. */
export function questionViews(conference: Conference | null, desk: Desk | null): readonly QuestionView[] {
  const views = (desk?.questions ?? []).map((question): QuestionView => {
    const { number, text, at, state, answer } = question;
    const open = state === "asked" || state === "shown";
    return {
      number,
      text,
      at,
      state,
      answer,
      open,
      canShow: state === "asked",
      site: nameOf(conference, question.site),
    };
  });
  const place = (view: QuestionView) => kStateOrder.indexOf(view.state);
  return views.sort((a, b) => place(a) - place(b) || a.number - b.number);
}

export interface MessageView {
  readonly number: number;
  /** The id of the site that wrote; null for the desk. */
  readonly from: string | null;
  readonly fromName: string;
  /** To all, to the desk, or the name of the site. */
  readonly to: { readonly kind: "all" | "desk" } | { readonly kind: "site"; readonly name: string };
  readonly text: string;
  readonly at: number;
}

/** The last one first. */
export function messageViews(conference: Conference | null, desk: Desk | null): readonly MessageView[] {
  return (desk?.messages ?? [])
    .map(({ number, from, to, text, at }): MessageView => {
      const site = from === "desk" ? null : from;
      return { number, from: site, fromName: nameOf(conference, site), to: addressee(conference, to), text, at };
    })
    .reverse();
}

function addressee(conference: Conference | null, to: string): MessageView["to"] {
  return to === "all" || to === "desk" ? { kind: to } : { kind: "site", name: nameOf(conference, to) };
}

/** What sites have written after the message of this number. */
export function unreadSince(messages: readonly MessageView[], read: number): number {
  return messages.filter((message) => message.from !== null && message.number > read).length;
}
