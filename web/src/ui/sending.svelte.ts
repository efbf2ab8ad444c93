import type { Command } from "../protocol/model";
import type { SessionState } from "../session/state";
import { fateOf } from "../session/commands";

/**
 * Watches over what was sent, so that a text leaves its field only when the server has it. Call while a component is
 * being set up.
 * @param accepted what is to be done then
 * @returns to be told of every command that was sent
 */
export function sending(state: () => SessionState, accepted: () => void): (command: Command) => void {
  let sent = $state.raw<Command | null>(null);
  $effect(() => {
    if (!sent) return;
    const fate = fateOf(state(), sent);
    if (fate === "pending") return;
    if (fate === "accepted") accepted();
    sent = null;
  });
  return (command) => (sent = command);
}
