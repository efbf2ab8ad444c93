import type { Dictionary } from "../i18n";
import type { Entry } from "../protocol/directory";
import type { Mode, SiteContent, SiteId } from "../protocol/model";
import type { ConferenceDraft, ConferenceEntry } from "../protocol/office";
import { filled, kMostBytes, textFault, type Filled } from "./faults";
import { momentOf } from "./moment";
import { slugOf } from "./slug";

/** What is being made: something new, a copy, or a copy to rehearse with. */
export type Wish = { readonly kind: "new" } | { readonly kind: "copy" | "rehearsal"; readonly of: ConferenceEntry };

/** What is being filled in. */
export interface ConferenceForm {
  readonly title: string;
  readonly topic: string;
  readonly kind: string;
  readonly mode: Mode;
  /** As the field writes it; empty: not yet known. */
  readonly startsAt: string;
  readonly sites: readonly SiteContent[];
  readonly mainSite: SiteId;
}

export const kConferenceForm: ConferenceForm = {
  title: "",
  topic: "",
  kind: "hoi_nghi_truc_tuyen",
  mode: "hoi_nghi",
  startsAt: "",
  sites: [],
  mainSite: "",
};

export const kConferenceFields = ["title", "topic", "kind", "mode", "starts_at", "sites", "main_site"] as const;

export function formOf(wish: Wish, t: Dictionary): ConferenceForm {
  switch (wish.kind) {
    case "new":
      return kConferenceForm;
    case "copy":
      return { ...kConferenceForm, title: wish.of.title };
    case "rehearsal":
      return { ...kConferenceForm, title: t.newConference.rehearsalName(wish.of.title) };
  }
}

export function conferenceRequest(form: ConferenceForm, wish: Wish, t: Dictionary): Filled<ConferenceDraft> {
  const title = form.title.trim();
  const at = momentOf(form.startsAt);
  const faults = {
    title: textFault(title, kMostBytes.text, t, true),
    topic: textFault(form.topic, kMostBytes.text, t),
    starts_at: form.startsAt !== "" && at === null ? t.setup.faults.time : "",
    sites: wish.kind === "new" && form.sites.length === 0 ? t.newConference.needSites : "",
  };
  return filled(faults, () => {
    const time = at === null ? {} : { starts_at: new Date(at).toISOString() };
    if (wish.kind !== "new") {
      return { title, ...time, ...(wish.kind === "rehearsal" ? { rehearsal: true } : {}), copy_of: wish.of.id };
    }
    const { kind, mode, sites } = form;
    const main = sites.some(({ id }) => id === form.mainSite) ? form.mainSite : (sites[0]?.id ?? "");
    return { title, topic: form.topic.trim(), kind, mode, ...time, main_site: main, sites, programme: [] };
  });
}

/** A site of the directory as a conference invites it. @param unit the name of its unit */
export function invitedOf({ id, name, values }: Entry, unit: string): SiteContent {
  const { head = "", operator = "", phone = "" } = values;
  return { id, name, unit, head, operator, phone };
}

/** A site that the directory does not know. */
export function typedSite(name: string, taken: ReadonlySet<string>): SiteContent {
  return { id: slugOf(name, taken, "diem-cau"), name: name.trim() };
}
