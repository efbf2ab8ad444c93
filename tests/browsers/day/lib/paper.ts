// Papers whose every page can be told from any other by a look at it: one flat colour, and its number, large.
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';

import type { OpenPage } from '../../lib/browser.js';

const lowest = 40;
const step = 40;
const blue = 200;

export async function makePaper(paper: number, pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.HelveticaBold);
  for (let number = 1; number <= pages; number++) {
    const page = pdf.addPage([960, 540]);
    const ground = rgb((lowest + step * paper) / 255, (lowest + step * number) / 255, blue / 255);
    page.drawRectangle({ x: 0, y: 0, width: 960, height: 540, color: ground });
    page.drawText(String(number), { x: 400, y: 160, size: 300, font, color: rgb(1, 1, 1) });
  }
  return pdf.save();
}

export interface SeenPage {
  paper: number;
  page: number;
}

// Which page of which paper is drawn; null where none is. Read from the pixels, near a corner.
export async function drawnPage(page: OpenPage): Promise<SeenPage | null> {
  const pixel = await page.run(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-paper] canvas');
    const context = canvas?.getContext('2d');
    return canvas && context ? [...context.getImageData(canvas.width * 0.06, canvas.height * 0.08, 1, 1).data] : null;
  });
  if (!pixel) return null;
  const [red = 0, green = 0, seenBlue = 0] = pixel;
  const [paper, number] = [(red - lowest) / step, (green - lowest) / step].map(Math.round) as [number, number];
  const isOurs = [red - lowest - step * paper, green - lowest - step * number, seenBlue - blue].every((off) => Math.abs(off) <= 6);
  return isOurs ? { paper, page: number } : null;
}
