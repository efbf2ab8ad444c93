import type { ItemId, Seq, SiteId } from "./names";
import { elements, perhaps, type Parts } from "./part";
import { readLineTest, type LineTest } from "./parts/lineTests";
import { kChoices, type Choice } from "./parts/motions";
import { readMessage, type Message } from "./parts/messages";
import { readSubmittedPaper, type SubmittedPaper } from "./parts/papers";
import { readAskedQuestion, type AskedQuestion } from "./parts/questions";
import { kSceneKinds, type SceneKind } from "./parts/scene";
import { boolean, integer, number, oneOf, string, type Reader } from "./read";

export interface Contact {
  readonly id: SiteId;
  readonly head: string;
  readonly operator: string;
  readonly phone: string;
}

export interface Preview {
  readonly kind: SceneKind;
  readonly main: SiteId;
  readonly second: SiteId | null;
}

/** The last act that can still be taken back. */
export interface Undo {
  readonly act: Seq;
  /** The type of its command. */
  readonly what: string;
  readonly until: number;
}

export interface Note {
  readonly number: number;
  readonly item: ItemId | null;
  readonly text: string;
  readonly at: number;
  readonly by: string;
  readonly corrects: number | null;
}

/** Of the open motion. */
export interface CastBallot {
  /** The voter. */
  readonly id: string;
  /** Null: nobody knows it of a secret one. */
  readonly choice: Choice | null;
}

export interface Delegate {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly site: SiteId;
  readonly weight: number;
  readonly present: boolean;
}

/** What chair, director, secretary and organisers may know besides. */
export interface Desk {
  readonly contacts: readonly Contact[];
  readonly papers: readonly SubmittedPaper[];
  readonly lineTests: readonly LineTest[];
  readonly preview: Preview | null;
  readonly undo: Undo | null;
  readonly messages: readonly Message[];
  readonly questions: readonly AskedQuestion[];
  readonly notes: readonly Note[];
  readonly delegates: readonly Delegate[];
  readonly ballots: readonly CastBallot[];
}

export const deskParts: Parts<Desk> = {
  contacts: elements("contacts", readContact),
  papers: elements("papers", readSubmittedPaper),
  lineTests: elements("line_tests", readLineTest),
  preview: perhaps("preview", readPreview),
  undo: perhaps("undo", readUndo),
  messages: elements("messages", readMessage),
  questions: elements("questions", readAskedQuestion),
  notes: elements("notes", readNote),
  delegates: elements("delegates", readDelegate),
  ballots: elements("ballots", readCastBallot),
};

function readUndo(undo: Reader): Undo {
  return {
    act: undo.field("act").integer(),
    what: undo.field("what").string(),
    until: undo.field("until").time(),
  };
}

function readContact(contact: Reader): Contact {
  return {
    id: contact.field("id").string(),
    head: contact.field("head").or("", string),
    operator: contact.field("operator").or("", string),
    phone: contact.field("phone").or("", string),
  };
}

function readPreview(preview: Reader): Preview {
  return {
    kind: preview.field("kind").or("speaker", oneOf(kSceneKinds)),
    main: preview.field("main").string(),
    second: preview.field("second").optional(string),
  };
}

function readNote(note: Reader): Note {
  return {
    number: note.field("number").integer(),
    item: note.field("item").optional(string),
    text: note.field("text").string(),
    at: note.field("at").time(),
    by: note.field("by").or("", string),
    corrects: note.field("corrects").optional(integer),
  };
}

function readCastBallot(ballot: Reader): CastBallot {
  return { id: ballot.field("id").string(), choice: ballot.field("choice").optional(oneOf(kChoices)) };
}

function readDelegate(delegate: Reader): Delegate {
  return {
    id: delegate.field("id").string(),
    name: delegate.field("name").string(),
    post: delegate.field("post").or("", string),
    site: delegate.field("site").string(),
    weight: delegate.field("weight").or(1, number),
    present: delegate.field("present").or(false, boolean),
  };
}
