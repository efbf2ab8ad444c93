// The rooms fill, and the chair opens.
import { expect, test } from 'vitest';

import { until } from '../../lib/browser.js';
import { type Day, textOf } from '../lib/day.js';
import { main, robots, watchers } from '../lib/reference.js';

export function arrival(day: () => Day): void {
  test('fifteen simulated sites come in, and the desk', async () => {
    await day().openRole('chair');
    await day().openRole('hall');
    await day().startRobots(robots, watchers);
    await day().everybodySeesAndHears(main);
    await day().everyPageSays('data-phase', 'planned');
  });
}

export function opening(day: () => Day): void {
  test('the chair opens, and Hà Nội has the floor for the first item', async () => {
    const chair = day().page('chair');
    await chair.click('[data-action="open"]');
    await day().everyPageSays('data-phase', 'in_session');
    await chair.click('[data-action="next"]');
    await until('the item', async () => (await day().conference.state()).item?.id, (item) => item === 'khai-mac');
    await until('the chair sees it', () => textOf(chair, '[data-item="khai-mac"]'), (text) => text.includes('Khai mạc'));
    await day().everybodySeesAndHears(main);
    expect((await day().conference.state()).heard).toEqual([main]);
  });
}
