/** Where sound comes out. Browsers that cannot choose play on the system's own choice. */
export function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype;
}

export async function playOn(element: HTMLMediaElement, speaker: string | null): Promise<void> {
  if (!canChooseSpeaker() || speaker === null) return;
  try {
    await element.setSinkId(speaker);
  } catch (error) {
    console.warn("diemcau: loudspeaker not taken", error);
  }
}

/** @returns false when the browser wants a gesture before it plays sound */
export async function play(element: HTMLMediaElement): Promise<boolean> {
  try {
    await element.play();
    return true;
  } catch (error) {
    // An element that got another stream meanwhile aborts the first play; the second one decides.
    return !(error instanceof Error && error.name === "NotAllowedError");
  }
}

/** A short tone, to find out whether the chosen loudspeaker is the right one. Hz, seconds. */
export async function playTestTone(speaker: string | null): Promise<void> {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.frequency.value = 660;
  gain.gain.setValueAtTime(0, context.currentTime);
  gain.gain.linearRampToValueAtTime(0.25, context.currentTime + 0.05);
  gain.gain.linearRampToValueAtTime(0, context.currentTime + 0.8);
  tone.connect(gain).connect(destination);
  const element = new Audio();
  element.srcObject = destination.stream;
  await playOn(element, speaker);
  tone.start();
  await play(element);
  setTimeout(() => void context.close(), 1000);
}
