import { expect, it } from "vitest";
import { officeAddress, parseOffice, type OfficePage } from "./office";

it.each<[string, OfficePage]>([
  ["/login", { page: "login" }],
  ["/office", { page: "office" }],
  ["/office/conference/hoi-thao", { page: "conference", id: "hoi-thao" }],
  ["/office/conference/a%2Fb", { page: "conference", id: "a/b" }],
  ["/office/directory", { page: "directory" }],
  ["/office/accounts", { page: "accounts" }],
])("%s is a page of the office, and back", (path, page) => {
  expect(parseOffice(path)).toEqual(page);
  expect(officeAddress(page)).toBe(path);
});

it("takes slashes too many for none", () => {
  expect(parseOffice("//office/")).toEqual({ page: "office" });
});

it.each([
  "/",
  "/chair",
  "/office/x",
  "/office/conference",
  "/office/conference/a/b",
  "/office/conference/%E0",
  "/login/x",
])("%s is none of the office", (path) => expect(parseOffice(path)).toBeNull());
