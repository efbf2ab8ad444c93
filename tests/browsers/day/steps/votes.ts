// Three votes: an open one by site, a secret one by delegate, and one by weight. Sites with a page press there, the others send what
// their pages would.
import { expect, test } from 'vitest';

import { type OpenPage, until } from '../../lib/browser.js';
import type { Motion } from '../lib/conference.js';
import { dataOf, type Day, has, textOf } from '../lib/day.js';
import { absent, delegates, sites, speakers } from '../lib/reference.js';

type Choice = 'yes' | 'no' | 'abstain';
interface Ballot {
  site: string;
  voter: string;
  choice: Choice;
}

const voting = sites.map(({ id }) => id).filter((site) => site !== absent);
const choiceOf = (index: number): Choice => (index % 5 === 4 ? 'no' : index % 7 === 6 ? 'abstain' : 'yes');
const bySite: Ballot[] = voting.map((site, index) => ({ site, voter: site, choice: choiceOf(index) }));
const byDelegate: Ballot[] = delegates
  .filter(({ site }) => site !== absent)
  .map(({ id, site }, index) => ({ site, voter: id, choice: choiceOf(index) }));
const weightOf = (voter: string): number => delegates.find(({ id }) => id === voter)?.weight ?? 1;
const tallyOf = (ballots: Ballot[], weight: (voter: string) => number): Record<Choice, number> => {
  const sum = (wanted: Choice): number => ballots.filter(({ choice }) => choice === wanted).reduce((all, { voter }) => all + weight(voter), 0);
  return { yes: sum('yes'), no: sum('no'), abstain: sum('abstain') };
};

export function votes(day: () => Day): void {
  const motion = async (number: number): Promise<Motion> => {
    const found = (await day().conference.state()).motions.find((each) => each.number === number);
    if (!found) throw new Error(`no motion ${number}`);
    return found;
  };

  const openVote = async (desk: OpenPage, title: string, method: string, electors: string): Promise<void> => {
    await desk.click('[data-action="vote"]');
    await desk.fill('dialog[open] [data-field="title"]', title);
    await desk.choose('dialog[open] [data-field="method"]', method);
    await desk.choose('dialog[open] [data-field="electors"]', electors);
    await desk.click('dialog[open] [data-action="open-vote"]');
    await until('the hall sees the vote', () => textOf(day().page('hall'), '[data-motion][data-phase="open"]'), (text) => text.includes(title));
  };

  // Each site its own; what a page took it says.
  const cast = async (number: number, ballots: Ballot[]): Promise<void> => {
    for (const { site, voter, choice } of ballots) {
      if (!speakers.some((speaker) => speaker === site)) {
        expect(await day().conference.asSite(site, { type: 'cast_ballot', motion: number, voter, choice })).toBe('done');
        continue;
      }
      const page = day().page(site);
      await page.click(`[data-voter="${voter}"] [data-choice="${choice}"]`);
      await until(`the ballot of ${voter}`, () => dataOf(page, `[data-voter="${voter}"]`, 'data-state'), (state) => state === 'received');
    }
  };

  const close = async (desk: OpenPage, number: number, count: number, tally: Record<Choice, number>): Promise<void> => {
    const hall = day().page('hall');
    await until('all ballots', () => dataOf(hall, '[data-cast]', 'data-cast'), (all) => all === String(count));
    await desk.click('[data-action="close-vote"]');
    for (const page of [hall, day().page('observer')]) {
      await until('the result', () => has(page, `[data-motion="${number}"][data-phase="closed"] [data-count]`), Boolean);
      for (const [choice, sum] of Object.entries(tally)) {
        expect([choice, await textOf(page, `[data-motion="${number}"] [data-count="${choice}"]`)]).toEqual([choice, String(sum)]);
      }
      expect(await textOf(page, `[data-motion="${number}"]`)).toContain('ĐƯỢC THÔNG QUA');
    }
    expect(await motion(number)).toMatchObject({ phase: 'closed', eligible: count, cast: count, tally, outcome: 'passed' });
  };

  test('an open vote by site: everybody there has one, and all may know who chose what', async () => {
    const chair = day().page('chair');
    await openVote(chair, 'Thông qua dự thảo nghị quyết', 'open', 'site');
    await cast(1, bySite);
    expect(await day().conference.asSite('hue', { type: 'cast_ballot', motion: 1, voter: 'hue', choice: 'no' })).toBe('already_voted');
    expect(await day().conference.asSite(absent, { type: 'cast_ballot', motion: 1, voter: absent, choice: 'no' })).toBe('not_elector');
    await close(chair, 1, bySite.length, tallyOf(bySite, () => 1));
    const said = (await motion(1)).ballots.map(({ voter, choice }) => `${voter} ${choice}`);
    expect(said.sort()).toEqual(bySite.map(({ voter, choice }) => `${voter} ${choice}`).sort());
  });

  test('a secret vote by delegate: the result, and nowhere who chose what', async () => {
    const chair = day().page('chair');
    await openVote(chair, 'Bầu tổ thư ký', 'secret', 'delegate');
    await cast(2, byDelegate);
    expect(await textOf(day().page('binh-phuoc'), '[data-voter="binh-phuoc-1"]')).not.toContain('Tán thành');
    await close(chair, 2, byDelegate.length, tallyOf(byDelegate, () => 1));
    expect((await motion(2)).ballots).toEqual([]);

    const tokens = ['chair', 'secretary', 'hall'].map((role) => day().conference.token(role));
    for (const token of [...tokens, day().conference.siteToken('hue')]) {
      const log = (await day().conference.log(day().page('office'), token)) as { event: { type: string; motion?: number; choice?: string; site?: string } }[];
      const cast = log.map(({ event }) => event).filter(({ type, motion: of }) => type === 'ballot_cast' && of === 2);
      expect(cast.filter(({ choice }) => choice !== undefined)).toEqual([]);
      if (token === day().conference.token('hall')) expect(cast).toEqual([]);
      if (token === day().conference.siteToken('hue')) expect(cast.filter(({ site }) => site !== 'hue')).toEqual([]);
      const { state, desk } = await day().snapshot(token);
      expect(state.motions.find(({ number }) => number === 2)?.ballots).toEqual([]);
      expect(desk?.ballots ?? []).toEqual([]);
    }
  });

  test('a weighted vote, opened by the secretary: heads of delegations count threefold', async () => {
    const secretary = await day().openRole('secretary');
    await secretary.click('[data-tab="votes"]');
    await openVote(secretary, 'Thông qua số liệu dự báo', 'weighted', 'delegate');
    expect(await textOf(day().page('can-tho'), '[data-voter="can-tho-1"]')).toContain('3');
    await cast(3, byDelegate);
    await close(secretary, 3, byDelegate.length, tallyOf(byDelegate, weightOf));
    expect((await motion(3)).ballots).toHaveLength(byDelegate.length);
    await day().close('secretary');
  });
}
