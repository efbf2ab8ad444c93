/** How a page says who it is: by a link's token, or by an account whose cookie the browser keeps. */
export interface Access {
  /** For the WebSocket, which takes no headers; null where the cookie goes by itself. */
  readonly token: string | null;
  /** The conference that an account's page is about; a link's token names its own. */
  readonly conference: string | null;
  headers(method: string): Readonly<Record<string, string>>;
}

export function byLink(token: string): Access {
  return { token, conference: null, headers: () => ({ Authorization: `Bearer ${token}` }) };
}

const kSafeMethods: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** An account that is signed in. Whatever changes something carries the proof that it comes from our own page. */
export class AccountAccess implements Access {
  readonly token = null;
  readonly conference: string | null;
  readonly #csrf: () => string | null;

  constructor(csrf: () => string | null, conference: string | null) {
    this.#csrf = csrf;
    this.conference = conference;
  }

  headers(method: string): Readonly<Record<string, string>> {
    const csrf = this.#csrf();
    return csrf === null || kSafeMethods.includes(method) ? {} : { "X-CSRF-Token": csrf };
  }
}
