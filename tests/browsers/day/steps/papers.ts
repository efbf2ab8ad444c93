// Papers are handed in, one comes back with a reason and is sent again, and what is let pass everybody may read.
import { expect, test } from 'vitest';

import { until } from '../../lib/browser.js';
import type { Paper } from '../lib/conference.js';
import { dataOf, type Day } from '../lib/day.js';
import { makePaper } from '../lib/paper.js';
import { siteOf, type Speaker, speakers } from '../lib/reference.js';

export const pages = 3;
const reason = 'Thiếu số liệu 2010-2020; xin bổ sung rồi gửi lại.';

// The number that a speaker's paper carries in its pages.
export const paperOf = (site: Speaker): number => speakers.indexOf(site);
const firstVersion = 4; // of Đà Nẵng's, which comes back

export function papers(day: () => Day): void {
  const ownPapers = async (site: string): Promise<Paper[]> => {
    const { own } = await day().snapshot(day().conference.siteToken(site));
    return own?.papers ?? [];
  };
  const item = (site: Speaker): string => `tham-luan-${paperOf(site) + 1}`;
  const title = (site: Speaker): string => `Tham luận của ${siteOf(site).name}`;
  const row = async (site: Speaker): Promise<string> => {
    const paper = (await ownPapers(site)).find(({ status }) => status === 'submitted');
    return `[data-paper="${paper?.id}"]`;
  };

  test('three sites hand in their papers; nobody else reads them yet', async () => {
    for (const site of speakers) {
      const version = site === 'da-nang' ? firstVersion : paperOf(site);
      const { id, pages: counted } = await day().conference.handIn(site, item(site), title(site), await makePaper(version, pages));
      expect(counted).toBe(pages);
      expect(await day().conference.readPaper(day().conference.siteToken(site), id)).toBe(200);
      for (const token of [day().conference.token('hall'), day().conference.siteToken('lao-cai')]) {
        expect(await day().conference.readPaper(token, id)).not.toBe(200);
      }
    }
    expect((await day().conference.state()).papers).toEqual([]);
  });

  test('one comes back with a reason, which its site reads, and is sent again', async () => {
    const page = day().page('office');
    await page.click('[data-tab="papers"]');
    await page.click(`${await row('da-nang')} [data-action="return"]`);
    await page.fill('dialog[open] textarea[name="reason"]', reason);
    await page.click('dialog[open] [data-action="save"]');
    await until('Đà Nẵng reads why', () => ownPapers('da-nang'), ([first]) => first?.status === 'returned' && first.reason === reason);
    await day().conference.handIn('da-nang', item('da-nang'), title('da-nang'), await makePaper(paperOf('da-nang'), pages));
    expect((await ownPapers('da-nang')).map(({ status }) => status)).toEqual(['returned', 'submitted']);
  });

  test('the organiser lets three pass; the programme has them, and everybody may read them', async () => {
    for (const site of speakers) {
      const paper = await row(site);
      const page = day().page('office');
      await page.click(`${paper} [data-action="approve"]`);
      await until('let pass', () => dataOf(page, paper, 'data-status'), (status) => status === 'approved');
    }
    const { papers: approved, programme } = await day().conference.state();
    expect(approved.map((paper) => [paper.site, paper.item, paper.pages])).toEqual(speakers.map((site) => [site, item(site), pages]));
    for (const site of speakers) {
      const id = approved.find((paper) => paper.site === site)?.id;
      expect(programme.find((each) => each.id === item(site))?.paper).toBe(id);
      expect(await day().conference.readPaper(day().conference.token('hall'), id ?? '')).toBe(200);
    }
  });
}
