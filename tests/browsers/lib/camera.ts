// Files that Chromium plays as a camera (YUV4MPEG2) and a microphone (WAV): the mark and the tone of one site.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';

import { black, cells, cellsOf, heightFraction, toneHz, white } from './mark.js';

const framesPerSecond = 15;
const frameCount = 30;

export function writeCamera(file: string, site: number, width = 640, height = 360): void {
  const out = openSync(file, 'w');
  writeSync(out, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  for (let counter = 0; counter < frameCount; counter++) {
    writeSync(out, 'FRAME\n');
    writeSync(out, frame(site, counter, width, height));
  }
  closeSync(out);
}

function frame(site: number, counter: number, width: number, height: number): Uint8Array {
  const luma = width * height;
  const picture = new Uint8Array((luma * 3) / 2).fill(128);
  const bits = cellsOf({ site, counter });
  const markRows = Math.floor(height / heightFraction);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      // Below the mark: a calm slope with a bar that moves, so that every frame differs.
      const moving = Math.abs(column - ((counter * width) / frameCount)) < width / 40;
      picture[row * width + column] =
        row < markRows ? (bits[Math.floor((column * cells) / width)] ? white : black) : moving ? 200 : 60 + ((row * 80) / height);
    }
  }
  picture.fill(100 + site * 9, luma, (luma * 5) / 4);
  return picture;
}

export function writeMicrophone(file: string, site: number, seconds = 2): void {
  const rate = 48_000;
  const samples = rate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index++) {
    wav.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * toneHz(site) * index) / rate)), 44 + index * 2);
  }
  writeFileSync(file, wav);
}
