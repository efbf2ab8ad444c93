import type { Scope } from "../base/scope";
import { decodeFrame } from "../protocol/decode";
import type { Frame } from "../protocol/model";

export interface SocketHandlers {
  opened(): void;
  frame(frame: Frame): void;
  /** Once, whatever ended it: the server, the network, or a frame that could not be read. */
  closed(): void;
}

/** How long an opening may take, ms: a half-open network must not hold up the next attempt. */
const kOpenTimeout = 5_000;

/** One connection of the event socket; it ends with its scope, or by itself. */
export function openSocket(path: string, scope: Scope, handlers: SocketHandlers): void {
  const address = new URL(path, window.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  let over = false;
  const close = () => {
    if (over) return;
    over = true;
    clearTimeout(opening);
    socket.close();
  };
  const lost = () => {
    if (over) return;
    close();
    handlers.closed();
  };
  const opening = setTimeout(lost, kOpenTimeout);
  socket.onopen = () => {
    clearTimeout(opening);
    if (!over) handlers.opened();
  };
  socket.onclose = lost;
  socket.onerror = lost;
  socket.onmessage = (message: MessageEvent<unknown>) => {
    if (over) return;
    for (const line of String(message.data).split("\n")) {
      const decoded = decodeFrame(line);
      if (over) return;
      if (decoded.ok) {
        handlers.frame(decoded.value);
      } else {
        // An unreadable event would leave a hole; a new connection asks for it again.
        console.error("diemcau: unreadable frame", decoded.error);
        lost();
      }
    }
  };
  scope.onEnd(close);
}
