// The end: nobody is on the air, and nothing is sent.
import { expect, test } from 'vitest';

import { until } from '../../lib/browser.js';
import { attribute, type Day, has, textOf } from '../lib/day.js';
import { main, numberOf } from '../lib/reference.js';

export function conclusion(day: () => Day): void {
  test('Hà Nội has the floor for the conclusion', async () => {
    const chair = day().page('chair');
    await until('the last item is next', () => textOf(chair, '[data-next]'), (text) => text.includes('Kết luận'));
    await chair.click('[data-action="next"]');
    await until('the item', async () => (await day().conference.state()).item?.id, (item) => item === 'ket-luan');
    await day().everybodySeesAndHears(main);
  });

  test('the chair concludes: every page says so, nobody is on the air', async () => {
    const chair = day().page('chair');
    await chair.click('[data-action="conclude"]');
    await chair.click('[data-action="conclude-confirm"]');
    await day().everyPageSays('data-phase', 'concluded');
    for (const [name, page] of day().openPages()) {
      if (name === 'office') continue;
      expect([name, await attribute(page, 'data-on-air')]).toEqual([name, numberOf(name) < 0 ? '' : 'false']);
      expect([name, await has(page, '[data-closing]')]).toEqual([name, true]);
      expect(await page.run(() => document.body.innerText)).not.toContain('ĐANG PHÁT');
    }
  });

  test('nothing is sent any more, and nobody is heard', async () => {
    for (const [name, page] of day().openPages()) {
      if (numberOf(name) >= 0) expect([name, await attribute(page, 'data-publish')]).toEqual([name, 'idle']);
      if (name !== 'office') expect([name, await page.run(() => document.querySelectorAll('video[data-slot="main"]').length)]).toEqual([name, 0]);
    }
    expect((await day().conference.state()).heard).toEqual([]);
    await day().robotsHear([]);
    // The simulated sites go on sending, as any other product might: nobody is sent it as speech.
    const pages = day().openPages().map(([name]) => name);
    await until(
      'the sites with a page are gone',
      async () => (await day().conference.state()).sites.filter(({ id, present }) => present && pages.includes(id)).map(({ id }) => id),
      (left) => left.length === 0,
    );
  });

  test('no page reported an error', () => {
    expect(day().pageErrors()).toEqual([]);
  });
}
