import type { Scope } from "../base/scope";

/** The range that a meter shows, dBFS: below the first is silence. */
export const kMeterRange = { silent: -60, full: 0 } as const;

/** How often a level is read, ms: often enough for the eye, seldom enough for an old laptop. */
const kReadInterval = 66;

/**
 * Reports the level of a microphone as dBFS (root mean square over about 43 ms), until the scope ends.
 * A browser that forbids sound before a gesture reports nothing until it allows it.
 */
export function watchLevel(scope: Scope, track: MediaStreamTrack, report: (dbfs: number) => void): void {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    if (context.state === "suspended") void context.resume();
    analyser.getFloatTimeDomainData(samples);
    report(levelOf(samples));
  }, kReadInterval);
  scope.onEnd(() => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  });
}

export function levelOf(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2;
  if (sum === 0) return kMeterRange.silent;
  const dbfs = 10 * Math.log10(sum / samples.length);
  return Math.max(kMeterRange.silent, Math.min(kMeterRange.full, dbfs));
}
