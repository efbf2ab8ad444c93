// What a person sees on a page: the state on a phone, the page of the link, and the end.
import { afterAll, beforeAll, expect, test } from 'vitest';

import { open, type OpenPage, until } from './lib/browser.js';
import { Server } from './lib/server.js';

let server: Server;
const names = ['ha-noi', 'binh-phuoc', 'da-nang', 'can-tho', 'lao-cai'];

beforeAll(async () => {
  server = await Server.start();
  await server.present(names);
});
afterAll(async () => {
  await server.stop();
});

const attribute = (page: OpenPage, name: string): Promise<string | null> =>
  page.run((of: string) => document.querySelector('[data-page]')?.getAttribute(of) ?? null, name);
// Nothing while the browser goes from one page to another.
const pageShown = (page: OpenPage): Promise<string | null> => attribute(page, 'data-page').catch(() => null);

async function phone(site: string): Promise<OpenPage> {
  const page = await open('chromium', { url: server.sitePage(site), camera: 5, width: 390, height: 844 });
  await page.run(() => window.scrollTo(0, document.body.scrollHeight));
  await page.click('[data-action="join"]');
  return page;
}

// Where the word of the state stands in the window, and how far the page is scrolled.
const stateSeen = (page: OpenPage): Promise<{ top: number; scrolled: number }> =>
  page.run(() => ({
    top: document.querySelector('[data-bar] .word')?.getBoundingClientRect().top ?? -1,
    scrolled: window.scrollY,
  }));

test.each([
  ['chair', 'director'],
  ['hall', 'site'],
  ['site', 'chair'],
  ['', 'observer'],
] as const)('the page "%s" with the link of %s becomes its page', async (opened, role) => {
  const token = role === 'site' ? server.siteToken('can-tho') : server.ready.tokens[role];
  const page = await open('chromium', { url: server.page(opened, token) });
  await until('its own page', () => pageShown(page), (shown) => shown === role);
  expect(await page.run(() => location.pathname + location.hash)).toBe(`/${role}#token=${token}`);
  expect(page.errors()).toEqual([]);
  await page.close();
});

test('a link that is not right is one page that says so, wherever it is opened', async () => {
  for (const opened of ['', 'chair', 'director', 'hall', 'site', 'observer']) {
    const page = await open('chromium', { url: server.page(opened, 'dc1.nonsense.nonsense') });
    await until(`the refusal on /${opened}`, () => pageShown(page), (shown) => shown === 'refused');
    expect(await page.run(() => document.querySelectorAll('h1').length)).toBe(1);
    await page.close();
  }
});

test('on a phone the state is in sight after joining and while scrolling', async () => {
  const page = await phone('dak-lak');
  await until('the room', () => attribute(page, 'data-publish'), (publish) => publish === 'live');
  expect((await stateSeen(page)).scrolled).toBe(0);
  // The page is long enough to scroll once the other sites' tiles are there.
  const scroll = () => page.run(() => window.scrollTo(0, document.body.scrollHeight)).then(() => stateSeen(page));
  const { top, scrolled } = await until('the scrolling', scroll, (seen) => seen.scrolled > 100);
  expect(scrolled).toBeGreaterThan(100);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(48);
  await page.close();
});

test('after the end nobody is on air, and a site sends nothing more', async () => {
  const tokens = server.ready.tokens;
  const site = await open('chromium', { url: server.sitePage('dak-lak'), camera: 5 });
  await site.click('[data-action="join"]');
  const pages = {
    chair: await open('chromium', { url: server.page('chair', tokens.chair) }),
    director: await open('chromium', { url: server.page('director', tokens.director) }),
    hall: await open('chromium', { url: server.page('hall', tokens.hall) }),
    site,
  };
  await until('the site sends', () => attribute(site, 'data-publish'), (publish) => publish === 'live');
  const give = () => server.command(tokens.chair, { type: 'give_floor', site: 'dak-lak' });
  await until('the site has the floor', async () => (await give()).status, (status) => status === 200);
  await until('the site is on air', () => attribute(site, 'data-on-air'), (onAir) => onAir === 'true');
  expect((await server.command(tokens.chair, { type: 'conclude' })).status).toBe(200);
  for (const [name, page] of Object.entries(pages)) {
    await until(`${name} is over`, () => attribute(page, 'data-phase'), (phase) => phase === 'concluded');
    expect(await attribute(page, 'data-on-air')).toBe(name === 'site' ? 'false' : '');
    expect(await page.run(() => document.body.innerText)).not.toContain('ĐANG PHÁT');
    expect(await page.run(() => document.querySelectorAll('[data-closing]').length)).toBe(1);
    expect(page.errors()).toEqual([]);
  }
  expect(await attribute(site, 'data-publish')).toBe('idle');
  await until(
    'the site is gone',
    async () => {
      const path = `${server.ready.url}/api/v1/conferences/${server.ready.conference}`;
      const answer = await fetch(path, { headers: { authorization: `Bearer ${tokens.chair}` } });
      return ((await answer.json()) as { state: { sites: { id: string; present: boolean }[] } }).state.sites;
    },
    (sites) => sites.some(({ id, present }) => id === 'dak-lak' && !present),
  );
  for (const page of Object.values(pages)) await page.close();
});
