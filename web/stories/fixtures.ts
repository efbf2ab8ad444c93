import type { Conference, Desk, FloorRequest, Item, Own, Scene, Site, SiteId, Turn } from "../src/protocol/model";
import type { Motion } from "../src/protocol/parts/motions";
import type { LineTest } from "../src/protocol/parts/lineTests";
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

export function lineTest(change: Partial<LineTest> = {}): LineTest {
  return {
    number: 3,
    site: "can-tho",
    at: Date.now() - 60_000,
    by: "",
    verdict: "passed",
    faults: [],
    upKbps: 2_480,
    downKbps: 6_900,
    lossPercent: 1,
    rttMs: 46,
    jitterMs: 9,
    path: "udp",
    camera: true,
    microphone: true,
    speaker: true,
    note: "",
    signedBy: "",
    ...change,
  };
}

export function ownOf(change: Partial<Own> = {}): Own {
  return {
    papers: [],
    messages: [],
    questions: [],
    voted: [],
    electors: [],
    lineTest: null,
    retest: false,
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

export function scene(main: SiteId, change: Partial<Scene> = {}): Scene {
  return { kind: "speaker", main, second: null, content: null, ...change };
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
    scene: scene("binh-phuoc"),
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
  return reference({
    sites: [site("ha-noi", kLong), ...sites],
    turn: null,
    scene: scene("ha-noi"),
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

/** In the middle of the roll call, its sites in units. */
export function rolled(count: number): Conference {
  const before = count <= 12 ? reference() : many(count);
  const results = ["in_person", "online", "absent", "online", "not_called"] as const;
  const sites = before.sites.map((each, index): Site => {
    const roll = results[index % 5] ?? "not_called";
    const there = roll === "in_person" || roll === "online";
    return {
      ...each,
      unit: ["Bộ Nội vụ", "Ủy ban nhân dân đặc khu Phú Quý", "Tỉnh Bình Phước", ""][Math.floor(index / 3) % 4] ?? "",
      roll,
      headcount: there ? 40 + (index % 50) : null,
      attending: index % 2 === 0 ? 45 : null,
      byPhone: index % 6 === 1,
      absence: roll === "absent" ? "Mất điện toàn xã từ 7 giờ" : "",
    };
  });
  const there = sites.filter((each) => each.headcount !== null);
  const people = there.reduce((sum, each) => sum + (each.headcount ?? 0), 0);
  const met = there.length * 2 >= sites.length;
  const calledAt = Date.now() - 900_000;
  const closed = vote({ number: 1, phase: "closed", outcome: "passed", tally: { yes: 5, no: 1, abstain: 0 }, cast: 6 });
  return {
    ...before,
    sites,
    roll: { calledAt, quorumPercent: 66, sitesPresent: there.length, sitesAll: sites.length, people, met },
    motions: [closed],
  };
}

const kNow = Date.now();

/** What sites and the desk have written. */
export const written: Pick<Desk, "contacts" | "messages" | "questions" | "notes"> = {
  contacts: kNames.map(([id], index) => ({ id, head: "", operator: "", phone: `0912 345 67${index}` })),
  messages: [
    { number: 1, from: "desk", to: "all", text: "Các điểm cầu tắt micrô khi chưa được mời.", at: kNow - 700_000 },
    { number: 2, from: "can-tho", to: "desk", text: "Cần Thơ xin gửi lại tham luận bản sửa.", at: kNow - 300_000 },
  ],
  questions: [
    {
      ...{ number: 1, site: "lao-cai", text: "Chỉ tiêu kết nạp đảng viên mới tính theo năm hay theo nhiệm kỳ?" },
      ...{ at: kNow - 500_000, answer: "", state: "asked" },
    },
    {
      ...{ number: 2, site: "da-nang", text: "Khi nào có hướng dẫn mới?", at: kNow - 400_000 },
      ...{ answer: "Trong quý IV.", state: "answered" },
    },
  ],
  notes: [
    {
      ...{ number: 1, item: "item-1", text: "Đồng chí chủ trì khai mạc lúc 8 giờ.", at: kNow - 3_000_000 },
      ...{ by: "secretary", corrects: null },
    },
    {
      ...{ number: 2, item: "item-3", text: "Bình Phước: kết nạp 1.204 đảng viên.", at: kNow - 300_000 },
      ...{ by: "secretary", corrects: null },
    },
    {
      ...{ number: 3, item: "item-3", text: "Bình Phước: kết nạp 1.240 đảng viên.", at: kNow - 200_000 },
      ...{ by: "secretary", corrects: 2 },
    },
  ],
};
