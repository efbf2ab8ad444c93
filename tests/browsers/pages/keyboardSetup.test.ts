// A conference set up by the keyboard alone: every act of the organiser's pages is reached, done, and gives the focus back.
import { afterAll, describe, expect, test } from 'vitest';

import { Keys } from './lib/keys.js';
import { Stories } from './lib/stories.js';

const stories = await Stories.open();
const keys = new Keys(stories);
afterAll(() => stories.close());

const dialogOpen = (): Promise<boolean> => stories.page.evaluate(() => document.querySelector('dialog[open]') !== null);
const order = (): Promise<string[]> =>
  stories.page.locator('[data-item]').evaluateAll((items) => items.map((item) => item.getAttribute('data-item') ?? ''));

// In the place of what stands there.
async function write(field: string, text: string): Promise<void> {
  await keys.tabTo(field);
  await keys.press('Control+a');
  await keys.type(text);
}

// While somebody listens, no dialog of the system comes.
stories.page.on('filechooser', () => undefined);

// The file that is chosen by the dialog of the system, which a test cannot show.
async function chooseFile(field: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await keys.tabTo(field);
  const [chooser] = await Promise.all([stories.page.waitForEvent('filechooser'), keys.press('Enter')]);
  await chooser.setFiles(file);
}

describe('the conferences', () => {
  test('one is made anew, with a site of the directory and one that is only written', async () => {
    await stories.show('office');
    await keys.use('[data-action=create-conference]');
    await write('dialog [name=title]', 'Hoi nghi moi');
    await write('[data-field=site-search]', 'ca');
    await stories.page.locator('[data-action=pick]').first().waitFor();
    await keys.press('Enter');
    expect(await keys.isOn('[data-field=site-search]')).toBe(true);
    await write('[data-field=site-search]', 'Xa Tam Thanh');
    await keys.use('[data-action=pick-typed]');
    // The button is gone; one goes on in the same part of the dialog.
    expect(await keys.isOn('dialog [data-field=site-search]')).toBe(true);
    expect(await stories.page.locator('[data-chosen]').count()).toBe(2);
    await keys.tabTo('dialog [name=title]', 'Shift+Tab');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([
      expect.objectContaining({ type: 'create_conference', title: 'Hoi nghi moi', sites: [expect.objectContaining({ id: 'site-0' }), expect.objectContaining({ name: 'Xa Tam Thanh' })] }),
      expect.objectContaining({ type: 'made' }),
    ]);
  });

  test('a site that was taken is dropped again', async () => {
    await stories.show('office');
    await keys.use('[data-action=create-conference]');
    await write('[data-field=site-search]', 'ca');
    await stories.page.locator('[data-action=pick]').first().waitFor();
    await keys.use('[data-action=pick]');
    expect(await keys.isOn('dialog [data-action=pick]')).toBe(true);
    await keys.use('[data-chosen] [data-action=drop]');
    expect(await stories.page.locator('[data-chosen]').count()).toBe(0);
    expect(await keys.isOn('dialog *')).toBe(true);
  });

  const copies: readonly (readonly [string, object])[] = [
    ['copy', { copy_of: 'giao-ban' }],
    ['rehearse', { copy_of: 'giao-ban', rehearsal: true }],
  ];
  test.each(copies)('%s', async (button, request) => {
    await stories.show('office');
    await keys.use(`[data-conference=giao-ban] [data-action=${button}]`);
    await keys.tabTo('dialog [name=starts_at]');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([expect.objectContaining({ type: 'create_conference', ...request }), expect.objectContaining({ type: 'made' })]);
  });
});

describe('about', () => {
  test('Enter saves, in a text as in a number, and only what was changed', async () => {
    await stories.show('setup-about');
    await write('[name=title]', 'Hoi nghi tong ket');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'edit_conference', title: 'Hoi nghi tong ket' }]);
    await write('[name=quorum_percent]', '60');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'edit_conference', quorum_percent: 60 }]);
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([]);
  });

  test('the kind, the mode and the time are chosen; the buttons keep the focus', async () => {
    await stories.show('setup-about');
    await keys.tabTo('[name=mode]');
    await keys.press('ArrowDown');
    await keys.tabTo('[name=starts_at]');
    await keys.press('ArrowUp');
    await keys.use('[data-action=save]');
    expect(await stories.acts()).toEqual([{ type: 'edit_conference', mode: expect.any(String) as string, starts_at: expect.any(String) as string }]);
    expect(await keys.isOn('[data-action=save]')).toBe(true);
    await keys.tabTo('[name=topic]', 'Shift+Tab');
    await keys.type('x');
    await keys.use('[data-action=cancel]');
    expect(await keys.isOn('[data-action=cancel]')).toBe(true);
    expect(await stories.acts()).toEqual([]);
  });

  test('what is missing leads to where it is put right', async () => {
    await stories.show('setup-about');
    await keys.use('[data-todo=replies]');
    expect(await keys.isOn('[data-tab=sites][aria-selected=true]')).toBe(true);
  });
});

describe('the programme', () => {
  test('an item is added', async () => {
    await stories.show('setup-programme');
    await keys.use('[data-action=add-item]');
    expect(await keys.isOn('dialog [name=title]')).toBe(true);
    await keys.type('Trao tang ky niem chuong');
    await keys.tabTo('[name=kind]');
    await keys.press('ArrowDown');
    await write('[name=minutes]', '15');
    await keys.tabTo('[name=site]');
    await keys.press('ArrowDown');
    await write('[name=speaker]', 'Ban to chuc');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([
      { type: 'put_item', item: expect.objectContaining({ title: 'Trao tang ky niem chuong', minutes: 15, speaker: 'Ban to chuc', site: expect.any(String) as string }) as object },
    ]);
    expect(await keys.isOn('[data-action=add-item]')).toBe(true);
  });

  test('an item is changed, and what is wrong has the focus', async () => {
    await stories.show('setup-programme');
    await keys.use('[data-item=item-3] [data-action=edit]');
    await write('[name=minutes]', '9999');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([]);
    expect(await keys.isOn('[name=minutes]')).toBe(true);
    await keys.press('Control+a');
    await keys.type('20');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'put_item', item: expect.objectContaining({ id: 'item-3', minutes: 20 }) as object }]);
    expect(await keys.isOn('[data-item=item-3] [data-action=edit]')).toBe(true);
  });

  const moves: readonly (readonly [string, string, string, string])[] = [
    ['Alt+ArrowDown', 'edit', 'Alt+ArrowDown', 'item-5'],
    ['Alt+ArrowUp', 'edit', 'Alt+ArrowUp', 'item-2'],
    ['the button down', 'down', 'Enter', 'item-5'],
    ['the button up', 'up', 'Space', 'item-2'],
  ];
  test.each(moves)('%s moves an item, and the focus goes with it', async (_title, on, key, before) => {
    await stories.show('setup-programme');
    await keys.tabTo(`[data-item=item-3] [data-action=${on}]`);
    await keys.press(key);
    expect(await stories.acts()).toEqual([{ type: 'move_item', item: 'item-3', before }]);
    const wanted = ['item-1', 'item-2', 'item-4', 'item-5', 'item-6', 'item-7'];
    wanted.splice(wanted.indexOf(before), 0, 'item-3');
    await stories.hear({ programme: { upserted: [], removed: [], order: wanted } });
    expect(await order()).toEqual(wanted);
    expect(await keys.isOn(`[data-item=item-3] [data-action=${on}]`)).toBe(true);
  });

  test('an item is removed after a question, and one goes on in the list', async () => {
    await stories.show('setup-programme');
    await keys.use('[data-item=item-6] [data-action=edit]');
    await keys.use('[data-action=remove]');
    expect(await keys.isOn('[data-action=keep]')).toBe(true);
    await keys.press('Enter');
    expect(await keys.isOn('[data-action=remove]')).toBe(true);
    await keys.press('Enter');
    await keys.use('[data-action=remove-sure]');
    expect(await stories.acts()).toEqual([{ type: 'remove_item', item: 'item-6' }]);
    expect(await dialogOpen()).toBe(false);
    expect(await keys.isOn('[data-item=item-6] [data-action=edit]')).toBe(true);
    await stories.hear({ programme: { upserted: [], removed: ['item-6'] } });
    expect(await keys.isOn('ol [data-action]')).toBe(true);
  });
});

describe('the sites', () => {
  test('are found by what is written, and chosen by reply', async () => {
    await stories.show('setup-sites');
    await keys.tabTo('[data-field=search]');
    await keys.type('can tho');
    expect(await stories.page.locator('[data-site]').count()).toBe(1);
    await keys.tabTo('[data-field=filter]');
    await keys.press('ArrowDown');
    expect(await stories.acts()).toEqual([]);
  });

  test('are invited', async () => {
    await stories.show('setup-sites');
    await keys.use('[data-action=invite]');
    await keys.type('ca');
    await stories.page.locator('[data-action=pick]').first().waitFor();
    await keys.press('Enter');
    await keys.use('dialog [data-action=save]');
    expect(await stories.acts()).toEqual([{ type: 'put_site', site: expect.objectContaining({ id: 'site-0' }) as object }]);
    expect(await keys.isOn('[data-action=invite]')).toBe(true);
  });

  test('are changed, and withdrawn after a question', async () => {
    await stories.show('setup-sites');
    await keys.tabTo('.viewport [data-index]');
    await keys.press('ArrowDown', 'Enter');
    await write('dialog [name=phone]', '0987 654 321');
    await keys.press('Enter');
    const [put] = await stories.acts();
    expect(put).toEqual({ type: 'put_site', site: expect.objectContaining({ phone: '0987 654 321' }) as object });
    expect(await keys.isOn('[data-index="1"]')).toBe(true);
    await keys.press('Enter');
    await keys.use('[data-action=remove]');
    await keys.use('[data-action=remove-sure]');
    const site = (put?.['site'] as { id: string }).id;
    expect(await stories.acts()).toEqual([{ type: 'remove_site', site }]);
    expect(await keys.isOn('[data-index="1"]')).toBe(true);
    await stories.hear({ sites: { upserted: [], removed: [site] } });
    expect(await keys.isOn('[data-index]')).toBe(true);
  });

  test('are sorted', async () => {
    await stories.show('setup-sites');
    await keys.use('[data-action=sort][data-column=reply]');
    expect(await stories.page.locator('[aria-sort=ascending]').count()).toBe(1);
  });
});

describe('the delegates', () => {
  test('one is added', async () => {
    await stories.show('setup-delegates');
    await keys.use('[data-action=add-delegate]');
    await keys.type('Tran Thi Hoa');
    await write('[name=post]', 'Giam doc So');
    await keys.tabTo('[name=site]');
    await keys.press('ArrowDown');
    await write('[name=weight]', '2');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([
      { type: 'put_delegate', delegate: expect.objectContaining({ name: 'Tran Thi Hoa', post: 'Giam doc So', weight: 2 }) as object },
    ]);
    expect(await keys.isOn('[data-action=add-delegate]')).toBe(true);
  });

  test('one is removed after a question', async () => {
    await stories.show('setup-delegates');
    await keys.tabTo('.viewport [data-index]');
    await keys.press('End', 'Enter');
    await keys.use('[data-action=remove]');
    await keys.use('[data-action=remove-sure]');
    const [removed] = await stories.acts();
    expect(removed).toEqual({ type: 'remove_delegate', delegate: expect.any(String) as string });
    await stories.hear({}, { delegates: { upserted: [], removed: [removed?.['delegate']] } });
    expect(await keys.isOn('[data-index="2"]')).toBe(true);
  });
});

describe('the papers', () => {
  test('one is looked at page by page', async () => {
    await stories.show('setup-papers');
    await keys.use('[data-paper=paper-1] [data-action=view]');
    await keys.press('PageDown', 'ArrowRight', 'PageUp');
    expect(await stories.page.locator('[data-page-shown]').getAttribute('data-page-shown')).toBe('2');
    await keys.use('dialog [data-action=close]');
    expect(await keys.isOn('[data-paper=paper-1] [data-action=view]')).toBe(true);
  });

  test('one is let pass, which takes the button away', async () => {
    await stories.show('setup-papers');
    await keys.use('[data-paper=paper-2] [data-action=approve]');
    expect(await stories.acts()).toEqual([{ type: 'approve_paper', paper: 'paper-2' }]);
    const paper = { id: 'paper-2', title: 'Tham luan: Can Tho', site: 'can-tho', item: 'item-4', pages: 9, status: 'approved', at: '2021-10-27T01:00:00Z' };
    await stories.hear({}, { papers: { upserted: [paper], removed: [] } });
    expect(await stories.page.locator('[data-paper=paper-2] [data-action=approve]').count()).toBe(0);
    expect(await keys.isOn('[data-paper=paper-2] [data-action]')).toBe(true);
  });

  test('one is returned with a reason', async () => {
    await stories.show('setup-papers');
    await keys.use('[data-paper=paper-2] [data-action=return]');
    await keys.type('De nghi rut ngan');
    await keys.press('Enter');
    await keys.type('con 10 trang');
    expect(await stories.acts()).toEqual([]);
    await keys.press('Control+Enter');
    expect(await stories.acts()).toEqual([{ type: 'return_paper', paper: 'paper-2', reason: 'De nghi rut ngan\ncon 10 trang' }]);
    expect(await keys.isOn('[data-paper=paper-2] [data-action=return]')).toBe(true);
  });

  test('one is handed in', async () => {
    await stories.show('setup-papers');
    await keys.use('[data-action=upload]');
    await keys.tabTo('dialog [name=title]');
    await chooseFile('dialog [name=file]', { name: 'bao-cao.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await write('dialog [name=title]', 'Bao cao de dan');
    await keys.tabTo('dialog [name=item]');
    await keys.press('ArrowDown');
    await keys.tabTo('dialog [name=title]', 'Shift+Tab');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([expect.objectContaining({ type: 'upload_paper', title: 'Bao cao de dan', item: 'item-1' })]);
    expect(await keys.isOn('[data-action=upload]')).toBe(true);
  });
});

describe('the invitations', () => {
  test('one stop leads into the list; what is in a row is reached from there', async () => {
    await stories.show('setup-invitations-1000');
    const stops = await keys.walk();
    expect(stops.length).toBeLessThan(25);
    await stories.show('setup-invitations');
    await keys.tabTo('.viewport [data-index]');
    await keys.press('ArrowDown', 'ArrowDown');
    await keys.use('[data-index="2"] [data-action=qr]');
    expect(await dialogOpen()).toBe(true);
    await keys.press('Escape');
    expect(await keys.isOn('[data-index="2"] [data-action=qr]')).toBe(true);
    await keys.tabTo('[data-index="2"] [data-action=copy-link]', 'Shift+Tab');
    await keys.press('Enter');
    await expect.poll(() => stories.page.locator('[data-said]').textContent()).not.toBe('');
  });

  test('a link is revoked after a question', async () => {
    await stories.show('setup-invitations');
    await keys.tabTo('.viewport [data-index]');
    await keys.press('ArrowDown');
    await keys.use('[data-index="1"] [data-action=revoke]');
    expect(await keys.isOn('[data-action=keep]')).toBe(true);
    await keys.use('[data-action=revoke-sure]');
    expect(await stories.acts()).toEqual([{ type: 'revoke_link', link: expect.any(String) as string }]);
    expect(await keys.isOn('[data-index="1"] [data-action=revoke]')).toBe(true);
  });

  test('a link is made, and those that are missing', async () => {
    await stories.show('setup-invitations');
    await keys.use('[data-action=issue]');
    await keys.type('Điểm cầu');
    await keys.tabTo('dialog [name=site]');
    await keys.press('ArrowDown');
    await keys.tabTo('dialog [name=name]');
    await keys.type('Pho chu tri');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([expect.objectContaining({ type: 'issue_link', name: 'Pho chu tri' })]);
    expect(await keys.isOn('[data-action=issue]')).toBe(true);
    await keys.use('[data-action=issue-missing]');
    expect(await stories.acts()).toEqual([expect.objectContaining({ type: 'issue_link', site: 'dak-lak' })]);
  });

  test('revoked ones are shown, and what is shown is printed', async () => {
    await stories.show('setup-invitations');
    const before = await stories.page.locator('[data-invitation]').count();
    await keys.use('[data-field=revoked]', 'Space');
    expect(await stories.page.locator('[data-invitation]').count()).toBe(before + 1);
    await stories.page.evaluate(() => Object.assign(globalThis, { printed: 0, print: () => Object.assign(globalThis, { printed: 1 }) }));
    await keys.tabTo('[data-action=print]', 'Shift+Tab');
    await keys.press('Enter');
    expect(await stories.page.evaluate(() => (globalThis as unknown as { printed: number }).printed)).toBe(1);
    expect(await keys.isOn('[data-action=print]')).toBe(true);
  });
});

describe('the lines', () => {
  test('a site is called for another test', async () => {
    await stories.show('setup-lines');
    await keys.use('[data-cell=can-tho]');
    await keys.use('[data-action=retest]');
    expect(await stories.acts()).toEqual([{ type: 'call_retest', site: 'can-tho' }]);
    expect(await keys.isOn('[data-cell=can-tho]')).toBe(true);
  });

  test('only those are shown that one has to call', async () => {
    await stories.show('setup-lines');
    await keys.tabTo('[data-field=filter]');
    await keys.press('ArrowDown');
    expect(await stories.page.locator('[data-verdict=passed]').count()).toBe(0);
  });
});

test('simulated sites are chosen, started and stopped', async () => {
  await stories.show('setup-robots');
  await keys.use('[data-robot=can-tho]', 'Space');
  await keys.tabTo('[data-action=start-robots]', 'Shift+Tab');
  await keys.press('Enter');
  await keys.use('[data-action=stop-robots]');
  const [started, stopped] = await stories.acts();
  expect(started?.['sites']).toContain('lao-cai');
  expect(started?.['sites']).not.toContain('can-tho');
  expect(stopped).toEqual({ type: 'run_robots', sites: [] });
});

test('the tabs are walked by arrows', async () => {
  await stories.show('setup-about');
  await keys.tabTo('[role=tab]');
  await keys.press('ArrowRight', 'ArrowRight', 'End', 'Home');
  expect(await keys.isOn('[data-tab=about][aria-selected=true]')).toBe(true);
});

describe('the directory', () => {
  test('an entry is removed after a question', async () => {
    await stories.show('office-directory');
    await keys.tabTo('[data-index="0"]:has([role=cell])');
    await keys.press('ArrowDown', 'Enter');
    await keys.use('[data-action=remove]');
    await keys.press('Enter');
    expect(await keys.isOn('[data-action=remove]')).toBe(true);
    await keys.press('Enter');
    await keys.use('[data-action=remove-sure]');
    expect(await stories.acts()).toEqual([{ type: 'call', method: 'DELETE', path: '/directory/sites/site-1' }]);
    expect(await dialogOpen()).toBe(false);
    expect(await keys.isOn('[data-index="1"]')).toBe(true);
  });

  test('a unit is opened and closed', async () => {
    await stories.show('office-directory');
    await keys.tabTo('.viewport [data-index]');
    await keys.use('[aria-expanded]');
    expect(await keys.isOn('[aria-expanded=false]')).toBe(true);
    await keys.press('Enter');
    expect(await keys.isOn('[aria-expanded=true]')).toBe(true);
  });

  test('a table is looked at before it is read in', async () => {
    await stories.show('office-directory');
    await keys.use('[data-action=import]');
    await chooseFile('dialog [type=file]', { name: 'diem-cau.csv', mimeType: 'text/csv', buffer: Buffer.from('id,name\n') });
    await stories.page.locator('[data-row]').first().waitFor();
    expect((await stories.acts()).map(({ method }) => method)).toEqual(['POST']);
    // What is wrong in it can be read to its end, and is not written.
    await keys.tabTo('dialog [role=region]');
    await keys.press('ArrowRight');
    await keys.press('Escape');
    expect(await keys.isOn('[data-action=import]')).toBe(true);
  });
});

describe('the accounts', () => {
  test('one is added', async () => {
    await stories.show('office-accounts');
    await keys.use('[data-action=add-account]');
    await keys.type('thu-pham');
    await keys.tabTo('dialog [name=password]');
    await keys.type('mat khau rat dai');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'call', method: 'POST', path: '/accounts' }]);
    expect(await keys.isOn('[data-action=add-account]')).toBe(true);
  });

  test('one is removed after a question', async () => {
    await stories.show('office-accounts');
    await keys.tabTo('[data-index="0"]');
    await keys.press('Enter');
    await keys.use('[data-action=remove]');
    await keys.use('[data-action=remove-account]');
    expect(await stories.acts()).toEqual([{ type: 'call', method: 'DELETE', path: '/accounts/hoa.le' }]);
    expect(await dialogOpen()).toBe(false);
    expect(await keys.isOn('[data-index="0"]')).toBe(true);
  });
});
