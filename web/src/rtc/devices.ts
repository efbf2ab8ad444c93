import type { Scope } from "../base/scope";

export interface Device {
  readonly id: string;
  /** Empty until the browser was allowed to name its devices. */
  readonly label: string;
}

export interface Devices {
  readonly cameras: readonly Device[];
  readonly microphones: readonly Device[];
  readonly speakers: readonly Device[];
}

export const kNoDevices: Devices = { cameras: [], microphones: [], speakers: [] };

/** Browsers open cameras over HTTPS and on localhost only. */
export function mediaAllowed(): boolean {
  return window.isSecureContext && typeof navigator.mediaDevices?.getUserMedia === "function";
}

export async function listDevices(): Promise<Devices> {
  if (!mediaAllowed()) return kNoDevices;
  const all = await navigator.mediaDevices.enumerateDevices();
  const ofKind = (kind: MediaDeviceKind) =>
    all
      .filter((each) => each.kind === kind && each.deviceId !== "")
      .map((each) => ({ id: each.deviceId, label: each.label }));
  return { cameras: ofKind("videoinput"), microphones: ofKind("audioinput"), speakers: ofKind("audiooutput") };
}

/** Calls back whenever a device is plugged in or out. */
export function watchDevices(scope: Scope, changed: () => void): void {
  if (!mediaAllowed()) return;
  navigator.mediaDevices.addEventListener("devicechange", changed);
  scope.onEnd(() => navigator.mediaDevices.removeEventListener("devicechange", changed));
}

/** Why a device could not be opened, in the few ways a person can act on. */
export type DeviceTrouble = "denied" | "missing" | "busy" | "insecure" | "failed";

export function troubleOf(error: unknown): DeviceTrouble {
  const name = error instanceof Error ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}
