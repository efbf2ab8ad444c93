import type { Scope } from "../base/scope";

/** What the page itself is made of: every server has it, and it is packed, so that nothing on the way makes it smaller. */
export function pageScript(): string | null {
  return document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src ?? null;
}

export const kDownload = {
  /** ms */
  longest: 3_000,
  /** Bytes: many sites test their lines in the same hour. */
  most: 8_000_000,
  /** As pictures and sound come: several things at a time. */
  atOnce: 4,
} as const;

/**
 * How much the line brings down, kbit/s; null where nothing came in time. Pictures tell less: a calm room needs a fraction
 * of what a line carries.
 */
export async function downloadRate(scope: Scope, address: string, now: () => number): Promise<number | null> {
  const ending = new AbortController();
  scope.onEnd(() => ending.abort());
  const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(kDownload.longest)]);
  const since = now();
  let last = since;
  let bytes = 0;
  const fetchOn = async () => {
    while (bytes < kDownload.most && !signal.aborted) {
      const answer = await fetch(address, { cache: "no-store", signal });
      const size = Number(answer.headers.get("Content-Length"));
      await answer.arrayBuffer();
      if (!answer.ok || size === 0) return;
      bytes += size;
      last = now();
    }
  };
  // What was under way when the time was up does not count, and neither does what fails.
  await Promise.allSettled(Array.from({ length: kDownload.atOnce }, fetchOn));
  return bytes === 0 || last === since || scope.ended ? null : (8 * bytes) / (last - since);
}
