// The main job: a central hall and four sites in real browsers see and hear each other, and the chair gives the floor. Who is seen
// and heard is read from decoded pictures (the mark) and decoded sound (the tone), never from what a page says of itself.
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type BrowserKind, open, type OpenPage, pictures, tones, until } from './lib/browser.js';
import { Server } from './lib/server.js';

interface Participant {
  site: string;
  number: number; // place in the conference's list of sites: what mark and tone carry
  kind: BrowserKind;
}

const participants: Participant[] = [
  { site: 'ha-noi', number: 0, kind: 'chromium' },
  { site: 'binh-phuoc', number: 1, kind: 'firefox' },
  { site: 'da-nang', number: 2, kind: 'chromium' },
  { site: 'can-tho', number: 3, kind: 'firefox' },
  { site: 'lao-cai', number: 4, kind: 'chromium' },
];
const main = participants[0] as Participant;

let server: Server;
let chair: OpenPage;
let hall: OpenPage;
const sites = new Map<Participant, OpenPage>();

async function join(participant: Participant): Promise<OpenPage> {
  const page = await open(participant.kind, { url: server.sitePage(participant.site), camera: participant.number });
  // Noise suppression takes a steady tone for noise.
  await page.click('[data-action="raw-sound"]');
  await page.click('[data-action="join"]');
  // Nobody opens a microphone from afar: with the floor a site is heard once somebody there agreed.
  await page.click('[data-action="consent-yes"]');
  return page;
}

beforeAll(async () => {
  server = await Server.start();
  chair = await open('chromium', { url: server.page('chair', server.ready.tokens.chair), width: 1280, height: 800 });
  hall = await open('chromium', { url: server.page('hall', server.ready.tokens.hall), width: 1280, height: 720 });
  for (const participant of participants) sites.set(participant, await join(participant));
}, 180_000);

afterAll(async () => {
  await Promise.all([chair, hall, ...sites.values()].map((page) => page.close()));
  await server.stop();
});

// Which site the decoded picture in a slot is of.
async function seen(page: OpenPage, slot = 'main'): Promise<number | null> {
  return (await pictures(page)).find((picture) => picture.slot === slot)?.site ?? null;
}

// In main everybody sees the speaker; the speaker sees the main site.
const expectedMain = (receiver: Participant, speaker: Participant): number => (receiver === speaker ? main.number : speaker.number);

// The speaker and the main site are heard, and nobody hears himself.
const expectedTones = (receiver: Participant | null, speaker: Participant): number[] =>
  [...new Set([main.number, speaker.number])].filter((number) => number !== receiver?.number).sort((a, b) => a - b);

test('every site is seen by all others in the gallery or in main', async () => {
  for (const [participant, page] of sites) {
    const others = participants.filter((other) => other !== participant).map((other) => other.number);
    await until(
      `${participant.site} sees all others`,
      () => pictures(page),
      (all) => others.every((number) => all.some((picture) => picture.site === number && picture.slot !== 'own')),
      60,
    );
  }
});

for (const speaker of participants.slice(1)) {
  test(`the chair gives the floor to ${speaker.site}`, async () => {
    await chair.click('[data-action="invite"]');
    await chair.click(`[data-action="give-floor"][data-site="${speaker.site}"]`);
    await until('the hall display changes', () => seen(hall), (site) => site === speaker.number);
    for (const [participant, page] of sites) {
      const expected = expectedMain(participant, speaker);
      await until(`${participant.site} sees ${expected}`, () => seen(page), (site) => site === expected);
    }
    const heard = await until(
      'the hall display hears the speaker and the main site',
      () => tones(hall),
      (all) => all.join() === expectedTones(null, speaker).join(),
    );
    expect(heard).toContain(speaker.number);
    for (const [participant, page] of sites) {
      await until(
        `${participant.site} hears the others, never itself`,
        () => tones(page),
        (all) => all.join() === expectedTones(participant, speaker).join(),
      );
    }
  });
}

test('no page reported an error', () => {
  for (const page of [chair, hall, ...sites.values()]) expect(page.errors()).toEqual([]);
});
