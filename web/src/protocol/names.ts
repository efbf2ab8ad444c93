/** Ids and words that many parts of the protocol share. Times are epoch milliseconds, lengths of time milliseconds. */

export type SiteId = string;
export type ItemId = string;
export type PaperId = string;
export type LinkId = string;
export type SessionId = string;
export type Seq = number;

/** The roles that a link can have. */
export const kLinkRoles = ["chair", "director", "secretary", "site", "hall", "observer"] as const;
export type LinkRole = (typeof kLinkRoles)[number];

/** An organiser comes with an account instead of a link. */
export const kRoles = [...kLinkRoles, "organiser"] as const;
export type Role = (typeof kRoles)[number];

export const kPhases = ["planned", "in_session", "paused", "concluded"] as const;
export type Phase = (typeof kPhases)[number];

export const kModes = ["hoi_nghi", "thao_luan", "dao_tao"] as const;
export type Mode = (typeof kModes)[number];

export const kSources = ["camera", "screen"] as const;
export type Source = (typeof kSources)[number];

/** What may be published: the conference's sources, a site's test of its line, and the desk's talkback. */
export const kMediaSources = [...kSources, "test", "talkback"] as const;
export type MediaSource = (typeof kMediaSources)[number];

/** `main`, `content`, `gallery-1` …, `audio-1` … */
export type SlotName = string;

/** What tells the elements of a list apart: their `id` or their `number`. */
export type Key = string | number;
