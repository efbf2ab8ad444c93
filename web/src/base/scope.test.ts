import { describe, expect, it, vi } from "vitest";
import { Scope } from "./scope";

describe("a scope", () => {
  it("ends what was opened, newest first, once", () => {
    const scope = new Scope();
    const order: number[] = [];
    scope.onEnd(() => order.push(1));
    scope.onEnd(() => order.push(2));
    scope.end();
    scope.end();
    expect(order).toEqual([2, 1]);
  });

  it("ends at once what arrives late", () => {
    const scope = new Scope();
    scope.end();
    const end = vi.fn();
    scope.onEnd(end);
    expect(end).toHaveBeenCalledOnce();
  });

  it("ends its children, and forgets those that ended earlier", () => {
    const scope = new Scope();
    const first = vi.fn();
    const second = vi.fn();
    const early = scope.child();
    early.onEnd(first);
    scope.child().onEnd(second);
    early.end();
    expect(first).toHaveBeenCalledOnce();
    expect(second).not.toHaveBeenCalled();
    scope.end();
    expect(first).toHaveBeenCalledOnce();
    expect(second).toHaveBeenCalledOnce();
  });

  it("goes on when one part fails to close", () => {
    const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const scope = new Scope();
    const end = vi.fn();
    scope.onEnd(end);
    scope.onEnd(() => {
      throw new Error("stuck");
    });
    scope.end();
    expect(end).toHaveBeenCalledOnce();
    quiet.mockRestore();
  });

  it("removes its listeners", () => {
    const scope = new Scope();
    const target = new EventTarget();
    const handler = vi.fn();
    scope.listen(target as never, "ping", handler);
    target.dispatchEvent(new Event("ping"));
    scope.end();
    target.dispatchEvent(new Event("ping"));
    expect(handler).toHaveBeenCalledOnce();
  });
});
