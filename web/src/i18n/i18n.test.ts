import { describe, expect, it } from "vitest";
import { clockTime, dayTime, duration, longDate, searchKey } from "./format";
import { dictionaries, kLanguages } from "./index";

const kSunday = Date.parse("2021-10-31T03:42:00Z");

describe("dates and times", () => {
  it("are written as people write them", () => {
    expect(longDate(kSunday, "vi", "Asia/Ho_Chi_Minh")).toBe("Chủ Nhật, 31/10/2021");
    expect(longDate(kSunday, "en", "Asia/Ho_Chi_Minh")).toContain("31/10/2021");
    expect(clockTime(kSunday, "vi", "Asia/Ho_Chi_Minh")).toBe("10:42");
    expect(dayTime(kSunday, "vi", "Asia/Ho_Chi_Minh")).toBe("10:42 31/10");
    expect(dayTime(kSunday, "en", "Asia/Ho_Chi_Minh")).toBe("10:42 31/10");
  });

  it.each([
    [0, "00:00"],
    [999, "00:00"],
    [252_000, "04:12"],
    [-61_000, "01:01"],
    [3_725_000, "1:02:05"],
  ])("%i ms last %s", (ms, expected) => {
    expect(duration(ms)).toBe(expected);
  });
});

it.each([
  ["Cần Thơ", "can tho"],
  ["Đắk Lắk", "dak lak"],
  ["Đà Nẵng".normalize("NFD"), "da nang"],
  ["LÀO CAI", "lao cai"],
])("%s is found as %s", (name, key) => {
  expect(searchKey(name)).toBe(key);
});

describe("dictionaries", () => {
  const leaves = (value: unknown, path = ""): [string, unknown][] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, child]) => leaves(child, `${path}.${key}`))
      : [[path, value]];

  it.each(kLanguages)("%s says something everywhere, composed", (language) => {
    for (const [path, value] of leaves(dictionaries[language])) {
      const text = typeof value === "function" ? (value as (...all: unknown[]) => string)("Cần Thơ", 3) : value;
      expect(text, path).toBeTypeOf("string");
      expect(String(text).trim(), path).not.toBe("");
      expect(String(text), path).toBe(String(text).normalize("NFC"));
    }
  });
});
