// The discussion: sites ask for the floor, the chair orders them anew, the director prepares the next.
import { expect, test } from 'vitest';

import { until } from '../../lib/browser.js';
import { attribute, dataOf, type Day, director, has, textOf } from '../lib/day.js';
import { main, siteOf } from '../lib/reference.js';

const topics = { 'binh-phuoc': 'Kinh nghiệm ở cơ sở vùng biên giới', 'can-tho': 'Nguồn nhân lực đến 2030' };

export function discussion(day: () => Day): void {
  const queue = async (): Promise<string> => (await day().conference.state()).queue.map(({ site }) => site).join();
  const queueShown = (): Promise<string> =>
    day()
      .page('chair')
      .run(() => [...document.querySelectorAll<HTMLElement>('.queue [data-action="give-request"]')].map((button) => button.dataset['site']).join());

  test('the chair ends the turn and begins the discussion', async () => {
    const chair = day().page('chair');
    await chair.click('[data-action="take-back-floor"]');
    await until('nobody has the floor', async () => (await day().conference.state()).turn, (turn) => turn === null);
    await chair.click('[data-action="programme"]');
    await chair.click('[data-start="thao-luan"]');
    await until('the discussion', async () => (await day().conference.state()).item?.id, (item) => item === 'thao-luan');
    await day().everybodySeesAndHears(main);
  });

  test('three sites ask for the floor on their pages: two with a topic, one raises its hand', async () => {
    for (const site of ['binh-phuoc', 'can-tho'] as const) {
      const page = day().page(site);
      await page.click('[data-action="register"]');
      await page.fill('[data-field="topic"]', topics[site]);
      await page.click('[data-action="register-send"]');
      await until(`${site} is registered`, () => has(page, '[data-request]'), Boolean);
      if (site === 'binh-phuoc') {
        await day().page('da-nang').click('[data-action="raise-hand"]');
        await until('the hand', () => has(day().page('da-nang'), '[data-request]'), Boolean);
      }
    }
    await until('the queue of the chair', queueShown, (shown) => shown === 'binh-phuoc,da-nang,can-tho');
    expect(await textOf(day().page('chair'), '.queue')).toContain(topics['can-tho']);
  });

  test('the chair puts the last first, by button and by keyboard, and everybody knows who is next', async () => {
    const chair = day().page('chair');
    const request = (await day().conference.state()).queue.find(({ site }) => site === 'can-tho')?.number;
    const up = `[data-request="${request}"] [data-action="up"]`;
    await chair.click(up);
    await until('second', queueShown, (shown) => shown === 'binh-phuoc,can-tho,da-nang');
    await until('the button has the focus still', () => chair.run((of: string) => document.activeElement === document.querySelector(of), up), Boolean);
    await chair.press('Enter');
    await until('first', queueShown, (shown) => shown === 'can-tho,binh-phuoc,da-nang');
    expect(await queue()).toBe('can-tho,binh-phuoc,da-nang');

    await day().openRole('director');
    await until('the chair sees the next', () => dataOf(chair, '[data-next]', 'data-next'), (next) => next === 'can-tho');
    await until('the site knows', () => dataOf(day().page('can-tho'), '[data-floor]', 'data-floor'), (floor) => floor === 'next');
    await until('the others know', () => textOf(day().page('da-nang'), '[data-request]'), (text) => text.includes('3'));
    await until('the director sees the next', () => textOf(day().page('director'), '[data-action="cue-next"]'), (text) => text.includes(siteOf('can-tho').name));
  });

  test('the director cues the next site: it stands by, and it alone hears the director', async () => {
    const page = day().page('director');
    await page.click('[data-action="cue-next"]');
    await until('the site stands by', () => dataOf(day().page('can-tho'), '[data-bar]', 'data-bar'), (bar) => bar === 'cue');
    expect(await textOf(day().page('can-tho'), '[data-bar]')).toContain('CHUẨN BỊ');
    expect(await dataOf(day().page('binh-phuoc'), '[data-bar]', 'data-bar')).toBe('waiting');
    await until('the chair sees it', () => textOf(day().page('chair'), '.next'), (text) => text.includes('CHUẨN BỊ'));
    await until('the line to the site', () => page.run(() => document.querySelector<HTMLButtonElement>('[data-action="talk"]')?.disabled), (disabled) => disabled === false);

    const release = await page.hold('[data-action="talk"]');
    await day().onlyHears('can-tho', director);
    await release();
    await until('silence again', () => day().hearing('can-tho'), (heard) => !heard.includes(director));
  });

  test('the chair invites in the new order; a cue ends when the site is on the air', async () => {
    const chair = day().page('chair');
    await chair.click('[data-action="give-request"][data-site="can-tho"]');
    await until('on the air', () => attribute(day().page('can-tho'), 'data-on-air'), (onAir) => onAir === 'true');
    await day().everybodySeesAndHears('can-tho');
    expect((await day().conference.state()).cue).toBeNull();
    expect(await queue()).toBe('binh-phuoc,da-nang');

    await chair.click('[data-action="next"]');
    await until('on the air', () => attribute(day().page('binh-phuoc'), 'data-on-air'), (onAir) => onAir === 'true');
    await day().everybodySeesAndHears('binh-phuoc');
    await until('the topic', async () => (await day().conference.state()).queue.length, (length) => length === 1);
  });

  test('the director shows another site beside the speech, and goes back', async () => {
    const page = day().page('director');
    await page.click('[data-action="preview"][data-site="nghe-an"]');
    await until('the preview', () => attribute(page, 'data-preview'), (site) => site === 'nghe-an');
    await page.click('[data-action="take"]');
    await day().everyPageSays('data-on-air', 'nghe-an', ['binh-phuoc', 'da-nang', 'can-tho']);
    await day().everybodySees('nghe-an');
    await page.click('[data-action="take-scene"][data-site="binh-phuoc"]');
    await day().everybodySeesAndHears('binh-phuoc');
    await day().close('director');
  });

  test('a site that lowers its hand leaves the queue, and the chair ends the turn', async () => {
    await day().page('da-nang').click('[data-action="withdraw"]');
    await until('the queue is empty', queue, (left) => left === '');
    await day().page('chair').click('[data-action="take-back-floor"]');
    await day().everyPageSays('data-on-air', main, ['binh-phuoc', 'da-nang', 'can-tho']);
    await day().everybodySeesAndHears(main);
  });
}
