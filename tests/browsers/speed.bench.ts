// How soon a viewer sees: a benchmark, so on a quiet machine only. Run by `./dev bench speed`; figures in bench/out/speed.json. Fails
// where a bound of docs/performance.md is passed.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { open, type OpenPage, until } from './lib/browser.js';
import { quantile } from './lib/quantile.js';
import { Server } from './lib/server.js';
import { lastChange, noteChanges } from './lib/watch.js';

let server: Server;
const names = ['ha-noi', 'binh-phuoc', 'da-nang', 'can-tho', 'lao-cai', 'dak-lak'];
const figures: Record<string, unknown> = {};

beforeAll(async () => {
  server = await Server.start();
  await server.present(names);
});
afterAll(async () => {
  await server.stop();
  const folder = path.resolve(import.meta.dirname, '../../bench/out');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'speed.json'), JSON.stringify(figures, null, 2));
});

function report(name: string, times: number[]): void {
  figures[name] = { unit: 'ms', median: quantile(times, 0.5), p95: quantile(times, 0.95), times: times.map(Math.round) };
  console.log(`${name}, ms: median ${Math.round(quantile(times, 0.5))}, 95 % ${Math.round(quantile(times, 0.95))}`);
}

async function giveFloor(site: string): Promise<void> {
  const answer = await server.command(server.ready.tokens.chair, { type: 'give_floor', site });
  expect(answer.status).toBe(200);
}

const openHall = (): Promise<OpenPage> =>
  open('chromium', { url: server.page('hall', server.ready.tokens.hall), width: 640, height: 360 });

test('join to first decoded picture', async () => {
  const hall = await openHall();
  await hall.run(noteChanges, 'main');
  await until('a picture', () => hall.run(lastChange), (change) => change !== null);
  const times: number[] = [];
  for (let round = 0; round < 9; round++) {
    await hall.reload();
    await hall.run(noteChanges, 'main');
    const seen = await until('a picture', () => hall.run(lastChange), (change) => change !== null);
    times.push((seen?.at ?? NaN) - (await hall.run(() => performance.timeOrigin)));
  }
  await hall.close();
  report('join_to_first_picture', times);
  expect(quantile(times, 0.5)).toBeLessThanOrEqual(1000);
});

// Starting a browser takes the processors from those that play already: up to a second of sound piles up there, which a browser plays off
// a little faster than it came, and meanwhile its picture waits for it. Afterwards what is measured is the floor.
const catchingUp = 25_000; // ms

test('floor to new picture at all receivers', async () => {
  const receivers = [
    await openHall(),
    await open('chromium', { url: server.page('observer', server.ready.tokens.observer), width: 640, height: 400 }),
    await openHall(),
  ];
  for (const page of receivers) {
    await page.run(noteChanges, 'main');
    await until('a picture', () => page.run(lastChange), (change) => change !== null);
  }
  await new Promise((resolve) => setTimeout(resolve, catchingUp));
  const times: number[] = [];
  for (let round = 0; round < 20; round++) {
    const number = 1 + (round % 5);
    const asked = Date.now();
    await giveFloor(names[number] ?? '');
    for (const page of receivers) {
      const change = await until('the new picture', () => page.run(lastChange), (last) => last?.site === number);
      times.push((change?.at ?? NaN) - asked);
    }
  }
  for (const page of receivers) await page.close();
  report('floor_to_new_picture', times);
  expect(quantile(times, 0.95)).toBeLessThanOrEqual(500);
});
