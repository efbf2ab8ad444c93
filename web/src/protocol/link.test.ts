import { describe, expect, it } from "vitest";
import { parseLink } from "./link";
import { pageAddress } from "./paths";
import { paths } from "./paths";
import { audioSlots, videoSlots } from "./slots";

describe("a link", () => {
  it.each([
    ["/site", "#token=dc1.abc-_.def", "site", "dc1.abc-_.def"],
    ["/chair/", "#token=t", "chair", "t"],
    ["/hall", "", "hall", null],
    ["/observer", "#token=", "observer", null],
    ["/director", "#other=1&token=t", "director", "t"],
    ["/secretary", "#token=t", "secretary", "t"],
    ["/line-test", "#token=t", "lineTest", "t"],
    ["/lineTest", "#token=t", "home", "t"],
    ["/", "", "home", null],
    ["/toString", "#token=t", "home", "t"],
    ["/a/b", "#token=t", "home", "t"],
  ])("%s%s opens %s", (path, hash, page, token) => {
    expect(parseLink(path, hash)).toEqual({ page, token });
  });
});

describe("paths", () => {
  it("carry names safely", () => {
    expect(paths.whip("a/b", "camera")).toBe("/api/v1/conferences/a%2Fb/whip?source=camera");
    expect(paths.events("c", "t&u", 12)).toBe("/api/v1/conferences/c/events?access_token=t%26u&since=12");
    expect(paths.events("c", "t", null)).toBe("/api/v1/conferences/c/events?access_token=t");
  });
});

it("has the slots that the protocol gives each view", () => {
  const stage = ["main", "content", "second"];
  const voices = ["audio-1", "audio-2", "audio-3"];
  expect(videoSlots("hall")).toEqual([...stage, "gallery-1", "gallery-2", "gallery-3", "gallery-4"]);
  expect(videoSlots("site")).toHaveLength(9);
  expect(videoSlots("observer")).toEqual(stage);
  expect(videoSlots("director").slice(0, 5)).toEqual([...stage, "preview", "gallery-1"]);
  expect(videoSlots("director").at(-1)).toBe("gallery-25");
  expect(videoSlots("loop")).toEqual(["main"]);
  expect(audioSlots("director")).toEqual(voices);
  expect(audioSlots("site")).toEqual([...voices, "talkback"]);
  expect(audioSlots("loop")).toEqual(["audio-1"]);
});

it("leads to a role's page with the same token", () => {
  const [path = "", hash = ""] = pageAddress("director", "dc1.a-b_c.d+/=").split("#");
  expect(parseLink(path, `#${hash}`)).toEqual({ page: "director", token: "dc1.a-b_c.d+/=" });
});
