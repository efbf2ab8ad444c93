import { decodeConference, decodeMe, decodeProblem } from "../protocol/decode";
import type { Command, Conference, Me, Problem, Seq } from "../protocol/model";
import { paths } from "../protocol/paths";

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** How long a call may take, ms; a server that is silent for longer counts as unreachable. */
const kCallTimeout = 8_000;

/** The REST calls of one link. Never throws: what goes wrong is a Problem. */
export class Rest {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  async me(): Promise<Answer<Me>> {
    return this.#decoded(await this.call("GET", paths.me()), decodeMe);
  }

  async conference(id: string): Promise<Answer<Conference>> {
    const answer = await this.call("GET", paths.conference(id));
    return this.#decoded(answer, (json) => decodeConference((json as { state?: unknown } | null)?.state));
  }

  async command(id: string, command: Command): Promise<Answer<{ readonly seq: Seq | null }>> {
    const answer = await this.call("POST", paths.commands(id), {
      body: JSON.stringify(command),
      headers: { "Content-Type": "application/json" },
    });
    if (!answer.ok) return answer;
    const json = (await jsonOf(answer.value)) as { seq?: unknown } | null;
    return { ok: true, value: { seq: typeof json?.seq === "number" ? json.seq : null } };
  }

  /** Any call with the link's token; an answer other than 2xx is a Problem. */
  async call(
    method: string,
    path: string,
    options: { body?: string; headers?: Record<string, string>; keepalive?: boolean } = {},
  ): Promise<Answer<Response>> {
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        body: options.body ?? null,
        headers: { ...options.headers, Authorization: `Bearer ${this.#token}` },
        keepalive: options.keepalive ?? false,
        signal: AbortSignal.timeout(kCallTimeout),
        cache: "no-store",
      });
    } catch {
      return { ok: false, problem: unreachable() };
    }
    if (response.ok) return { ok: true, value: response };
    return { ok: false, problem: decodeProblem(response.status, await jsonOf(response)) };
  }

  async #decoded<T>(
    answer: Answer<Response>,
    decode: (json: unknown) => { ok: true; value: T } | { ok: false; error: string },
  ): Promise<Answer<T>> {
    if (!answer.ok) return answer;
    const decoded = decode(await jsonOf(answer.value));
    if (decoded.ok) return decoded;
    return { ok: false, problem: { status: 0, code: "bad_answer", title: "", detail: decoded.error } };
  }
}

export function unreachable(): Problem {
  return { status: 0, code: "unreachable", title: "", detail: "" };
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
