import type { Answer } from "../src/net/call";
import type { Entry } from "../src/protocol/directory";
import type { Conference, Desk, Site } from "../src/protocol/model";
import type { ConferenceEntry, LinkEntry } from "../src/protocol/office";
import type { Reply } from "../src/protocol/parts/sites";
import type { SessionState } from "../src/session/state";
import type { OfficeDoors } from "../src/ui/pages/office/doors";
import { record } from "./acts";
import { deskOf, lineTest, many, reference, scene, session } from "./fixtures";

/** Thursday 28 October 2021, 8 o'clock in Hà Nội. */
const kStart = Date.parse("2021-10-28T01:00:00Z");
const kDay = 86_400_000;

const kUnits = ["Tỉnh Bình Phước", "Ủy ban nhân dân đặc khu Phú Quý", "Bộ Nội vụ", ""];
const kReplies: readonly Reply[] = ["accepted", "none", "accepted", "declined", "accepted"];
const kLines = ["passed", "passed", "weak", "untested", "failed", "passed"] as const;

/** Some days before: replies come in, lines are tested, papers wait. */
export function prepared(count: number): Conference {
  const before = count <= 6 ? reference() : many(count);
  const sites = before.sites.map((each, index): Site => ({
    ...each,
    unit: kUnits[Math.floor(index / 3) % kUnits.length] ?? "",
    present: false,
    camera: false,
    reply: each.id === before.mainSite ? "accepted" : (kReplies[index % kReplies.length] ?? "none"),
    attending: index % 5 === 1 ? null : 40 + (index % 50),
    line: kLines[index % kLines.length] ?? "untested",
  }));
  const programme = before.programme.map((item) => ({
    ...item,
    paper: item.id === "item-3" ? "paper-1" : null,
    speaker: item.id === "item-3" ? "Đồng chí Nguyễn Thị Minh Phượng" : "",
  }));
  return {
    ...before,
    ...{ phase: "planned", startsAt: kStart, item: null, turn: null, next: null, heard: [], sites, programme },
    scene: scene(before.mainSite),
    papers: [{ id: "paper-1", title: "Tham luận: Bình Phước", site: "binh-phuoc", item: "item-3", pages: 12 }],
  };
}

export function deskBefore({ sites }: Conference): Desk {
  const tested = sites.filter(({ line }) => line !== "untested");
  const faults = { passed: [], weak: ["rtt", "jitter"], failed: ["up", "loss", "camera"], untested: [] };
  return deskOf({
    contacts: sites.map(({ id }, index) => ({
      ...{ id, head: index % 2 === 0 ? "Đồng chí Lê Văn Hùng" : "", operator: "Trần Thị Thu Hà" },
      phone: index % 4 === 3 ? "" : `0912 345 ${String(100 + (index % 900))}`,
    })),
    papers: [
      {
        ...{ id: "paper-1", title: "Tham luận: Bình Phước", site: "binh-phuoc", item: "item-3", pages: 12 },
        ...{ status: "approved", reason: "", at: kStart - 3 * kDay },
      },
      {
        ...{ id: "paper-2", title: "Tham luận: Cần Thơ", site: "can-tho", item: "item-4", pages: 9 },
        ...{ status: "submitted", reason: "", at: kStart - kDay },
      },
      {
        ...{ id: "paper-3", title: "Kinh nghiệm phát triển đảng viên ở thôn, bản vùng cao tỉnh Lào Cai" },
        ...{ site: "lao-cai", item: "item-5", pages: 31, status: "returned", at: kStart - 2 * kDay },
        reason: "Đề nghị rút còn 10 trang và sửa số liệu năm 2020 ở trang 4.",
      },
    ],
    lineTests: tested.flatMap(({ id, line }, index) => {
      const what = line === "untested" ? "failed" : line;
      const before = lineTest({ number: index * 2 + 1, site: id, at: kStart - 2 * kDay, verdict: "failed", by: id });
      return [
        { ...before, faults: ["up", "loss"] },
        lineTest({
          ...{
            number: index * 2 + 2,
            site: id,
            at: kStart - kDay,
            verdict: what,
            faults: faults[what],
            by: "Kỹ thuật",
          },
          signedBy: line === "passed" ? "Nguyễn Thị Lan" : "",
        }),
      ];
    }),
    delegates: ["Trần Văn Hòa", "Lê Thị Bích Ngọc", "Nguyễn Đức Thắng", "Đỗ Minh Ánh"].map((name, index) => ({
      ...{ id: `d-${index}`, name, post: "Phó Chủ tịch Ủy ban nhân dân", weight: index + 1, present: false },
      site: sites[index % sites.length]?.id ?? "ha-noi",
    })),
  });
}

export function preparing(conference: Conference, change: Partial<SessionState> = {}): SessionState {
  return session(conference, { page: "conference", role: "organiser", desk: deskBefore(conference), ...change });
}

const kTitle = "Hội thảo trực tuyến: Nhiệm vụ, giải pháp xây dựng tổ chức cơ sở, nâng cao chất lượng đội ngũ";

const entry = (id: string, change: Partial<ConferenceEntry>): ConferenceEntry => ({
  ...{ id, title: kTitle, topic: "", phase: "planned", rehearsal: false, startsAt: kStart, sites: 6 },
  ...change,
});

export const kEntries: readonly ConferenceEntry[] = [
  entry("hoi-thao", {}),
  entry("dien-tap", { title: `Diễn tập: ${kTitle}`, rehearsal: true, startsAt: kStart - kDay }),
  entry("giao-ban", { title: "Giao ban tháng 10", phase: "in_session", startsAt: null, sites: 1_240 }),
  entry("tap-huan", { title: "Tập huấn công tác tổ chức", phase: "concluded", startsAt: kStart - 30 * kDay }),
];

/** When links end that do, by their names. */
const kEnds: Readonly<Record<string, number>> = {
  "Màn hình hội trường": Date.now() + kDay,
  "Người theo dõi": Date.now() - kDay,
};

function linksOf({ sites }: Conference): readonly LinkEntry[] {
  const link = (name: string, role: string, site: string | null = null): LinkEntry => ({
    ...{ link: `${role}-${site ?? name}`, role, site, name, expiresAt: kEnds[name] ?? null },
    revoked: name === "Phó chủ trì",
    token: "v1.cUqg4OIrR3OqFZ2m0D8xVw.Jk0Hh8m9S2vE1yq7b3nT5pLw6aXcZdRfUgYiKoMtQsB",
  });
  return [
    ...[link("Chủ trì", "chair"), link("Phó chủ trì", "chair"), link("Đạo diễn", "director")],
    ...[link("Thư ký", "secretary"), link("Màn hình hội trường", "hall"), link("Người theo dõi", "observer")],
    ...sites.filter(({ id }) => id !== "dak-lak").map(({ id, name }) => link(name, "site", id)),
  ];
}

const kDirectory: readonly Entry[] = ["Cà Mau", "Cao Bằng", "Cần Giuộc"].map((name, index) => ({
  ...{ id: `site-${index}`, name },
  values: { unit: "unit", operator: "Lê Thị Bích Ngọc", phone: "0912 345 678" },
}));

/** A server that answers at once, and keeps nothing. What it is asked to do is noted. */
export function officeOf(conference: Conference | null, entries: readonly ConferenceEntry[]): OfficeDoors {
  const answer = <T>(value: T): Promise<Answer<T>> => Promise.resolve({ ok: true, value });
  return {
    conferences: () => answer(entries),
    createConference: (request) => {
      record({ type: "create_conference", ...request });
      return answer("moi");
    },
    links: () => answer(conference ? linksOf(conference) : []),
    uploadPaper: (_conference, about) => {
      record({ type: "upload_paper", ...about });
      return answer({ id: "paper-4", pages: 7 });
    },
    runRobots: (_conference, sites) => {
      record({ type: "run_robots", sites });
      return answer(new Response(null, { status: 204 }));
    },
    directoryPage: () => answer({ entries: kDirectory, total: kDirectory.length, next: null }),
    entry: () => answer({ id: "unit", name: "Ủy ban nhân dân tỉnh Cà Mau", values: {} }),
  };
}
