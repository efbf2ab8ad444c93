import { afterEach, describe, expect, it, vi } from "vitest";
import { Scope } from "../base/scope";
import { downloadRate, kDownload } from "./download";

/** A line that brings one answer after another, each in so many ms of the test's own clock. */
class Line {
  now = 1_000;
  asked = 0;

  constructor(ms: number, size: string, status = 200) {
    vi.stubGlobal("fetch", async (_address: string, { signal }: RequestInit) => {
      this.asked++;
      await Promise.resolve();
      if (signal?.aborted) throw new Error("aborted");
      this.now += ms;
      return new Response("x", { status, headers: { "Content-Length": size } });
    });
  }

  rate(scope = new Scope()): Promise<number | null> {
    return downloadRate(scope, "/a.js", () => this.now);
  }
}

afterEach(() => vi.unstubAllGlobals());

describe("a download that is measured", () => {
  it.each([
    ["a fast line", 50, "500000", 80_000],
    ["a slow line", 800, "500000", 5_000],
  ])("says what %s carries", async (_name, ms, size, kbps) => {
    expect(await new Line(ms, size).rate()).toBe(kbps);
  });

  it("takes no more than is fair to others", async () => {
    const line = new Line(1, "1000000");
    await line.rate();
    expect(line.asked).toBeLessThan(kDownload.most / 1_000_000 + kDownload.atOnce);
  });

  it.each([
    ["a server that refuses", "500000", 404],
    ["an answer without a size", "", 200],
  ])("says nothing of %s", async (_name, size, status) => {
    expect(await new Line(10, size, status).rate()).toBeNull();
  });

  it("ends with its scope", async () => {
    const scope = new Scope();
    scope.end();
    const line = new Line(10, "500000");
    expect(await line.rate(scope)).toBeNull();
    expect(line.asked).toBe(0);
  });
});
