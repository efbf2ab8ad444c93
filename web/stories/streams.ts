import type { SiteId } from "../src/protocol/model";
import type { SessionState } from "../src/session/state";
import { kMonitors } from "../src/view/monitors";
import { monitorTiles, pictureIn, tiles } from "../src/view/pictures";

const kHues: Readonly<Record<SiteId, number>> = {
  "ha-noi": 20,
  "binh-phuoc": 140,
  "da-nang": 200,
  "can-tho": 260,
  "lao-cai": 320,
  "dak-lak": 60,
};

const made: MediaStream[] = [];

/** Ends what the stories before have made; a page that shows many of them would get slower and slower. */
export function endStreams(): void {
  for (const stream of made.splice(0)) for (const track of stream.getTracks()) track.stop();
}

/** A drawn room: a table, some heads, a wall; different for each site. @param still nobody moves */
export function roomStream(id: SiteId, still = false): MediaStream {
  const canvas = document.createElement("canvas");
  canvas.width = still ? 320 : 1280;
  canvas.height = still ? 180 : 720;
  const context = canvas.getContext("2d");
  if (!context) return new MediaStream();
  context.scale(canvas.width / 1280, canvas.height / 720);
  const hue = kHues[id] ?? 180;
  let frame = 0;
  const draw = () => {
    const wall = context.createLinearGradient(0, 0, 0, 720);
    wall.addColorStop(0, `hsl(${hue} 30% 62%)`);
    wall.addColorStop(1, `hsl(${hue} 35% 38%)`);
    context.fillStyle = wall;
    context.fillRect(0, 0, 1280, 720);
    context.fillStyle = `hsl(${hue} 45% 24%)`;
    context.fillRect(0, 520, 1280, 200);
    for (let person = 0; person < 7; person++) {
      const x = 140 + person * 165;
      const y = 470 + Math.sin(frame / 20 + person) * 4;
      context.fillStyle = `hsl(${(hue + person * 9) % 360} 18% 20%)`;
      context.fillRect(x - 52, y, 104, 120);
      context.fillStyle = "#d9b08c";
      context.beginPath();
      context.arc(x, y - 30, 40, 0, Math.PI * 2);
      context.fill();
    }
    frame++;
  };
  draw();
  if (!still) setInterval(draw, 100);
  const stream = canvas.captureStream(10);
  made.push(stream);
  return stream;
}

export function streamsFor(state: SessionState, still = false): Record<string, MediaStream> {
  const gallery = state.role === "director" ? monitorTiles(state, kMonitors) : tiles(state, 6);
  const views = [
    pictureIn(state, "main"),
    pictureIn(state, "content"),
    pictureIn(state, "second"),
    pictureIn(state, "preview"),
    ...gallery,
  ];
  const result: Record<string, MediaStream> = {};
  for (const view of views) {
    if (view.site !== null && view.kind !== "empty") result[view.slot] = roomStream(view.site, still);
  }
  return result;
}
