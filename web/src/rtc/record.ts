import type { Scope } from "../base/scope";
import { play, playOn } from "./output";

export type EchoPhase = "recording" | "playing" | "done" | "failed";

/** ms; long enough for a sentence. */
const kRecording = 4_000;

/** Records what the microphone hears and plays it on the loudspeaker, so that people hear themselves. */
export function recordAndPlay(
  scope: Scope,
  track: MediaStreamTrack,
  speaker: string | null,
  changed: (phase: EchoPhase) => void,
): void {
  const tell = (phase: EchoPhase) => {
    if (!scope.ended) changed(phase);
  };
  // A copy, since the microphone may be closed for the others.
  const copy = track.clone();
  copy.enabled = true;
  scope.onEnd(() => copy.stop());
  try {
    const recorder = new MediaRecorder(new MediaStream([copy]));
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      copy.stop();
      if (!scope.ended) void replay(scope, new Blob(parts, { type: recorder.mimeType }), speaker, tell);
    };
    recorder.start();
    tell("recording");
    const timer = setTimeout(() => recorder.stop(), kRecording);
    scope.onEnd(() => {
      clearTimeout(timer);
      if (recorder.state !== "inactive") recorder.stop();
    });
  } catch (error) {
    console.warn("diemcau: recording failed", error);
    tell("failed");
  }
}

async function replay(scope: Scope, sound: Blob, speaker: string | null, tell: (phase: EchoPhase) => void) {
  const address = URL.createObjectURL(sound);
  const element = new Audio(address);
  scope.onEnd(() => {
    element.pause();
    URL.revokeObjectURL(address);
  });
  element.onended = () => tell("done");
  element.onerror = () => tell("failed");
  await playOn(element, speaker);
  tell("playing");
  if (!(await play(element))) tell("failed");
}
