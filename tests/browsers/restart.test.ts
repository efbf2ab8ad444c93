// The server dies in mid-sentence: nothing is lost, and the pages find their way back by themselves.
import { afterAll, beforeAll, expect, test } from 'vitest';

import { open, type OpenPage, pictures, until } from './lib/browser.js';
import { Server } from './lib/server.js';

let server: Server;
let hall: OpenPage;
let site: OpenPage;

const names = ['ha-noi', 'da-nang', 'can-tho', 'lao-cai', 'dak-lak'];

// The whole log, as a page that has been there from the start sees it.
async function events(): Promise<{ seq: number; type: string }[]> {
  const { url, conference, tokens } = server.ready;
  const address = `${url.replace('http', 'ws')}/api/v1/conferences/${conference}/events?since=0&access_token=${tokens.chair}`;
  return hall.run(async (from: string) => {
    const list: { seq: number; type: string }[] = [];
    const socket = new WebSocket(from);
    await new Promise<void>((resolve, reject) => {
      socket.onerror = () => reject(new Error('no event socket'));
      let quiet = setTimeout(resolve, 1500);
      socket.onmessage = ({ data }) => {
        for (const line of String(data).split('\n')) {
          const frame = JSON.parse(line) as { type: string; seq: number; event?: { type: string } };
          if (frame.type !== 'event') continue; // somebody speaks all the time
          list.push({ seq: frame.seq, type: frame.event?.type ?? '' });
          clearTimeout(quiet);
          quiet = setTimeout(resolve, 500);
        }
      };
    });
    socket.close();
    return list;
  }, address);
}

beforeAll(async () => {
  server = await Server.start();
  await server.present(names);
  hall = await open('chromium', { url: server.page('hall', server.ready.tokens.hall), width: 1280, height: 720 });
  site = await open('chromium', { url: server.sitePage('binh-phuoc'), camera: 1 });
  await site.click('[data-action="join"]');
}, 120_000);

afterAll(async () => {
  await Promise.all([hall.close(), site.close()]);
  await server.stop();
});

const hallSees = (): Promise<number | null> =>
  pictures(hall).then((all) => all.find(({ slot }) => slot === 'main')?.site ?? null);

test('after kill -9 the log is whole, the pages are back, and the same site has the floor, within 5 s', async () => {
  await until('the site is present', async () => (await server.command(server.ready.tokens.chair, { type: 'give_floor', site: 'binh-phuoc' })).status, (status) => status === 200);
  await until('the hall sees Bình Phước', hallSees, (number) => number === 1);
  const before = await events();

  const { port } = new URL(server.ready.url);
  await server.kill('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 500));
  // What is on the screen now is the last picture of before; only pictures decoded from here on count.
  const framesBefore = await hall.run(() => document.querySelector<HTMLVideoElement>('video[data-slot="main"]')?.getVideoPlaybackQuality().totalVideoFrames ?? 0);
  const restarted = Date.now();
  server = await Server.start({ data: server.dataFolder, listen: `127.0.0.1:${port}`, mediaPort: server.mediaPort });

  await until(
    'the hall decodes new pictures of Bình Phước',
    async () => ({
      site: await hallSees(),
      frames: await hall.run(() => document.querySelector<HTMLVideoElement>('video[data-slot="main"]')?.getVideoPlaybackQuality().totalVideoFrames ?? 0),
    }),
    ({ site: number, frames }) => number === 1 && frames !== framesBefore && frames > 0,
    15,
  );
  const took = Date.now() - restarted;
  console.log(`restart to Bình Phước on the hall display again: ${took} ms`);
  expect(took).toBeLessThanOrEqual(5000);

  const state = (await (await fetch(`${server.ready.url}/api/v1/conferences/${server.ready.conference}`, { headers: { authorization: `Bearer ${server.ready.tokens.chair}` } })).json()) as {
    state: { turn: { site: string } | null };
  };
  expect(state.state.turn?.site).toBe('binh-phuoc');

  const after = await events();
  expect(after.map(({ seq }) => seq)).toEqual(after.map((_, index) => index + 1));
  expect(after.slice(0, before.length)).toEqual(before);
});
