// Before the day: the organiser signs in, makes the conference and sends out the links.
import { expect, test } from 'vitest';

import { until } from '../../lib/browser.js';
import { Conference } from '../lib/conference.js';
import { attribute, dataOf, type Day, textOf } from '../lib/day.js';
import { addAccount, Office, password } from '../lib/office.js';
import { absent, draft, sites } from '../lib/reference.js';

export function setUp(day: () => Day): void {
  test('the administrator adds an account, and the organiser signs in', async () => {
    addAccount(day().data, 'ban-to-chuc', 'organiser');
    const page = await day().openOffice('/login');
    await page.fill('input[name="name"]', 'ban-to-chuc');
    await page.fill('input[name="password"]', password);
    await page.click('[data-action="login"]');
    await until('the office', () => page.run(() => location.pathname), (path) => path === '/office');
    day().office = await Office.login(day().url, 'ban-to-chuc');
  });

  test('the organiser makes a conference of twenty sites, and everybody has a link', async () => {
    const answer = await day().office.post('/api/v1/conferences', draft);
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    day().conference = await Conference.open(day().url, id, day().office);
    const state = await day().conference.state();
    expect(state.phase).toBe('planned');
    expect(state.sites.map((site) => site.id)).toEqual(sites.map((site) => site.id));
    for (const role of ['chair', 'director', 'secretary', 'hall', 'observer']) expect(day().conference.token(role)).toMatch(/^dc1\./);
    for (const { id: site } of sites) expect(day().conference.siteToken(site)).toMatch(/^dc1\./);

    const page = day().page('office');
    await page.reload();
    await until('the list names it', () => textOf(page, 'main'), (text) => text.includes(draft.title));
    await page.click(`a[href$="/office/conference/${id}"]`);
    await until('the page of the conference', () => dataOf(page, '[data-conference]', 'data-phase'), (phase) => phase === 'planned');
  });

  test('sites answer the invitation: one on its page, the others are asked by telephone', async () => {
    const page = await day().openSite('binh-phuoc', 'shared');
    await until('the page of the site', () => attribute(page, 'data-page'), (name) => name === 'site');
    await page.fill('[data-field="attending"]', '85');
    await page.click('[data-action="accept"]');
    await until('the answer', () => day().conference.site('binh-phuoc'), ({ reply, attending }) => reply === 'accepted' && attending === 85);
    await day().close('binh-phuoc');
    for (const { id } of sites) {
      if (id === 'binh-phuoc') continue;
      const answer = { type: 'answer_invitation', site: id, reply: id === absent ? 'declined' : 'accepted' };
      expect(await day().conference.command(day().conference.token('secretary'), answer)).toBe('done');
    }
    const replies = (await day().conference.state()).sites.map(({ reply }) => reply);
    expect(replies.filter((reply) => reply === 'accepted')).toHaveLength(19);
  });
}
