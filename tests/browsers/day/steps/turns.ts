// The report and three papers, given in turn; a speaker turns the pages at the site's own page, and all see the same one.
import { expect, test } from 'vitest';

import { type OpenPage, until } from '../../lib/browser.js';
import { attribute, dataOf, type Day, textOf } from '../lib/day.js';
import { drawnPage } from '../lib/paper.js';
import { main, siteOf, speakers } from '../lib/reference.js';
import { pages, paperOf } from './papers.js';

// What a clock shows that counts down: seconds.
const secondsLeft = async (page: OpenPage, selector: string): Promise<number> => {
  const found = /còn\s+(\d+):(\d\d)/.exec(await textOf(page, selector));
  return found ? Number(found[1]) * 60 + Number(found[2]) : -1;
};

async function clockRuns(what: string, page: OpenPage, selector: string): Promise<void> {
  const first = await until(`the clock of ${what}`, () => secondsLeft(page, selector), (left) => left > 0 && left <= 15 * 60);
  await until(`the clock of ${what} runs`, () => secondsLeft(page, selector), (left) => left < first);
}

export function turns(day: () => Day): void {
  const goOn = async (site: string, item: string): Promise<void> => {
    const chair = day().page('chair');
    await until(`the chair sees that ${site} is next`, () => dataOf(chair, '[data-next]', 'data-next'), (next) => next === site);
    await chair.click('[data-action="next"]');
    await until(`${site} has the floor`, async () => (await day().conference.state()).turn, (turn) => turn?.site === site && turn.item === item);
    await until('the chair sees whose turn it is', () => attribute(chair, 'data-turn'), (turn) => turn === site);
  };

  test('Hà Nội gives the report', async () => {
    await day().openRole('observer');
    await day().page('chair').click('[data-action="take-back-floor"]');
    await until('the opening is over', async () => (await day().conference.state()).turn, (turn) => turn === null);
    await goOn(main, 'bao-cao');
    await day().everybodySeesAndHears(main);
  });

  test.each(speakers)('%s gives its paper: all see the speaker, and each page as it is turned', async (site) => {
    const speaker = day().page(site);
    const paper = paperOf(site);
    await goOn(site, `tham-luan-${paper + 1}`);
    await day().everyPageSays('data-on-air', site, speakers);
    for (const other of speakers) {
      await until(`${other} knows`, () => attribute(day().page(other), 'data-on-air'), (onAir) => onAir === String(other === site));
      expect([other, await dataOf(day().page(other), '[data-bar]', 'data-bar')]).toEqual([other, other === site ? 'onAir' : 'waiting']);
    }
    await day().everybodyReads(null);
    await until('the strap of the hall', () => textOf(day().page('hall'), '[data-strap]'), (text) => text.includes(siteOf(site).name));

    await speaker.click('[data-action="show-paper"]');
    await day().everybodyReads({ paper, page: 1 });
    await day().everybodySeesAndHears(site);
    await speaker.click('[data-action="page-after"]');
    await day().everybodyReads({ paper, page: 2 });
    await clockRuns('the speaker', speaker, '[data-floor="turn"]');
    await clockRuns('the hall', day().page('hall'), '[data-hall-info]');
    if (site === 'can-tho') return; // it goes on
    // One puts its paper away itself; one forgets, and the chair does it.
    await (site === 'binh-phuoc' ? speaker : day().page('chair')).click('[data-action="hide-paper"]');
    await day().everybodyReads(null);
  });

  test('who comes late sees the page that all see, and the speaker', async () => {
    const late = await day().openRole('observer', 'late observer');
    await until('the page', () => drawnPage(late), (seen) => seen?.paper === paperOf('can-tho') && seen.page === 2);
    await day().everybodySeesAndHears('can-tho');
    await day().close('late observer');
  });

  test('a clicker turns to the last page and back; then the paper is put away', async () => {
    const speaker = day().page('can-tho');
    await speaker.press('PageDown');
    await day().everybodyReads({ paper: paperOf('can-tho'), page: pages });
    await speaker.press('PageUp');
    await day().everybodyReads({ paper: paperOf('can-tho'), page: pages - 1 });
    await speaker.click('[data-action="hide-paper"]');
    await day().everybodyReads(null);
    expect((await day().conference.state()).showing).toBeNull();
  });

  test('a site without the floor cannot turn pages', async () => {
    const paper = (await day().conference.state()).papers.find(({ site }) => site === 'binh-phuoc')?.id;
    expect(await day().conference.asSite('binh-phuoc', { type: 'show_paper', paper, page: 1 })).toBe('not_presenting');
  });
}
