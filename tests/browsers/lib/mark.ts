// The machine-readable mark of a picture and the tone of a sound, as simulated sites make them (src/robots/mark.hpp,
// src/robots/voice.hpp): sixteen cells in the top eighth of the picture, 1 0, five bits of site, eight of counter, even parity.

export const cells = 16;
export const heightFraction = 8;
export const black = 24;
export const white = 226;

export interface Mark {
  site: number;
  counter: number;
}

export function cellsOf({ site, counter }: Mark): boolean[] {
  const body = 0x8000 | ((site & 0x1f) << 9) | ((counter & 0xff) << 1);
  const bits = Array.from({ length: cells }, (_, cell) => ((body >> (cells - 1 - cell)) & 1) === 1);
  bits[cells - 1] = bits.filter(Boolean).length % 2 === 1;
  return bits;
}

export const toneHz = (site: number): number => 400 + 100 * site;
