import type { Scope } from "../base/scope";

/** Keeps the screen on; a browser takes the lock away with the page's visibility, so it is asked for again. */
export function keepAwake(scope: Scope): void {
  let lock: WakeLockSentinel | undefined;
  const ask = async () => {
    if (scope.ended || document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (scope.ended) await lock.release();
    } catch {
      // Without the lock the page works all the same; the system's own setting decides.
    }
  };
  void ask();
  scope.listen(document as never, "visibilitychange", () => void ask());
  scope.onEnd(() => void lock?.release());
}
