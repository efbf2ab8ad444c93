import type { SessionId, SlotName } from "../protocol/model";
import { kLimits } from "./limits";
import { sessionOf } from "./media";
import type { SessionState, SlotState, Step } from "./state";

/** Remembers which site is in which slot, for a few sessions at most: the newest ones. */
export function noteSlot(state: SessionState, session: SessionId, slot: SlotName, now: SlotState): SessionState {
  const { [session]: known, ...others } = state.slots;
  const kept = Object.entries(others).slice(-(kLimits.slotSessions - 1));
  return { ...state, slots: { ...Object.fromEntries(kept), [session]: { ...known, [slot]: now } } };
}

export function resized(state: SessionState, slot: SlotName, height: number | null): Step {
  const { [slot]: before, ...others } = state.sizes;
  const after = height === null || height <= 0 ? undefined : Math.round(height);
  if (before === after) return { state, effects: [] };
  const sizes = after === undefined ? others : { ...others, [slot]: after };
  return { state: { ...state, sizes }, effects: [{ type: "set_timer", timer: "sizes", ms: kLimits.sizes }] };
}

export function sizesTimeUp(state: SessionState): Step {
  if (sessionOf(state.media.receive) === null) return { state, effects: [] };
  return { state, effects: [{ type: "put_sizes", sizes: state.sizes }] };
}
