import type { Conference, Site, SiteId } from "../src/protocol/model";
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
  return { id, name, present: true, camera: true, screen: false, muted: false, ...change };
}

export function reference(change: Partial<Conference> = {}): Conference {
  return {
    id: "reference",
    title: "Hội thảo trực tuyến: Nhiệm vụ, giải pháp xây dựng tổ chức cơ sở, nâng cao chất lượng đội ngũ",
    topic: "Nhiệm vụ, giải pháp xây dựng tổ chức cơ sở, nâng cao chất lượng đội ngũ",
    kind: "hoi_thao_truc_tuyen",
    mode: "hoi_nghi",
    phase: "in_session",
    mainSite: "ha-noi",
    sites: kNames.map(([id, name]) => site(id, name)),
    programme: [
      { title: "Khai mạc", kind: "opening", site: "ha-noi", minutes: 10 },
      { title: "Báo cáo đề dẫn", kind: "report", site: "ha-noi", minutes: 20 },
      { title: "Tham luận: Bình Phước", kind: "paper", site: "binh-phuoc", minutes: 10 },
      { title: "Tham luận: Cần Thơ", kind: "paper", site: "can-tho", minutes: 10 },
      { title: "Tham luận: Lào Cai", kind: "paper", site: "lao-cai", minutes: 10 },
      { title: "Thảo luận", kind: "discussion", site: null, minutes: 40 },
      { title: "Kết luận", kind: "conclusion", site: "ha-noi", minutes: 15 },
    ],
    turn: { number: 3, site: "binh-phuoc", since: Date.now() - 348_000 },
    scene: { main: "binh-phuoc", content: null, gallery: ["ha-noi", "da-nang", "can-tho", "lao-cai", "dak-lak"] },
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
    scene: { main: "ha-noi", content: null, gallery },
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
