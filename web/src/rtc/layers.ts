/** One simulcast layer as a sender is told it. Bits per second; the scale divides width and height. */
export interface Layer {
  readonly rid: string;
  readonly active: boolean;
  readonly scaleResolutionDownBy: number;
  readonly maxBitrate: number;
}

/**
 * The layers for a picture, smallest first: an overloaded uplink then loses the largest one first. Chromium sends three
 * layers from 960 x 540 on and two from 480 x 270 on, dropping the last ones of the list; so a small camera gives its
 * full size to an earlier layer instead of losing it.
 */
export function layersFor(width: number, height: number): Layer[] {
  const pixels = width * height;
  if (pixels >= 960 * 540) {
    return [layer("q", 4, 150_000), layer("h", 2, 500_000), layer("f", 1, 2_500_000)];
  }
  if (pixels >= 480 * 270) {
    return [layer("q", 2, 150_000), layer("h", 1, 800_000), off("f")];
  }
  return [layer("q", 1, 250_000), off("h"), off("f")];
}

function layer(rid: string, scaleResolutionDownBy: number, maxBitrate: number): Layer {
  return { rid, active: true, scaleResolutionDownBy, maxBitrate };
}

function off(rid: string): Layer {
  return { ...layer(rid, 1, 100_000), active: false };
}
