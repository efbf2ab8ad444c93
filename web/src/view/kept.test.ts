import { describe, expect, test } from "vitest";
import { kept } from "./kept";

describe("kept", () => {
  const row = kept((site: { readonly name: string }, level: number, phone?: string) => ({ site, level, phone }));
  const site = { name: "Cần Thơ" };

  test.each([
    { level: 1, phone: undefined },
    { level: Number.NaN, phone: undefined },
    { level: 1, phone: "0912" },
  ])("gives the same again: $level, $phone", ({ level, phone }) => {
    expect(row(site, level, phone)).toBe(row(site, level, phone));
  });

  test("makes anew what differs", () => {
    const before = row(site, 1);
    expect(row(site, 2)).toEqual({ site, level: 2, phone: undefined });
    expect(row({ ...site }, 1)).not.toBe(before);
    expect(row(site, 1)).not.toBe(before);
  });

  test("keeps each of several", () => {
    const other = { name: "Lào Cai" };
    const both = [row(site, 1), row(other, 1)];
    expect([row(site, 1), row(other, 1)].every((each, index) => each === both[index])).toBe(true);
  });
});
