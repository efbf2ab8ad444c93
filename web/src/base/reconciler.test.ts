import { describe, expect, it } from "vitest";
import { Reconciler } from "./reconciler";

describe("a reconciler", () => {
  it("runs one step at a time and skips what was overtaken", async () => {
    const done: number[] = [];
    const gates: (() => void)[] = [];
    const reconciler = new Reconciler<number>(
      async (wish) => {
        await new Promise<void>((open) => gates.push(open));
        done.push(wish);
      },
      () => undefined,
    );
    reconciler.want(1);
    await Promise.resolve();
    await Promise.resolve();
    for (const wish of [2, 3, 4]) reconciler.want(wish);
    expect(gates).toHaveLength(1);
    gates[0]?.();
    while (gates.length < 2) await Promise.resolve();
    gates[1]?.();
    await reconciler.settled();
    expect(done).toEqual([1, 4]);
  });

  it("reports a failed step and goes on with the next", async () => {
    const failed: [unknown, string][] = [];
    const done: string[] = [];
    const reconciler = new Reconciler<string>(
      (wish) => {
        if (wish === "bad") return Promise.reject(new Error("no such camera"));
        done.push(wish);
        return Promise.resolve();
      },
      (error, wish) => failed.push([String(error), wish]),
    );
    reconciler.want("bad");
    await reconciler.settled();
    reconciler.want("good");
    await reconciler.settled();
    expect(failed).toEqual([["Error: no such camera", "bad"]]);
    expect(done).toEqual(["good"]);
  });
});
