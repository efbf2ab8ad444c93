import type { SessionState } from "../src/session/state";
import type { LocalState } from "../src/rtc/local";
import { deskOf, many, reference, request, rolled, scene, session, turn, vote, withSite, written } from "./fixtures";

export type Story =
  | { page: "home"; lacksToken: boolean }
  | { page: "chair" | "hall" | "director" | "secretary" | "observer"; state: SessionState; theme?: "light" }
  | { page: "part"; part: string }
  | { page: "refused"; state: SessionState }
  | { page: "green" | "room"; state: SessionState; local?: Partial<LocalState>; muted?: boolean };

const problem = (code: string) => ({ status: 401, code, title: "", detail: "" });
const asSite = (site: string, change: Partial<SessionState> = {}, conference = reference()) =>
  session(conference, { role: "site", site, ...change });
const lost = withSite(reference(), "binh-phuoc", { present: false, camera: false });
const sharing = withSite(
  reference({ scene: scene("binh-phuoc", ["ha-noi", "da-nang"], { content: "da-nang" }) }),
  "da-nang",
  { screen: true },
);
const planned = reference({
  phase: "planned",
  turn: null,
  scene: scene("ha-noi", ["binh-phuoc", "can-tho"]),
});
const queued = reference({
  queue: ["lao-cai", "dak-lak", "can-tho", "da-nang", "ha-noi", "lao-cai", "dak-lak", "can-tho", "da-nang", "ha-noi"]
    .concat(["lao-cai", "dak-lak"])
    .map((each, index) => request(index + 1, each)),
  next: { site: "lao-cai", item: null, request: 1, present: true },
  turn: turn("binh-phuoc", Date.now() - 348_000, { allotted: 600_000 }),
  strap: { title: "Bình Phước", subtitle: "Đồng chí Trưởng đoàn" },
  sites: reference().sites.map((each) => (each.id === "dak-lak" ? { ...each, present: false, camera: false } : each)),
});
const kBallots = ["yes", "yes", "no", "yes", "abstain"].map(
  (choice, index) => ({ id: `d-${index}`, choice }) as { id: string; choice: "yes" | "no" | "abstain" },
);
const concluded = reference({ phase: "concluded", turn: null, heard: [] });

const kParts = ["list", "table", "table-empty", "dialog", "tabs", "field", "countdown", "shortcuts"];

const asSecretary = (conference: ReturnType<typeof reference>) =>
  session(conference, { role: "secretary", desk: deskOf({ ...written, ballots: kBallots }) });

export const stories: Readonly<Record<string, Story>> = {
  ...Object.fromEntries(kParts.map((part) => [`part-${part}`, { page: "part", part } as const])),
  home: { page: "home", lacksToken: false },
  "home-no-token": { page: "home", lacksToken: true },
  green: { page: "green", state: asSite("binh-phuoc") },
  "green-trouble": {
    page: "green",
    state: asSite("binh-phuoc"),
    local: {
      camera: { kind: "trouble", trouble: "denied" },
      microphone: { kind: "trouble", trouble: "missing" },
    },
  },
  "refused-revoked": {
    page: "refused",
    state: session(null, { link: { kind: "refused", problem: problem("token_revoked") } }),
  },
  "refused-invalid": {
    page: "refused",
    state: session(null, { link: { kind: "refused", problem: problem("token_invalid") } }),
  },
  "room-on-air": { page: "room", state: asSite("binh-phuoc") },
  "room-waiting": { page: "room", state: asSite("can-tho") },
  "room-waiting-muted": {
    page: "room",
    state: asSite("can-tho", {}, withSite(reference(), "can-tho", { muted: true })),
  },
  "room-lost": {
    page: "room",
    state: asSite("can-tho", { link: { kind: "waiting", attempt: 2, ask: false } }),
  },
  "room-main-lost": { page: "room", state: asSite("can-tho", {}, lost) },
  "room-replaced": {
    page: "room",
    state: asSite("can-tho", {
      media: { receive: { kind: "live", session: "r" }, publish: { kind: "replaced" } },
    }),
  },
  "room-sharing": { page: "room", state: asSite("can-tho", {}, sharing) },
  "room-long": { page: "room", state: asSite("ha-noi", {}, many(12)) },
  "room-concluded": { page: "room", state: asSite("can-tho", {}, concluded) },
  chair: { page: "chair", state: session(reference()) },
  "chair-planned": { page: "chair", state: session(planned) },
  "chair-done": {
    page: "chair",
    state: session(reference(), {
      done: { command: { type: "give_floor", site: "binh-phuoc" } },
      desk: deskOf({ undo: { act: 9, what: "give_floor", until: Date.now() + 5_000 } }),
    }),
  },
  "chair-refused": {
    page: "chair",
    state: session(lost, {
      refusal: {
        command: { type: "give_floor", site: "can-tho" },
        problem: { status: 409, code: "site_not_present", title: "", detail: "" },
        seen: null,
      },
    }),
  },
  "chair-lost": { page: "chair", state: session(lost, { link: { kind: "waiting", attempt: 1, ask: false } }) },
  "chair-over": {
    page: "chair",
    state: session(reference({ turn: turn("binh-phuoc", Date.now() - 700_000) })),
  },
  "chair-0": {
    page: "chair",
    state: session(reference({ sites: [], turn: null, scene: scene("ha-noi", []), programme: [] })),
  },
  "chair-queue": { page: "chair", state: session(queued, { desk: deskOf({ undo: null }) }) },
  "chair-cued": {
    page: "chair",
    state: session({ ...queued, turn: null, cue: { site: "lao-cai", since: Date.now() - 65_000 } }),
  },
  "chair-paused": { page: "chair", state: session({ ...queued, phase: "paused" }) },
  "chair-vote": {
    page: "chair",
    state: session({ ...queued, motions: [vote()] }, { desk: deskOf({ ballots: kBallots }) }),
  },
  "chair-vote-secret": { page: "chair", state: session({ ...queued, motions: [vote({ method: "secret" })] }) },
  "chair-deputy": { page: "chair", state: session({ ...queued, presiding: "link-1" }, { linkId: "link-2" }) },
  "chair-stale": {
    page: "chair",
    state: session(queued, {
      refusal: {
        command: { type: "next" },
        problem: { status: 409, code: "stale", title: "", detail: "" },
        seen: { ...queued, turn: null, queue: [] },
      },
    }),
  },
  "chair-long": {
    page: "chair",
    state: session({
      ...many(12),
      ...{ queue: [request(1, "site-3"), request(2, "site-10")], turn: turn("site-3", Date.now() - 61_000) },
      next: { site: "site-10", item: null, request: 2, present: true },
    }),
  },
  "chair-150": { page: "chair", state: session(many(150)) },
  "chair-1000": { page: "chair", state: session(many(1000)) },
  director: { page: "director", state: session(reference()) },
  secretary: { page: "secretary", state: asSecretary(rolled(6)) },
  "secretary-150": { page: "secretary", state: asSecretary(rolled(150)) },
  "secretary-1000": { page: "secretary", state: asSecretary(rolled(1000)) },
  "secretary-0": {
    page: "secretary",
    state: asSecretary(reference({ sites: [], turn: null, scene: scene("ha-noi", []), programme: [], item: null })),
  },
  "secretary-vote": { page: "secretary", state: asSecretary({ ...rolled(12), motions: [vote()] }) },
  "secretary-planned": { page: "secretary", state: asSecretary(planned) },
  "secretary-concluded": { page: "secretary", state: asSecretary({ ...rolled(12), phase: "concluded", turn: null }) },
  observer: { page: "observer", state: session(reference()) },
  "chair-concluded": { page: "chair", state: session(concluded) },
  "director-concluded": { page: "director", state: session(concluded) },
  "hall-concluded": { page: "hall", state: session(concluded) },
  hall: { page: "hall", state: session(reference()) },
  "hall-lost": { page: "hall", state: session(lost) },
  "hall-sharing": { page: "hall", state: session(sharing) },
  "hall-long": { page: "hall", state: session(many(12)) },
  "hall-waiting": { page: "hall", state: session(null, { link: { kind: "connecting", attempt: 0 } }) },
};
