import type { Scope } from "../base/scope";

export interface SlateWords {
  readonly name: string;
  readonly why: string;
}

/** Often enough that a new receiver soon gets a frame, seldom enough to cost nothing. */
const kFramesPerSecond = 4;

/**
 * A picture for a camera that is off or missing: the others then see a name and a reason instead of a frozen or black
 * picture. It moves by nothing but a repeated frame.
 */
export function slateTrack(scope: Scope, words: SlateWords): MediaStreamTrack | null {
  const canvas = document.createElement("canvas");
  canvas.width = 1280;
  canvas.height = 720;
  const context = canvas.getContext("2d");
  const track = context ? (canvas.captureStream(kFramesPerSecond).getVideoTracks()[0] ?? null) : null;
  if (!context || !track) return null;
  const draw = () => paint(context, words);
  draw();
  const timer = setInterval(draw, 1000 / kFramesPerSecond);
  scope.onEnd(() => {
    clearInterval(timer);
    track.stop();
  });
  return track;
}

function paint(context: CanvasRenderingContext2D, words: SlateWords): void {
  const { width, height } = context.canvas;
  context.fillStyle = "#161b24";
  context.fillRect(0, 0, width, height);
  context.textAlign = "center";
  context.fillStyle = "#f3f5f8";
  context.font = `600 72px "Be Vietnam Pro", sans-serif`;
  context.fillText(words.name, width / 2, height / 2, width * 0.9);
  context.fillStyle = "#b4bdcb";
  context.font = `400 40px "Be Vietnam Pro", sans-serif`;
  context.fillText(words.why, width / 2, height / 2 + 90, width * 0.9);
}
