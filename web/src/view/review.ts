import type { Dictionary } from "../i18n";
import type { Command, Conference, Desk, ItemId, PaperId, SiteId } from "../protocol/model";
import type { PaperStatus } from "../protocol/parts/papers";
import { filled, kMostBytes, textFault, type Filled } from "./faults";
import { itemTitle } from "./programme";
import { nameOf } from "./pictures";

export interface ReviewRow {
  readonly id: PaperId;
  readonly title: string;
  readonly site: string;
  readonly item: string;
  readonly pages: number;
  readonly status: PaperStatus;
  /** Why it was returned. */
  readonly reason: string;
  readonly at: number | null;
  readonly canApprove: boolean;
  readonly canReturn: boolean;
}

const kOrder: readonly PaperStatus[] = ["submitted", "returned", "approved"];

/** What waits comes first, then what was returned; of each the youngest. */
export function reviewRows(conference: Conference, desk: Desk | null): readonly ReviewRow[] {
  const rows = (desk?.papers ?? []).map((paper): ReviewRow => {
    const { id, title, pages, status, reason, at } = paper;
    const what = { id, title, pages, status, reason, at };
    const where = { site: nameOf(conference, paper.site), item: itemTitle(conference, paper.item) };
    return { ...what, ...where, canApprove: status !== "approved", canReturn: status !== "returned" };
  });
  const place = (row: ReviewRow) => kOrder.indexOf(row.status);
  return rows.sort((a, b) => place(a) - place(b) || (b.at ?? 0) - (a.at ?? 0));
}

export function returnCommand(paper: PaperId, reason: string, t: Dictionary): Filled {
  const faults = { reason: textFault(reason, kMostBytes.text, t, true) };
  return filled<Command>(faults, () => ({ type: "return_paper", paper, reason: reason.trim() }));
}

/** What is being filled in about a paper that is handed in here. */
export interface UploadForm {
  readonly title: string;
  readonly site: SiteId;
  readonly item: ItemId;
  readonly file: Blob | null;
  readonly fileName: string;
}

export const kUploadForm: UploadForm = { title: "", site: "", item: "", file: null, fileName: "" };
export const kUploadFields = ["title", "site", "item", "file"] as const;

/** As the server has it, bytes. */
export const kMostPaperBytes = 50 * 1024 * 1024;

/** Browsers disagree on these; the server takes no others. */
const kTypes: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  doc: "application/msword",
  ppt: "application/vnd.ms-powerpoint",
  xls: "application/vnd.ms-excel",
  odt: "application/vnd.oasis.opendocument.text",
  odp: "application/vnd.oasis.opendocument.presentation",
};

/** What a file dialog offers. */
export const kPaperFiles = Object.keys(kTypes)
  .map((ending) => `.${ending}`)
  .join(",");

export interface Upload {
  readonly about: { readonly title: string; readonly item?: ItemId; readonly site?: SiteId };
  readonly file: Blob;
}

/** A title that nobody has written is the file's name. */
export function titleOf(form: UploadForm): string {
  const written = form.title.trim();
  return written === "" ? form.fileName.replace(/\.[^.]*$/, "").trim() : written;
}

export function uploadOf(form: UploadForm, t: Dictionary): Filled<Upload> {
  const { file, site, item } = form;
  const title = titleOf(form);
  const type = kTypes[form.fileName.split(".").at(-1)?.toLowerCase() ?? ""];
  const isTooLarge = (file?.size ?? 0) > kMostPaperBytes;
  const faults = {
    title: textFault(title, kMostBytes.text, t, file !== null),
    file: file === null || type === undefined ? t.setup.faults.file : isTooLarge ? t.setup.faults.fileSize : "",
  };
  return filled(faults, () => ({
    about: { title, ...(item === "" ? {} : { item }), ...(site === "" ? {} : { site }) },
    file: new Blob(file === null ? [] : [file], { type: type ?? "" }),
  }));
}
