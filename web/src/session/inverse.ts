import type { Command, Conference } from "../protocol/model";

/**
 * Taking back without the server's help, for servers that do not have `undo` yet (`desk.undo` is not there). To be
 * deleted together with `Done.inverse` once all have it.
 * @returns the command that brings back what was before; null where there is none
 */
export function inverseOf(conference: Conference, command: Command): Command | null {
  switch (command.type) {
    case "give_floor":
      return conference.turn ? { type: "give_floor", site: conference.turn.site } : { type: "take_back_floor" };
    case "take_back_floor":
      return conference.turn ? { type: "give_floor", site: conference.turn.site } : null;
    case "take_scene":
      return { type: "take_scene", main: conference.scene.main };
    default:
      return null;
  }
}
