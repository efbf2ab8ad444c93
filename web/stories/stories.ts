import type { Conference, Desk } from "../src/protocol/model";
import type { AccountRole, ConferenceEntry, OfficePage } from "../src/protocol/office";
import type { SessionState } from "../src/session/state";
import type { LineTestState } from "../src/session/lineTest";
import type { LocalState } from "../src/rtc/local";
import { kSetupTabs, type SetupTab } from "../src/view/setup";
import {
  deskOf,
  lineTest,
  many,
  ownOf,
  reference,
  request,
  rolled,
  scene,
  session,
  turn,
  vote,
  withSite,
  written,
} from "./fixtures";
import { kEntries, prepared, preparing } from "./office";

export type Story =
  | { page: "home"; lacksToken: boolean }
  | { page: "hall"; state: SessionState; search?: string }
  | { page: "chair" | "director" | "secretary" | "observer"; state: SessionState; theme?: "light" }
  | { page: "part"; part: string }
  | { page: "office"; entries: readonly ConferenceEntry[] }
  | { page: "setup"; tab: SetupTab; state: SessionState }
  | { page: "line"; state: SessionState; test: Partial<LineTestState> }
  | { page: "refused"; state: SessionState }
  | { page: "account"; at: OfficePage; role: AccountRole | null }
  | { page: "green" | "room"; state: SessionState; local?: Partial<LocalState>; muted?: boolean };

const problem = (code: string) => ({ status: 401, code, title: "", detail: "" });
const asSite = (site: string, change: Partial<SessionState> = {}, conference = reference()) =>
  session(conference, { role: "site", site, ...change });
const directing = (conference: Conference, desk: Partial<Desk> = {}) =>
  session(conference, { role: "director", desk: deskOf(desk) });
const lost = withSite(reference(), "binh-phuoc", { present: false, camera: false });
const sharing = withSite(reference({ scene: scene("binh-phuoc", { content: "da-nang" }) }), "da-nang", {
  screen: true,
});
const planned = reference({
  phase: "planned",
  turn: null,
  scene: scene("ha-noi"),
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
const strap = { title: "Đồng chí Nguyễn Thị Minh Phượng", subtitle: "Phó Bí thư Thường trực Tỉnh ủy Bình Phước" };
const presenting = reference({
  strap,
  papers: [{ id: "paper-1", title: "Tham luận: Bình Phước", site: "binh-phuoc", item: "item-3", pages: 12 }],
  showing: { paper: "paper-1", page: 4, pages: 12, site: "binh-phuoc" },
});
const pair = reference({
  scene: scene("binh-phuoc", { kind: "hall_speaker", second: "ha-noi" }),
  strap,
});
const grid = reference({ scene: scene("binh-phuoc", { kind: "grid" }) });
const closedVote = vote({
  phase: "closed",
  closedAt: Date.now(),
  cast: 8,
  tally: { yes: 6, no: 1, abstain: 1 },
  outcome: "passed",
});
const kLetters = ownOf({
  messages: ["Đề nghị chỉnh máy quay thấp xuống.", "Sắp đến lượt điểm cầu, mời đại biểu vào chỗ."].map(
    (text, index) => ({
      number: index + 1,
      from: "desk",
      to: "can-tho",
      text,
      at: Date.now() - (3 - index) * 60_000,
    }),
  ),
});
const kElectors = ownOf({
  electors: ["Trần Văn Hòa", "Lê Thị Bích Ngọc", "Nguyễn Đức Thắng"].map((name, index) => ({
    id: `d-${index}`,
    name,
    weight: 1,
  })),
  voted: [{ motion: 2, voter: "d-1" }],
});
const ready: Conference = {
  ...prepared(6),
  sites: prepared(6).sites.map((each) => ({ ...each, reply: "accepted", line: "passed" })),
  programme: [],
};
const concluded = reference({ phase: "concluded", turn: null, heard: [] });

const kParts = ["list", "table", "table-empty", "dialog", "tabs", "field", "countdown", "shortcuts"];

const asSecretary = (conference: ReturnType<typeof reference>) =>
  session(conference, { role: "secretary", desk: deskOf({ ...written, ballots: kBallots }) });

export const stories: Readonly<Record<string, Story>> = {
  ...Object.fromEntries(kParts.map((part) => [`part-${part}`, { page: "part", part } as const])),
  office: { page: "office", entries: kEntries },
  "office-0": { page: "office", entries: [] },
  ...Object.fromEntries(
    kSetupTabs.map((tab) => [
      `setup-${tab}`,
      { page: "setup", tab, state: preparing({ ...prepared(6), rehearsal: tab === "robots" }) } as const,
    ]),
  ),
  "setup-about-ready": { page: "setup", tab: "about", state: preparing(ready) },
  "setup-programme-0": {
    page: "setup",
    tab: "programme",
    state: preparing({ ...prepared(6), programme: [], papers: [], startsAt: null }),
  },
  "setup-sites-1000": { page: "setup", tab: "sites", state: preparing(prepared(999)) },
  "setup-lines-1000": { page: "setup", tab: "lines", state: preparing(prepared(999)) },
  "setup-invitations-1000": { page: "setup", tab: "invitations", state: preparing(prepared(999)) },
  "setup-robots-1000": {
    page: "setup",
    tab: "robots",
    state: preparing({ ...prepared(999), rehearsal: true }),
  },
  "setup-papers-0": { page: "setup", tab: "papers", state: preparing(prepared(6), { desk: deskOf() }) },
  "setup-concluded": {
    page: "setup",
    tab: "programme",
    state: preparing({ ...prepared(6), phase: "concluded" }),
  },
  "setup-refused": {
    page: "setup",
    tab: "sites",
    state: preparing(prepared(6), {
      refusal: {
        command: { type: "remove_site", site: "binh-phuoc" },
        problem: {
          ...{ status: 409, code: "site_in_use", title: "" },
          detail: "Điểm cầu còn có mặt trong chương trình. Bỏ các mục đó trước.",
        },
        seen: null,
      },
    }),
  },
  home: { page: "home", lacksToken: false },
  "home-no-token": { page: "home", lacksToken: true },
  login: { page: "account", at: { page: "login" }, role: null },
  "office-directory": { page: "account", at: { page: "directory" }, role: "organiser" },
  "office-accounts": { page: "account", at: { page: "accounts" }, role: "administrator" },
  green: { page: "green", state: asSite("binh-phuoc") },
  "green-trouble": {
    page: "green",
    state: asSite("binh-phuoc"),
    local: {
      camera: { kind: "trouble", trouble: "denied" },
      microphone: { kind: "trouble", trouble: "missing" },
    },
  },
  "line-camera": { page: "line", state: asSite("can-tho", { own: ownOf() }), test: {} },
  "line-microphone": { page: "line", state: asSite("can-tho", { own: ownOf() }), test: { step: "microphone" } },
  "line-speaker": {
    page: "line",
    state: asSite("can-tho", { own: ownOf() }),
    test: { step: "speaker", works: { camera: true, microphone: false, speaker: null } },
  },
  "line-loop": {
    page: "line",
    state: asSite("can-tho", { own: ownOf() }),
    test: { step: "loop", loop: { kind: "measuring", since: Date.now() - 4_000, samples: [] } },
  },
  "line-passed": {
    page: "line",
    state: asSite("can-tho", { own: ownOf({ lineTest: lineTest() }) }),
    test: { step: "verdict", judged: 3 },
  },
  "line-failed": {
    page: "line",
    state: asSite("can-tho", {
      own: ownOf({ lineTest: lineTest({ verdict: "failed", faults: ["up", "loss", "speaker"], upKbps: 210 }) }),
    }),
    test: { step: "verdict", judged: 3, works: { camera: true, microphone: true, speaker: false } },
  },
  "line-consent": {
    page: "line",
    state: asSite(
      "can-tho",
      { own: ownOf({ lineTest: lineTest() }) },
      withSite(reference(), "can-tho", { consent: false }),
    ),
    test: { step: "consent", judged: 3 },
  },
  "line-sign": {
    page: "line",
    state: asSite("can-tho", { own: ownOf({ lineTest: lineTest({ verdict: "weak", faults: ["rtt"] }) }) }),
    test: { step: "sign", judged: 3 },
  },
  "line-signed": {
    page: "line",
    state: asSite("can-tho", { own: ownOf({ lineTest: lineTest({ signedBy: "Nguyễn Thị Lan" }) }) }),
    test: { step: "sign", judged: 3 },
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
  "room-cue": {
    page: "room",
    state: asSite("can-tho", { own: kLetters }, { ...queued, cue: { site: "can-tho", since: Date.now() } }),
  },
  "room-queued": { page: "room", state: asSite("lao-cai", { own: kLetters }, queued) },
  "room-vote": { page: "room", state: asSite("can-tho", { own: kElectors }, reference({ motions: [vote()] })) },
  "room-vote-secret": {
    page: "room",
    state: asSite("can-tho", { own: ownOf() }, reference({ motions: [vote({ method: "secret", electors: "site" })] })),
  },
  "room-paper": { page: "room", state: asSite("binh-phuoc", { own: ownOf() }, presenting) },
  "room-silent": {
    page: "room",
    state: asSite("binh-phuoc", { own: ownOf() }, withSite(reference(), "binh-phuoc", { consent: false })),
  },
  "room-grid": { page: "room", state: asSite("can-tho", {}, grid) },
  "green-invited": {
    page: "green",
    state: asSite(
      "can-tho",
      { own: ownOf({ retest: true }) },
      withSite(planned, "can-tho", { reply: "none", consent: false }),
    ),
  },
  "hall-two": { page: "hall", state: session(pair) },
  "hall-grid": { page: "hall", state: session(grid) },
  "hall-paper": { page: "hall", state: session(presenting) },
  "hall-slate": { page: "hall", state: session(reference({ slate: { text: "Giải lao đến 10:15" } })) },
  "hall-vote": { page: "hall", state: session(reference({ motions: [vote()] })) },
  "hall-result": { page: "hall", state: session(reference({ motions: [closedVote] })) },
  "hall-info": { page: "hall", state: session(queued), search: "?info=on" },
  "hall-content": { page: "hall", state: session(presenting), search: "?screen=content" },
  "hall-content-none": { page: "hall", state: session(queued), search: "?screen=content" },
  "hall-picture": { page: "hall", state: session(presenting), search: "?screen=picture" },
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
    state: session(reference({ sites: [], turn: null, scene: scene("ha-noi"), programme: [] })),
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
  director: { page: "director", state: directing(reference()) },
  "director-cue": {
    page: "director",
    state: directing(
      reference({
        cue: { site: "can-tho", since: Date.now() },
        strap: { title: "Bình Phước", subtitle: "Kinh nghiệm xây dựng tổ chức cơ sở ở xã biên giới" },
      }),
      {
        preview: { kind: "speaker", main: "can-tho", second: null },
        messages: [
          {
            number: 1,
            from: "lao-cai",
            to: "desk",
            text: "Lào Cai nghe nhỏ, xin kiểm tra lại.",
            at: Date.now() - 90_000,
          },
          { number: 2, from: "desk", to: "lao-cai", text: "Đã tăng, Lào Cai xin nghe lại.", at: Date.now() - 30_000 },
        ],
      },
    ),
  },
  "director-lost": { page: "director", state: directing(lost) },
  "director-0": {
    page: "director",
    state: directing(reference({ sites: [], turn: null, scene: scene("ha-noi") })),
  },
  "director-150": { page: "director", state: directing(many(150)) },
  "director-1000": { page: "director", state: directing(many(1000)) },
  secretary: { page: "secretary", state: asSecretary(rolled(6)) },
  "secretary-150": { page: "secretary", state: asSecretary(rolled(150)) },
  "secretary-1000": { page: "secretary", state: asSecretary(rolled(1000)) },
  "secretary-0": {
    page: "secretary",
    state: asSecretary(reference({ sites: [], turn: null, scene: scene("ha-noi"), programme: [], item: null })),
  },
  "secretary-vote": { page: "secretary", state: asSecretary({ ...rolled(12), motions: [vote()] }) },
  "secretary-planned": { page: "secretary", state: asSecretary(planned) },
  "secretary-concluded": { page: "secretary", state: asSecretary({ ...rolled(12), phase: "concluded", turn: null }) },
  observer: { page: "observer", state: session(reference()) },
  "observer-vote": { page: "observer", state: session(reference({ motions: [vote()] })) },
  "observer-result": { page: "observer", state: session(reference({ motions: [closedVote] })) },
  "observer-concluded": { page: "observer", state: session(concluded) },
  "chair-concluded": { page: "chair", state: session(concluded) },
  "director-concluded": { page: "director", state: directing(concluded) },
  "hall-concluded": { page: "hall", state: session(concluded) },
  hall: { page: "hall", state: session(reference()) },
  "hall-lost": { page: "hall", state: session(lost) },
  "hall-sharing": { page: "hall", state: session(sharing) },
  "hall-long": { page: "hall", state: session(many(12)) },
  "hall-waiting": { page: "hall", state: session(null, { link: { kind: "connecting", attempt: 0 } }) },
};
