import type { AccountRole } from "../src/protocol/office";
import { record } from "./acts";

const kUnits = ["Ban Tổ chức Trung ương", "Tỉnh ủy Bình Phước", "Ủy ban nhân dân đặc khu Phú Quý, tỉnh Lâm Đồng"];
const kSites = ["Hà Nội", "Bình Phước", "Đà Nẵng", "Cần Thơ", "Lào Cai", "Đắk Lắk"];

const units = kUnits.map((name, index) => ({ id: `unit-${index}`, name, ...(index > 0 ? { parent: "unit-0" } : {}) }));
const sites = kSites.map((name, index) => ({
  ...{ id: `site-${index}`, name: `Điểm cầu ${name}`, unit: `unit-${index % units.length}` },
  ...{ address: `Số ${index + 1}, phố Nguyễn Thị Minh Khai, ${name}`, capacity: 60, phone: "0912 345 678" },
}));
const delegates = kSites.map((name, index) => ({
  ...{ id: `delegate-${index}`, name: "Đồng chí Nguyễn Thị Minh Phượng", rank: "", post: `Trưởng đoàn ${name}` },
  ...{ unit: `unit-${index % units.length}`, site: `site-${index}` },
}));
const conferences = [
  { id: "reference", title: "Nhiệm vụ, giải pháp xây dựng tổ chức cơ sở, nâng cao chất lượng đội ngũ" },
  { id: "rehearsal", title: "Diễn tập: Hội nghị triển khai nhiệm vụ năm 2022", rehearsal: true },
].map((each, index) => ({
  ...{ mode: "hoi_nghi", phase: "planned", starts_at: `2021-10-${28 + index}T08:00:00.000+07:00`, sites: 6, ...each },
}));

/** What a file of sites is found to be: one row is new, one is known, one is wrong. */
const report = {
  rows: sites.slice(0, 3).map((values, index) => ({
    ...{ row: index + 2, values, changes: index !== 1 },
    faults: index === 2 ? [{ field: "phone", code: "invalid_phone", text: "Số điện thoại có chữ." }] : [],
  })),
  ...{ good: 2, faulty: 1, written: 0, left_out: 0, passed_over: ["Ghi chú"] },
};

/** Answers the office's calls without a server. @param role whose page it is; null: nobody is signed in */
export function answerCalls(role: AccountRole | null): void {
  let account = role === null ? null : { name: "lan.nguyen", role };
  const answers: Readonly<Record<string, () => object>> = {
    "/accounts": () => ({
      accounts: [account, { name: "minh.tran", role: "organiser" }, { name: "hoa.le", role: "administrator" }],
    }),
    "/conferences": () => ({ conferences }),
    "/directory/units": () => ({ units, total: units.length }),
    "/directory/sites": () => ({ sites, total: 15_345, next: "site-5" }),
    "/directory/delegates": () => ({ delegates, total: delegates.length }),
    "/directory/import": () => report,
  };
  globalThis.fetch = (asked, init) => {
    const path = (asked as string).replace("/api/v1", "");
    const method = init?.method ?? "GET";
    const known = answers[path.replace(/\?.*/, "")];
    if (method !== "GET") record({ type: "call", method, path });
    if (path === "/login") account = { name: "lan.nguyen", role: "organiser" };
    if (path === "/login" || path === "/account") {
      return answered(account ? { account, csrf: "c" } : { code: "not_signed_in" }, account ? 200 : 401);
    }
    return answered(known?.() ?? {});
  };
}

function answered(body: object, status = 200): Promise<Response> {
  return Promise.resolve(Response.json(body, { status }));
}
