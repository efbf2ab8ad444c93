import type { Conference, Desk, FloorRequest, Item, Scene, Site, SiteId, Turn } from "../src/protocol/model";
import type { Motion } from "../src/protocol/parts/motions";
import { kInitial, type SessionState } from "../src/session/state";

const kNames: readonly (readonly [SiteId, string])[] = [
  ["ha-noi", "Hà Nội"],
  ["binh-phuoc", "Bình Phước"],
  ["da-nang", "Đà Nẵng"],
  ["can-tho", "Cần Thơ"],
  ["lao-cai", "Lào Cai"],
  ["dak-lak", "Đắk Lắk"],
];

const kLong = "Ủy ban nhân dân đặc khu Phú Quý, điểm cầu Trung tâm hội nghị và văn hóa xã Tam Thanh";

export function site(id: SiteId, name: string, change: Partial<Site> = {}): Site {
  return {
    id,
    name,
    unit: "",
    present: true,
    camera: true,
    screen: false,
    muted: false,
    consent: true,
    line: "passed",
    reply: "accepted",
    attending: null,
    roll: "not_called",
    headcount: null,
    byPhone: false,
    absence: "",
    ...change,
  };
}

function item(number: number, title: string, kind: string, site: SiteId | null, minutes: number): Item {
  return { id: `item-${number}`, title, kind, site, speaker: "", minutes, paper: null };
}

export function turn(site: SiteId, since: number, change: Partial<Turn> = {}): Turn {
  return {
    number: 3,
    site,
    since,
    topic: "",
    item: null,
    allotted: null,
    used: 0,
    runningSince: since,
    ...change,
  };
}

export function request(number: number, site: SiteId): FloorRequest {
  const topics = ["Kinh nghiệm phát triển đảng viên ở thôn, bản vùng cao", "", "Chuyển đổi số trong sinh hoạt chi bộ"];
  return {
    number,
    site,
    topic: topics[number % 3] ?? "",
    kind: number % 3 === 1 ? "hand" : "registered",
    at: Date.now() - (20 - number) * 60_000,
  };
}

export function vote(change: Partial<Motion> = {}): Motion {
  return {
    number: 2,
    title: "Thông qua Nghị quyết hội nghị về xây dựng tổ chức cơ sở",
    text: "Theo dự thảo đã gửi các điểm cầu ngày 20/10/2021",
    method: "open",
    electors: "delegate",
    rule: "majority",
    quorumPercent: 50,
    phase: "open",
    openedAt: Date.now() - 95_000,
    closedAt: null,
    eligible: 8,
    cast: 5,
    tally: null,
    outcome: null,
    ballots: [],
    ...change,
  };
}

export function deskOf(change: Partial<Desk> = {}): Desk {
  return {
    contacts: [],
    papers: [],
    lineTests: [],
    preview: null,
    undo: null,
    messages: [],
    questions: [],
    notes: [],
    delegates: [],
    ballots: [],
    ...change,
  };
}

export function scene(main: SiteId, gallery: readonly SiteId[], change: Partial<Scene> = {}): Scene {
  return { kind: "speaker", main, second: null, content: null, gallery, ...change };
}

export function reference(change: Partial<Conference> = {}): Conference {
  return {
    id: "reference",
    title: "Hội thảo trực tuyến: Nhiệm vụ, giải pháp xây dựng tổ chức cơ sở, nâng cao chất lượng đội ngũ",
    topic: "Nhiệm vụ, giải pháp xây dựng tổ chức cơ sở, nâng cao chất lượng đội ngũ",
    kind: "hoi_thao_truc_tuyen",
    mode: "hoi_nghi",
    phase: "in_session",
    rehearsal: false,
    startsAt: null,
    presiding: null,
    mainSite: "ha-noi",
    sites: kNames.map(([id, name]) => site(id, name)),
    programme: [
      item(1, "Khai mạc", "opening", "ha-noi", 10),
      item(2, "Báo cáo đề dẫn", "report", "ha-noi", 20),
      item(3, "Tham luận: Bình Phước", "paper", "binh-phuoc", 10),
      item(4, "Tham luận: Cần Thơ", "paper", "can-tho", 10),
      item(5, "Tham luận: Lào Cai", "paper", "lao-cai", 10),
      item(6, "Thảo luận", "discussion", null, 40),
      item(7, "Kết luận", "conclusion", "ha-noi", 15),
    ],
    item: { id: "item-3", since: Date.now() - 348_000 },
    turn: turn("binh-phuoc", Date.now() - 348_000),
    queue: [],
    next: null,
    scene: scene("binh-phuoc", ["ha-noi", "da-nang", "can-tho", "lao-cai", "dak-lak"]),
    strap: null,
    slate: null,
    cue: null,
    papers: [],
    showing: null,
    roll: { calledAt: null, quorumPercent: 50, sitesPresent: 0, sitesAll: kNames.length, people: 0, met: false },
    motions: [],
    questions: [],
    heard: ["ha-noi", "binh-phuoc"],
    ...change,
  };
}

export function many(count: number): Conference {
  const sites = Array.from({ length: count }, (_, index) =>
    site(`site-${index}`, index % 7 === 3 ? `${kLong} số ${index}` : `Điểm cầu xã ${index}`, {
      present: index % 5 !== 0,
      muted: index % 3 === 0,
      camera: index % 5 !== 0 && index % 11 !== 0,
    }),
  );
  const gallery = sites.filter((each) => each.present).map((each) => each.id);
  return reference({
    sites: [site("ha-noi", kLong), ...sites],
    turn: null,
    scene: scene("ha-noi", gallery),
  });
}

export function session(conference: Conference | null, change: Partial<SessionState> = {}): SessionState {
  return {
    ...kInitial,
    link: { kind: "open", attempt: 0 },
    role: "chair",
    conferenceId: "reference",
    seq: 10,
    conference,
    media: { receive: { kind: "live", session: "r" }, publish: { kind: "live", session: "p" } },
    levels: { "ha-noi": 52, "binh-phuoc": 21, "can-tho": 58 },
    ...change,
  };
}

export function withSite(conference: Conference, id: SiteId, change: Partial<Site>): Conference {
  return { ...conference, sites: conference.sites.map((each) => (each.id === id ? { ...each, ...change } : each)) };
}
