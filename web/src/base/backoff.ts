/** How long to wait before the next attempt; times in milliseconds. */
export interface BackoffLimits {
  readonly first: number;
  readonly longest: number;
}

/** The event socket: the first attempt is quick, since a server that restarts is back within seconds. */
export const kSocketBackoff: BackoffLimits = { first: 300, longest: 5_000 };

/** A picture that broke is asked for again soon, and never more rarely than this: a hall is waiting. */
export const kMediaBackoff: BackoffLimits = { first: 250, longest: 4_000 };

/**
 * Doubling waits with jitter, so that a thousand pages do not come back in the same instant.
 * @param attempt 0 for the first wait
 * @param random in [0, 1); the wait lies between half and the whole of the doubled step
 */
export function backoff(limits: BackoffLimits, attempt: number, random: number): number {
  const step = Math.min(limits.longest, limits.first * 2 ** Math.min(attempt, 30));
  return Math.round(step * (0.5 + random / 2));
}
