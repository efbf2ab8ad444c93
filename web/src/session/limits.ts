/** The session's times, ms, and bounds. */
export const kLimits = {
  /** A connection that was answered must carry media within this, or is made anew. */
  connecting: 10_000,
  /** The server has not answered an offer. Longer than a call may take. */
  opening: 10_000,
  /** A line that stutters mostly recovers by itself; then comes an ICE restart. */
  shaky: 1_200,
  /** An ICE restart that brought nothing. */
  restarting: 3_000,
  /** Sizes are told once the page has come to rest. */
  sizes: 250,
  /** How long an act can be undone (the chair's rule), and how long a refusal is shown. */
  undo: 5_000,
  refusal: 8_000,
  /** Sessions whose slots are remembered: signals may come before the answer that names the session. */
  slotSessions: 4,
} as const;

/** Refused by what the link is or allows; the same request would be refused again. */
const kFinal = new Set([
  "token_missing",
  "token_invalid",
  "token_revoked",
  "token_expired",
  "not_permitted",
  "no_such_conference",
  "no_common_codec",
  "conference_concluded",
]);

export function isFinal(problem: { readonly status: number; readonly code: string }): boolean {
  return problem.status === 401 || kFinal.has(problem.code);
}
