import { decodeProblem, decoding } from "../protocol/decode";
import type { Problem } from "../protocol/model";
import { Reader, type Read } from "../protocol/read";
import type { Access } from "./access";

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export interface CallOptions {
  readonly body?: string | Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly keepalive?: boolean;
  /** ms */
  readonly timeout?: number;
}

/** How long a call may take, ms; a server that is silent for longer counts as unreachable. */
const kCallTimeout = 8_000;

/** One call to the server. Never throws: what goes wrong, and an answer other than 2xx, is a Problem. */
export async function call(
  access: Access,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer<Response>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      body: options.body ?? null,
      headers: { ...spoken(), ...options.headers, ...access.headers(method) },
      keepalive: options.keepalive ?? false,
      signal: AbortSignal.timeout(options.timeout ?? kCallTimeout),
      cache: "no-store",
    });
  } catch {
    return { ok: false, problem: unreachable() };
  }
  if (response.ok) return { ok: true, value: response };
  return { ok: false, problem: decodeProblem(response.status, await jsonOf(response)) };
}

/** A call whose answer is JSON. */
export async function ask<T>(
  access: Access,
  method: string,
  path: string,
  read: Read<T>,
  options: CallOptions = {},
): Promise<Answer<T>> {
  const answer = await call(access, method, path, options);
  if (!answer.ok) return answer;
  const json = await jsonOf(answer.value);
  const decoded = decoding(() => read(new Reader(json)));
  if (decoded.ok) return decoded;
  return { ok: false, problem: { status: 0, code: "bad_answer", title: "", detail: decoded.error } };
}

export function jsonBody(value: unknown): CallOptions {
  return { body: JSON.stringify(value), headers: { "Content-Type": "application/json" } };
}

export function unreachable(): Problem {
  return { status: 0, code: "unreachable", title: "", detail: "" };
}

/** The server's sentences come in the page's language, whatever the browser's is. */
function spoken(): Readonly<Record<string, string>> {
  const language = typeof document === "undefined" ? "" : document.documentElement.lang;
  return language === "" ? {} : { "Accept-Language": language };
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
