import type { SiteId } from "../protocol/model";
import {
  passwordText,
  readAccount,
  readConferenceEntry,
  readImportReport,
  readLinkEntry,
  readSignedIn,
  type Account,
  type AccountRole,
  type ConferenceDraft,
  type ConferenceEntry,
  type ImportReport,
  type LinkEntry,
  type SignedIn,
} from "../protocol/office";
import { readDirectoryPage, readEntry, type DirectoryPage, type Entry } from "../protocol/directory";
import { paths, type DirectoryKind } from "../protocol/paths";
import { integer, list, type Read } from "../protocol/read";
import { AccountAccess, type Access } from "./access";
import { ask, call, jsonBody, type Answer } from "./call";

export interface DirectoryQuery {
  readonly q?: string;
  readonly unit?: string;
  /** The id that the page before ended with. */
  readonly after?: string;
  readonly limit?: number;
}

/** Files take longer than words, ms. */
const kUploadTimeout = 120_000;

/** The calls of somebody with an account. Never throws: what goes wrong is a Problem. */
export class Office {
  #csrf: string | null = null;
  readonly #access = this.accessTo(null);

  /** For the page of one conference: the same account, the same proof. */
  accessTo(conference: string | null): Access {
    return new AccountAccess(() => this.#csrf, conference);
  }

  login(name: string, password: string): Promise<Answer<SignedIn>> {
    return this.#signedIn(
      ask(this.#access, "POST", paths.login(), readSignedIn, jsonBody({ name, password: passwordText(password) })),
    );
  }

  async logout(): Promise<Answer<Response>> {
    const answer = await call(this.#access, "POST", paths.logout());
    if (answer.ok) this.#csrf = null;
    return answer;
  }

  /** Who is signed in; a page that was reloaded knows only the cookie. */
  account(): Promise<Answer<SignedIn>> {
    return this.#signedIn(ask(this.#access, "GET", paths.account(), readSignedIn));
  }

  accounts(): Promise<Answer<readonly Account[]>> {
    return this.#list(paths.accounts(), "accounts", readAccount);
  }

  addAccount(account: Account & { readonly password: string }): Promise<Answer<Response>> {
    return call(
      this.#access,
      "POST",
      paths.accounts(),
      jsonBody({ ...account, password: passwordText(account.password) }),
    );
  }

  changeAccount(
    name: string,
    change: { readonly role?: AccountRole; readonly password?: string },
  ): Promise<Answer<Response>> {
    const { password } = change;
    const body = password === undefined ? change : { ...change, password: passwordText(password) };
    return call(this.#access, "PATCH", paths.accounts(name), jsonBody(body));
  }

  removeAccount(name: string): Promise<Answer<Response>> {
    return call(this.#access, "DELETE", paths.accounts(name));
  }

  conferences(): Promise<Answer<readonly ConferenceEntry[]>> {
    return this.#list(paths.conferences(), "conferences", readConferenceEntry);
  }

  createConference(draft: ConferenceDraft): Promise<Answer<string>> {
    return ask(this.#access, "POST", paths.conferences(), (json) => json.field("id").string(), jsonBody(draft));
  }

  /** These simulated sites, and no others, take part in a rehearsal. */
  runRobots(conference: string, sites: readonly SiteId[]): Promise<Answer<Response>> {
    return call(this.#access, "POST", paths.robots(conference), jsonBody({ sites }));
  }

  links(conference: string): Promise<Answer<readonly LinkEntry[]>> {
    return this.#list(paths.links(conference), "links", readLinkEntry);
  }

  /** Entries of the directory, as far as `read` wants to know them. */
  directory<T>(kind: DirectoryKind, query: DirectoryQuery, read: Read<T>): Promise<Answer<readonly T[]>> {
    const search = searchOf({ ...query });
    return this.#list(`${paths.directory(kind)}${search}`, kind, read);
  }

  /** A page of the directory, whole entries. */
  directoryPage(kind: DirectoryKind, query: DirectoryQuery): Promise<Answer<DirectoryPage>> {
    const search = searchOf({ ...query });
    return ask(this.#access, "GET", `${paths.directory(kind)}${search}`, readDirectoryPage(kind));
  }

  entry(kind: DirectoryKind, id: string): Promise<Answer<Entry>> {
    return ask(this.#access, "GET", paths.directory(kind, id), readEntry);
  }

  addEntry(kind: DirectoryKind, entry: object): Promise<Answer<Response>> {
    return call(this.#access, "POST", paths.directory(kind), jsonBody(entry));
  }

  changeEntry(kind: DirectoryKind, id: string, entry: object): Promise<Answer<Response>> {
    return call(this.#access, "PUT", paths.directory(kind, id), jsonBody(entry));
  }

  removeEntry(kind: DirectoryKind, id: string): Promise<Answer<Response>> {
    return call(this.#access, "DELETE", paths.directory(kind, id));
  }

  /** Without `write` the file is only read, and the report says what would be written. */
  importDirectory(kind: DirectoryKind, file: Blob, write: boolean): Promise<Answer<ImportReport>> {
    return ask(this.#access, "POST", paths.directoryImport(kind, write), readImportReport, fileBody(file));
  }

  uploadPaper(
    conference: string,
    about: { readonly title: string; readonly item?: string; readonly site?: string },
    file: Blob,
  ): Promise<Answer<{ readonly id: string; readonly pages: number }>> {
    const path = `${paths.papers(conference)}${searchOf(about)}`;
    const read: Read<{ readonly id: string; readonly pages: number }> = (json) => ({
      id: json.field("id").string(),
      pages: json.field("pages").or(0, integer),
    });
    return ask(this.#access, "POST", path, read, fileBody(file));
  }

  #list<T>(path: string, name: string, read: Read<T>): Promise<Answer<readonly T[]>> {
    return ask(this.#access, "GET", path, (json) => list(read)(json.field(name)));
  }

  async #signedIn(asked: Promise<Answer<SignedIn>>): Promise<Answer<SignedIn>> {
    const answer = await asked;
    if (answer.ok) this.#csrf = answer.value.csrf;
    return answer;
  }
}

function fileBody(file: Blob) {
  return { body: file, headers: { "Content-Type": file.type }, timeout: kUploadTimeout };
}

function searchOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}
