// Runs inside a page: notes when what is decoded changes. Times are Unix milliseconds, the same clock as the test's own.

export interface SeenChange {
  site: number;
  at: number;
}

// Begins to note, for the video of a slot, every change of the site that its decoded pictures carry.
export function noteChanges(slot: string): void {
  const store = window as unknown as { seenChanges?: SeenChange[] };
  const changes: SeenChange[] = [];
  store.seenChanges = changes;
  const canvas = document.createElement('canvas');
  canvas.width = 160;
  canvas.height = 8;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const read = (video: HTMLVideoElement): number | null => {
    if (!context || video.videoWidth === 0) return null;
    context.drawImage(video, 0, 0, video.videoWidth, video.videoHeight / 8, 0, 0, 160, 8);
    const row = context.getImageData(0, 4, 160, 1).data;
    let bits = 0;
    for (let cell = 0; cell < 16; cell++) bits = bits * 2 + ((row[(cell * 10 + 5) * 4 + 1] ?? 0) > 125 ? 1 : 0);
    return bits >> 14 === 2 ? (bits >> 9) & 0x1f : null;
  };
  const look = (): void => {
    const video = document.querySelector<HTMLVideoElement>(`video[data-slot="${slot}"]`);
    if (!video) {
      setTimeout(look, 10);
      return;
    }
    const site = read(video);
    if (site !== null && site !== changes.at(-1)?.site) changes.push({ site, at: Date.now() });
    video.requestVideoFrameCallback(look);
  };
  look();
}

export function takeChanges(): SeenChange[] {
  const store = window as unknown as { seenChanges?: SeenChange[] };
  return store.seenChanges?.splice(0, store.seenChanges.length - 1) ?? [];
}

export function lastChange(): SeenChange | null {
  return (window as unknown as { seenChanges?: SeenChange[] }).seenChanges?.at(-1) ?? null;
}

// Listens and looks for `seconds`: when the flash in the main picture lit up, and when the beep in audio-1 began.
export async function noteFlashesAndBeeps(seconds: number): Promise<{ flashes: number[]; beeps: number[] }> {
  const video = document.querySelector<HTMLVideoElement>('video[data-slot="main"]');
  const audio = document.querySelector<HTMLMediaElement>('audio[data-slot="audio-1"]');
  const stream = audio?.srcObject;
  if (!video || !(stream instanceof MediaStream)) throw new Error('no main picture or sound');
  const flashes: number[] = [];
  const beeps: number[] = [];

  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  let lit = true;
  let looking = true;
  const look = (_now: number, frame: VideoFrameCallbackMetadata): void => {
    if (!looking || !drawing) return;
    drawing.drawImage(video, video.videoWidth * 0.85, video.videoHeight * 0.6, 1, 1, 0, 0, 1, 1);
    const isLit = (drawing.getImageData(0, 0, 1, 1).data[1] ?? 0) > 150;
    if (isLit && !lit) flashes.push(performance.timeOrigin + frame.expectedDisplayTime);
    lit = isLit;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);

  const context = new AudioContext({ latencyHint: 0, sampleRate: 48_000 });
  const source = `registerProcessor('beeps', class extends AudioWorkletProcessor {
    constructor() { super(); this.loud = true; }
    process([input]) {
      const samples = input[0];
      if (!samples) return true;
      let s1 = 0, s2 = 0;
      const k = 2 * Math.cos(2 * Math.PI * 3000 / sampleRate);
      for (const x of samples) { const s = x + k * s1 - s2; s2 = s1; s1 = s; }
      const amplitude = 2 * Math.sqrt(Math.max(0, s1 * s1 + s2 * s2 - k * s1 * s2)) / samples.length;
      const loud = amplitude > 0.1;
      if (loud && !this.loud) this.port.postMessage(currentTime);
      this.loud = loud;
      return true;
    }
  });`;
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  const node = new AudioWorkletNode(context, 'beeps');
  node.port.onmessage = (message: MessageEvent<number>) => {
    // The worklet's clock against the page's, read now: both are of the same instant.
    beeps.push(Date.now() - (context.currentTime - message.data) * 1000);
  };
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(node);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  looking = false;
  await context.close();
  return { flashes, beeps };
}
