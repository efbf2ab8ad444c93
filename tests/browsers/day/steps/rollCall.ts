// The sites with a page come in, and the secretary calls the roll.
import { expect, test } from 'vitest';

import { type OpenPage, until } from '../../lib/browser.js';
import { dataOf, type Day, has, textOf } from '../lib/day.js';
import { absent, byPhone, main, numberOf, robots, siteOf, speakers } from '../lib/reference.js';

const peopleAt = (site: string): number => 30 + numberOf(site);
const there = [main, ...robots.filter((site) => site !== main), ...speakers, byPhone];
const people = there.map(peopleAt).reduce((sum, each) => sum + each, 0);
const storm = 'Mưa lũ, đường ngập';

// Finds the row as a secretary does who has a thousand of them.
async function rollRow(secretary: OpenPage, site: string): Promise<string> {
  await secretary.fill('.roll input[type="search"]', siteOf(site).name);
  await until(`the row of ${site}`, () => has(secretary, `[data-roll-row="${site}"]`), Boolean);
  return `[data-roll-row="${site}"]`;
}

export function rollCall(day: () => Day): void {
  test('three sites come in with real browsers', async () => {
    await day().openSite('binh-phuoc', 'chromium');
    await day().join('binh-phuoc');
    await day().openSite('da-nang', 'firefox');
    await day().join('da-nang');
    await day().openSite('can-tho', 'shared');
    await day().join('can-tho');
    // Bình Phước and Cần Thơ agreed at their line test; Đà Nẵng is asked here.
    expect(await has(day().page('binh-phuoc'), '[data-ask="consent"]')).toBe(false);
    await day().page('da-nang').click('[data-action="consent-yes"]');
    await until('Đà Nẵng agreed', () => has(day().page('da-nang'), '[data-ask="consent"]'), (asked) => !asked);
    await day().everybodySeesAndHears(main);
  });

  test('the secretary calls the roll: in the room, online, absent with a reason, by telephone', async () => {
    const secretary = await day().openRole('secretary');
    await secretary.click('[data-action="call-roll"]');

    for (const site of speakers) {
      const page = day().page(site);
      await until(`${site} is asked`, () => has(page, '[data-ask="headcount"]'), Boolean);
      await page.fill('[data-field="headcount"]', String(peopleAt(site)));
      await page.click('[data-action="headcount"]');
    }
    for (const site of robots) {
      const told = { type: 'confirm_presence', site, roll: 'online', headcount: peopleAt(site), by_phone: false };
      expect(await day().conference.asSite(site, told)).toBe('done');
    }
    await secretary.click(`${await rollRow(secretary, main)} [data-mark="in_person"]`);

    await secretary.click(`${await rollRow(secretary, byPhone)} [data-action="edit-roll"]`);
    await secretary.click('dialog[open] input[value="online"]');
    await secretary.fill('dialog[open] [data-field="headcount"]', String(peopleAt(byPhone)));
    await secretary.click('dialog[open] [data-field="by-phone"]');
    await secretary.click('dialog[open] [data-action="roll-save"]');

    await secretary.click(`${await rollRow(secretary, absent)} [data-action="edit-roll"]`);
    await secretary.click('dialog[open] input[value="absent"]');
    await secretary.fill('dialog[open] [data-field="absence"]', storm);
    await secretary.click('dialog[open] [data-action="roll-save"]');

    await until('the absent', () => day().conference.site(absent), ({ roll, absence }) => roll === 'absent' && absence === storm);
    expect(await day().conference.site(main)).toMatchObject({ roll: 'in_person', headcount: peopleAt(main) });
    expect(await day().conference.site(byPhone)).toMatchObject({ roll: 'online', headcount: peopleAt(byPhone), by_phone: true, present: false });
    expect(await day().conference.site('da-nang')).toMatchObject({ roll: 'online', headcount: peopleAt('da-nang'), by_phone: false });
  });

  test('the quorum is met, and those who must know see it', async () => {
    expect((await day().conference.state()).roll).toMatchObject({ sites_present: 19, sites_all: 20, people, met: true });
    for (const name of ['secretary', 'chair', 'hall']) {
      const page = day().page(name);
      await until(`${name} sees who is there`, () => dataOf(page, '[data-there]', 'data-there'), (number) => number === '19');
      expect(await dataOf(page, '[data-there]', 'data-met')).toBe('true');
      expect(await textOf(page, '[data-there]')).toContain(String(people));
    }
    await day().close('secretary');
  });
}
