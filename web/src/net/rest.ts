import { conferenceParts } from "../protocol/conference";
import { readMe } from "../protocol/decode";
import type { Command, Conference, Me, PaperId, Seq } from "../protocol/model";
import { readParts } from "../protocol/part";
import { paths } from "../protocol/paths";
import type { Read } from "../protocol/read";
import type { Access } from "./access";
import { ask, call, jsonBody, unreachable, type Answer, type CallOptions } from "./call";

export { unreachable, type Answer } from "./call";

/** ms; a paper of many pictures over a slow line. */
const kPaperTimeout = 60_000;

/** The calls about one conference. */
export class Rest {
  readonly #access: Access;

  constructor(access: Access) {
    this.#access = access;
  }

  async me(): Promise<Answer<Me>> {
    const { conference } = this.#access;
    if (conference === null) return ask(this.#access, "GET", paths.me(), readMe);
    // Whoever is signed in is an organiser of every conference.
    return ask(this.#access, "GET", paths.account(), () => ({ conference, role: "organiser", site: null, link: null }));
  }

  conference(id: string): Promise<Answer<Conference>> {
    return ask(this.#access, "GET", paths.conference(id), (json) => readParts(conferenceParts, json.field("state")));
  }

  /** @param expected the last event that was seen, where it matters; what has changed since then refuses the command */
  command(id: string, command: Command, expected: Seq | null): Promise<Answer<{ readonly seq: Seq }>> {
    const read: Read<{ readonly seq: Seq }> = (json) => ({ seq: json.field("seq").integer() });
    const body = expected === null ? command : { ...command, expected_seq: expected };
    return ask(this.#access, "POST", paths.commands(id), read, jsonBody(body));
  }

  /** The PDF itself. */
  async paper(id: string, paper: PaperId): Promise<Answer<ArrayBuffer>> {
    const answer = await this.call("GET", paths.papers(id, paper), { timeout: kPaperTimeout });
    if (!answer.ok) return answer;
    try {
      return { ok: true, value: await answer.value.arrayBuffer() };
    } catch {
      return { ok: false, problem: unreachable() };
    }
  }

  call(method: string, path: string, options: CallOptions = {}): Promise<Answer<Response>> {
    return call(this.#access, method, path, options);
  }
}
