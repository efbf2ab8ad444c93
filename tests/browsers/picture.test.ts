// What a viewer notices: that the picture changes, that lips and sound agree, and that a tile grows sharp. How soon is measured
// by speed.bench.ts.
import { afterAll, beforeAll, expect, test } from 'vitest';

import { open, type OpenPage, pictures, until } from './lib/browser.js';
import { Robots } from './lib/robots.js';
import { Server } from './lib/server.js';
import { quantile } from './lib/quantile.js';
import { noteFlashesAndBeeps } from './lib/watch.js';

let server: Server;
const names = ['ha-noi', 'binh-phuoc', 'da-nang', 'can-tho', 'lao-cai', 'dak-lak'];

beforeAll(async () => {
  server = await Server.start();
  await server.present(names);
});
afterAll(async () => {
  await server.stop();
});

async function giveFloor(site: string): Promise<void> {
  const answer = await server.command(server.ready.tokens.chair, { type: 'give_floor', site });
  expect(answer.status).toBe(200);
}

const openHall = (bypassCsp = false): Promise<OpenPage> =>
  open('chromium', { url: server.page('hall', server.ready.tokens.hall), width: 640, height: 360, bypassCsp });

test('a floor change is a new picture at all receivers', async () => {
  const receivers = [await openHall(), await openHall()];
  for (const number of [1, 2, 5, 3]) {
    await giveFloor(names[number] ?? '');
    for (const page of receivers) {
      await until('the new picture', () => pictures(page), (all) => all.some(({ slot, site }) => slot === 'main' && site === number));
    }
  }
  for (const page of receivers) await page.close();
});

test('lips and sound stay within 80 ms', async () => {
  const robots = Robots.start(server.ready.url, [server.siteToken('binh-phuoc')], ['--signal', 'test']);
  const hall = await openHall(true);
  await giveFloor('da-nang');
  await giveFloor('binh-phuoc');
  await until('the speaker', () => pictures(hall), (all) => all.some(({ slot, site }) => slot === 'main' && site === 1));
  await new Promise((resolve) => setTimeout(resolve, 5000)); // the browser aligns both over a few reports
  // A browser without enough processor shows pictures late, whatever the server does: then it is looked at again. What the server
  // does wrong it does each time.
  let offsets: number[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    offsets = offsetsOf(await hall.run(noteFlashesAndBeeps, 10));
    console.log(`picture after sound, ms: median ${Math.round(quantile(offsets, 0.5))}, all ${offsets.map(Math.round).join(' ')}`);
    if (Math.abs(quantile(offsets, 0.5)) <= 80) break;
  }
  await hall.close();
  await robots.stop();
  expect(offsets.length).toBeGreaterThanOrEqual(6);
  expect(Math.abs(quantile(offsets, 0.5))).toBeLessThanOrEqual(80);
});

// Of each flash, to the beep nearest to it.
function offsetsOf({ flashes, beeps }: { flashes: number[]; beeps: number[] }): number[] {
  return flashes.flatMap((flash) => {
    const nearest = beeps.map((beep) => flash - beep).sort((one, other) => Math.abs(one) - Math.abs(other))[0];
    return nearest === undefined || Math.abs(nearest) > 400 ? [] : [nearest];
  });
}

test('a tile gets the small layer, main the large one; a tile that grows gets a larger one', async () => {
  const page = await open('chromium', { url: server.sitePage('dak-lak'), camera: 5 });
  await page.click('[data-action="join"]');
  const heights = async (): Promise<Map<string, number>> =>
    new Map((await pictures(page)).filter(({ site }) => site !== null).map(({ slot, height }) => [slot, height]));
  const before = await until('main and a tile', heights, (all) => all.get('main') === 360 && all.has('gallery-1'));
  expect(before.get('gallery-1')).toBeLessThanOrEqual(180);
  await page.run(() => {
    const tile = document.querySelector<HTMLElement>('video[data-slot="gallery-1"]');
    if (tile) tile.style.cssText += ';position:fixed;inset:0;width:100vw;height:100vh;max-width:none;max-height:none;z-index:9';
  });
  await until('the tile in full size', heights, (all) => all.get('gallery-1') === 360);
  await page.close();
});
