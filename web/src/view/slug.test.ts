import { expect, it } from "vitest";
import { slugOf } from "./slug";

it.each([
  ["Cần Thơ", [], "can-tho"],
  ["Đặc khu Phú Quý (điểm cầu 2)", [], "dac-khu-phu-quy-diem-cau-2"],
  ["  --Hà   Nội--  ", [], "ha-noi"],
  ["Cần Thơ", ["can-tho"], "can-tho-2"],
  ["Cần Thơ", ["can-tho", "can-tho-2"], "can-tho-3"],
  ["会议", [], "diem-cau"],
  ["", ["diem-cau"], "diem-cau-2"],
])("%j where %j are taken is %s", (name, taken, slug) => {
  expect(slugOf(name, new Set(taken), "diem-cau")).toBe(slug);
});

it("is never longer than the server takes, nor ends in a hyphen", () => {
  const kSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  for (let length = 1; length < 90; length++) {
    const slug = slugOf("a b".repeat(length), new Set(), "x");
    expect(slug).toMatch(kSlug);
    expect(slugOf(slug, new Set([slug]), "x").length).toBeLessThanOrEqual(64);
  }
});
