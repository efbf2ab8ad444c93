// Runs inside a page: reads what was decoded. The functions are sent to the browser as text, so each one stands alone.

export interface SeenSlot {
  slot: string;
  siteShown: string | null; // the site that the page says it shows
  width: number;
  height: number;
  site: number | null; // the site that the decoded picture itself carries
  counter: number | null;
}

// Every video element of a slot, with the mark of its present picture.
export function readPictures(): SeenSlot[] {
  const readMark = (video: HTMLVideoElement): { site: number; counter: number } | null => {
    const width = 320;
    const height = 16;
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context || video.videoWidth === 0) return null;
    context.drawImage(video, 0, 0, video.videoWidth, video.videoHeight / 8, 0, 0, width, height);
    const pixels = context.getImageData(0, 0, width, height).data;
    let bits = 0;
    let whites = 0;
    for (let cell = 0; cell < 16; cell++) {
      let sum = 0;
      for (let row = 4; row < 12; row++) {
        for (let column = cell * 20 + 6; column < cell * 20 + 14; column++) {
          sum += pixels[(row * width + column) * 4 + 1] ?? 0;
        }
      }
      const mean = sum / 64;
      if (mean > 90 && mean < 160) return null;
      bits = bits * 2 + (mean >= 160 ? 1 : 0);
      whites += mean >= 160 ? 1 : 0;
    }
    if (bits >> 14 !== 2 || whites % 2 !== 0) return null;
    return { site: (bits >> 9) & 0x1f, counter: (bits >> 1) & 0xff };
  };
  return [...document.querySelectorAll<HTMLVideoElement>('video[data-slot]')].map((video) => {
    const mark = readMark(video);
    return {
      slot: video.dataset['slot'] ?? '',
      siteShown: video.dataset['site'] ?? null,
      width: video.videoWidth,
      height: video.videoHeight,
      site: mark?.site ?? null,
      counter: mark?.counter ?? null,
    };
  });
}

// Which sites' tones are heard over all audio slots together, in the last fifth of a second.
export async function readTones(): Promise<number[]> {
  const probe = window as unknown as { probeAudio?: { context: AudioContext; taps: Map<MediaStreamTrack, AnalyserNode> } };
  probe.probeAudio ??= { context: new AudioContext(), taps: new Map() };
  const { context, taps } = probe.probeAudio;
  await context.resume();
  const live = new Set<AnalyserNode>();
  for (const audio of document.querySelectorAll<HTMLMediaElement>('audio[data-slot], video[data-slot]')) {
    const stream = audio.srcObject;
    if (!(stream instanceof MediaStream)) continue;
    for (const track of stream.getAudioTracks()) {
      let tap = taps.get(track);
      if (!tap) {
        tap = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
        new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(tap);
        taps.set(track, tap);
      }
      live.add(tap);
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
  const heard = new Set<number>();
  for (const tap of live) {
    const bins = new Float32Array(tap.frequencyBinCount);
    tap.getFloatFrequencyData(bins);
    const level = (hz: number): number => {
      const bin = Math.round((hz * tap.fftSize) / context.sampleRate);
      return Math.max(bins[bin - 1] ?? -200, bins[bin] ?? -200, bins[bin + 1] ?? -200);
    };
    for (let site = 0; site < 24; site++) {
      const hz = 400 + 100 * site;
      const beside = Math.max(level(hz - 50), level(hz + 50));
      if (level(hz) > -60 && level(hz) > beside + 15) heard.add(site);
    }
  }
  return [...heard].sort((a, b) => a - b);
}

// A camera and a microphone for browsers that cannot play files as devices: the same mark and tone, drawn and played here.
export function installCamera(site: number): void {
  if (!('mediaDevices' in navigator)) return; // the empty page before the real one
  const cellsOf = (counter: number): boolean[] => {
    const body = 0x8000 | (site << 9) | ((counter & 0xff) << 1);
    const bits = Array.from({ length: 16 }, (_, cell) => ((body >> (15 - cell)) & 1) === 1);
    bits[15] = bits.filter(Boolean).length % 2 === 1;
    return bits;
  };
  const picture = (): MediaStreamTrack => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 360;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    let counter = 0;
    const draw = (): void => {
      context.fillStyle = '#345';
      context.fillRect(0, 0, 640, 360);
      context.fillStyle = '#9ab';
      context.fillRect((counter * 20) % 640, 100, 30, 200);
      cellsOf(counter).forEach((isWhite, cell) => {
        context.fillStyle = isWhite ? '#e8e8e8' : '#080808';
        context.fillRect(cell * 40, 0, 40, 45);
      });
      counter += 1;
    };
    draw();
    setInterval(draw, 1000 / 15);
    const track = canvas.captureStream(15).getVideoTracks()[0];
    if (!track) throw new Error('no picture');
    return track;
  };
  const sound = (): MediaStreamTrack => {
    const context = new AudioContext();
    void context.resume();
    const out = context.createMediaStreamDestination();
    const gain = new GainNode(context, { gain: 0.25 });
    const tone = new OscillatorNode(context, { frequency: 400 + 100 * site });
    tone.connect(gain).connect(out);
    tone.start();
    const track = out.stream.getAudioTracks()[0];
    if (!track) throw new Error('no sound');
    return track;
  };
  navigator.mediaDevices.getUserMedia = (wanted) => {
    const stream = new MediaStream();
    if (wanted?.video) stream.addTrack(picture());
    if (wanted?.audio) stream.addTrack(sound());
    return Promise.resolve(stream);
  };
}
