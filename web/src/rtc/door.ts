import { unreachable, type Answer, type Rest } from "../net/rest";
import type { Problem } from "../protocol/model";
import { paths } from "../protocol/paths";

/** An open WHIP or WHEP session on the server. */
export interface DoorSession {
  /** The last part of the session's address, as signals name it. */
  readonly id: string;
  readonly url: string;
  readonly answer: string;
}

const kFragment = "application/trickle-ice-sdpfrag";

/** The HTTP side of WHIP (RFC 9725) and WHEP. */
export class Door {
  readonly #rest: Rest;

  constructor(rest: Rest) {
    this.#rest = rest;
  }

  async open(path: string, offer: string): Promise<Answer<DoorSession>> {
    const answer = await this.#rest.call("POST", path, {
      body: offer,
      headers: { "Content-Type": "application/sdp", Accept: "application/sdp" },
    });
    if (!answer.ok) return answer;
    const url = answer.value.headers.get("Location");
    if (!url) return { ok: false, problem: bad("Location") };
    const text = await textOf(answer.value);
    if (text === null) return { ok: false, problem: unreachable() };
    return { ok: true, value: { id: url.split("/").pop() ?? url, url, answer: text } };
  }

  /** @returns the server's new fragment */
  async restart(session: DoorSession, fragment: string): Promise<Answer<string>> {
    const answer = await this.#rest.call("PATCH", session.url, {
      body: fragment,
      headers: { "Content-Type": kFragment, "If-Match": "*" },
    });
    if (!answer.ok) return answer;
    const text = await textOf(answer.value);
    return text === null ? { ok: false, problem: unreachable() } : { ok: true, value: text };
  }

  async trickle(session: DoorSession, fragment: string): Promise<Answer<null>> {
    const headers = { "Content-Type": kFragment };
    const answer = await this.#rest.call("PATCH", session.url, { body: fragment, headers });
    return answer.ok ? { ok: true, value: null } : answer;
  }

  async sizes(session: DoorSession, sizes: Readonly<Record<string, number>>): Promise<Answer<null>> {
    const answer = await this.#rest.call("PUT", paths.sizes(session.url), {
      body: JSON.stringify(sizes),
      headers: { "Content-Type": "application/json" },
    });
    return answer.ok ? { ok: true, value: null } : answer;
  }

  /** Tells the server that we are gone; also works while the page is being closed. */
  close(session: DoorSession): void {
    void this.#rest.call("DELETE", session.url, { keepalive: true });
  }
}

function bad(what: string): Problem {
  return { status: 0, code: "bad_answer", title: "", detail: what };
}

async function textOf(response: Response): Promise<string | null> {
  try {
    return await response.text();
  } catch {
    return null;
  }
}
