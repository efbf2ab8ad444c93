// Each console worked by the keyboard alone: what is asked of the server, where the focus is seen, and where it goes back to.
import { afterAll, describe, expect, test } from 'vitest';

import { Keys } from './lib/keys.js';
import { Stories } from './lib/stories.js';

const stories = await Stories.open();
const keys = new Keys(stories);
afterAll(() => stories.close());

const dialogOpen = (): Promise<boolean> => stories.page.evaluate(() => document.querySelector('dialog[open]') !== null);
const attribute = (selector: string, name: string): Promise<string | null> => stories.page.locator(selector).first().getAttribute(name);

// Both ways round: every stop is seen, nothing holds the focus, and nothing that can be pressed is left out.
describe('walks', () => {
  const walks: readonly (readonly [string, number, number])[] = [
    ['home', 1280, 720],
    ['refused-revoked', 1280, 720],
    ['login', 1280, 720],
    ['office', 1280, 720],
    ['setup-about', 1280, 720],
    ['setup-programme', 1280, 720],
    ['setup-sites', 390, 844],
    ['setup-delegates', 1280, 720],
    ['setup-papers', 1280, 720],
    ['setup-papers', 390, 844],
    ['setup-invitations', 1280, 720],
    ['setup-lines', 1280, 720],
    ['setup-robots', 820, 1180],
    ['office-directory', 1280, 720],
    ['office-directory', 390, 844],
    ['office-accounts', 1280, 720],
    ['green-invited', 1280, 720],
    ['room-cue', 1280, 720],
    ['room-on-air', 390, 844],
    ['room-vote', 1280, 720],
    ['room-vote', 390, 844],
    ['room-paper', 820, 1180],
    ['line-camera', 1280, 720],
    ['line-sign', 390, 844],
    ['chair-queue', 1280, 720],
    ['chair-queue', 390, 844],
    ['chair-deputy', 1280, 720],
    ['director-cue', 1920, 1080],
    ['director-150', 1280, 720],
    ['director-concluded', 1280, 720],
    ['secretary-vote', 1280, 720],
    ['secretary', 390, 844],
    ['observer', 1280, 720],
    ['hall', 1280, 720],
  ];
  test.each(walks)('%s at %i x %i', async (story, width, height) => {
    await stories.show(story, width, height);
    const there = await keys.walk();
    const back = await keys.walk('Shift+Tab');
    expect([...there, ...back].filter(({ fault }) => fault !== '')).toEqual([]);
    expect(there.length).toBeGreaterThan(0);
    expect(back.map(({ id }) => id).sort()).toEqual(there.map(({ id }) => id).sort());
    expect(await keys.missed()).toEqual([]);
  });
});

// A dialog opened by this button takes the focus, keeps it, and gives it back when it is left.
describe('dialogs', () => {
  const dialogs: readonly (readonly [string, string])[] = [
    ['chair-queue', '[data-action=invite]'],
    ['chair-queue', '[data-action=programme]'],
    ['chair-queue', '[data-action=vote]'],
    ['chair-queue', '[data-action=conclude]'],
    ['chair-vote', '[data-action=close-vote]'],
    ['secretary', '[data-action=call-again]'],
    ['room-waiting', '[data-action=register]'],
    ['office', '[data-action=create-conference]'],
    ['office', '[data-conference=giao-ban] [data-action=copy]'],
    ['office', '[data-conference=giao-ban] [data-action=rehearse]'],
    ['setup-programme', '[data-action=add-item]'],
    ['setup-programme', '[data-item=item-3] [data-action=edit]'],
    ['setup-sites', '[data-action=invite]'],
    ['setup-delegates', '[data-action=add-delegate]'],
    ['setup-papers', '[data-action=upload]'],
    ['setup-papers', '[data-paper=paper-1] [data-action=view]'],
    ['setup-papers', '[data-paper=paper-2] [data-action=return]'],
    ['setup-invitations', '[data-action=issue]'],
    ['setup-invitations', '[data-index="0"] [data-action=qr]'],
    ['setup-lines', '[data-cell=can-tho]'],
    ['office-directory', '[data-action=add]'],
    ['office-directory', '[data-action=import]'],
    ['office-accounts', '[data-action=add-account]'],
  ];
  test.each(dialogs)('%s %s', async (story, opener) => {
    await stories.show(story);
    await keys.use(opener);
    expect(await dialogOpen()).toBe(true);
    expect((await keys.stop()).id).not.toBe(0);
    const stops = await keys.walk();
    expect(stops.filter(({ fault }) => fault !== '')).toEqual([]);
    expect(await stories.page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await keys.press('Escape');
    expect(await dialogOpen()).toBe(false);
    expect(await keys.isOn(opener)).toBe(true);
    expect(await stories.acts()).toEqual([]);
  });

  // [story, to the row, what is pressed in the dialog]
  const rows: readonly (readonly [string, string, string | null])[] = [
    ['office-directory', '[data-index="0"]', null],
    ['office-directory', '[data-index="0"]', 'dialog button'],
    ['office-accounts', '[data-index="0"]', null],
    ['office-accounts', '[data-index="0"]', 'dialog button'],
    ['setup-sites', '[data-index="0"]', null],
    ['setup-sites', '[data-index="0"]', 'dialog [data-action=cancel]'],
    ['setup-sites', '[data-index="0"]', 'dialog [data-action=save]'],
    ['setup-delegates', '[data-index="0"]', null],
    ['setup-delegates', '[data-index="0"]', 'dialog [data-action=save]'],
    ['secretary', '[data-index="0"]', null],
  ];
  test.each(rows)('a row of %s %s gets the focus back after %s', async (story, row, pressed) => {
    await stories.show(story);
    await keys.tabTo(`.viewport ${row}:has([role=cell]), .rows ${row}`);
    if (story === 'secretary') await keys.press('ArrowDown');
    const { id } = await keys.stop();
    await keys.press('Enter');
    expect(await dialogOpen()).toBe(true);
    if (pressed) await keys.use(pressed);
    else await keys.press('Escape');
    expect(await dialogOpen()).toBe(false);
    expect((await keys.stop()).id).toBe(id);
  });
});

// What asks once more has the focus on the answer that changes nothing.
test.each(['office-directory', 'office-accounts'])('%s asks before it removes', async (story) => {
  await stories.show(story);
  await keys.tabTo('[data-index="0"]:has([role=cell])');
  await keys.press('Enter');
  await keys.use('[data-action=remove]');
  expect(await keys.isOn('dialog .answers button:first-child')).toBe(true);
  await keys.press('Escape');
  expect(await dialogOpen()).toBe(false);
  expect(await keys.isOn('[data-index="0"]')).toBe(true);
  expect(await stories.acts()).toEqual([]);
});

describe('the chair', () => {
  const verbs: readonly (readonly [string, string, object])[] = [
    ['next', 'Enter', { type: 'next' }],
    ['take-back-floor', 'Space', { type: 'take_back_floor' }],
    ['pause', 'Enter', { type: 'pause' }],
    ['cue', 'Space', { type: 'cue', site: 'lao-cai' }],
    ['extend', 'Enter', { type: 'extend_turn', minutes: 1 }],
    ['scene', 'Enter', { type: 'take_scene' }],
    ['down', 'Enter', { type: 'reorder_queue' }],
    ['give-request', 'Enter', { type: 'give_floor', site: 'lao-cai', request: 1 }],
  ];
  test.each(verbs)('%s', async (action, key, command) => {
    await stories.show('chair-queue');
    await keys.use(`[data-action=${action}]:not([aria-pressed=true])`, key);
    expect(await stories.acts()).toEqual([expect.objectContaining(command)]);
  });

  test('gives the floor to a site of the list, and is back at the verb', async () => {
    await stories.show('chair-queue');
    await keys.use('[data-action=invite]');
    await keys.use('[data-action=give-floor][data-site=can-tho]');
    expect(await stories.acts()).toEqual([{ type: 'give_floor', site: 'can-tho' }]);
    expect(await keys.isOn('[data-action=invite]')).toBe(true);
  });

  test('finds a site among many by its name', async () => {
    await stories.show('chair-150');
    await keys.use('[data-action=invite]');
    await keys.tabTo('dialog input[type=search]');
    await keys.type('xa 141');
    await keys.use('[data-action=give-floor]');
    expect(await stories.acts()).toEqual([{ type: 'give_floor', site: 'site-141' }]);
  });

  test('starts an item, opens a vote, concludes, and takes back', async () => {
    await stories.show('chair-queue');
    await keys.use('[data-action=programme]');
    await keys.use('[data-start=item-4]');
    expect(await stories.acts()).toEqual([{ type: 'start_item', item: 'item-4' }]);

    await keys.use('[data-action=vote]');
    await keys.tabTo('[data-field=title]');
    await keys.type('Thong qua Nghi quyet');
    await keys.tabTo('[data-field=method]');
    await keys.press('ArrowDown');
    await keys.use('[data-action=open-vote]');
    expect(await stories.acts()).toEqual([
      expect.objectContaining({ type: 'open_vote', title: 'Thong qua Nghi quyet', method: 'secret' }),
    ]);
    expect(await keys.isOn('[data-action=vote]')).toBe(true);

    await keys.use('[data-action=conclude]');
    expect(await keys.isOn('[data-action=conclude-cancel]')).toBe(true);
    await keys.use('[data-action=conclude-confirm]');
    expect(await stories.acts()).toEqual([{ type: 'conclude' }]);

    await stories.show('chair-done');
    await keys.use('[data-action=undo]');
    expect(await stories.acts()).toEqual([{ type: 'undo' }]);
  });

  test('closes a vote', async () => {
    await stories.show('chair-vote');
    await keys.use('[data-action=close-vote]');
    await keys.use('[data-action=close-vote-confirm]');
    expect(await stories.acts()).toEqual([{ type: 'close_vote', motion: 2 }]);
  });
});

describe('the director', () => {
  test('digits choose, arrows walk, Enter takes', async () => {
    await stories.show('director-cue', 1920, 1080);
    const third = await attribute('[data-monitor="3"]', 'data-site');
    await keys.press('3');
    expect(await stories.acts()).toEqual([expect.objectContaining({ type: 'set_preview', main: third })]);
    const shown = Number(await attribute('.monitor.preview', 'data-monitor'));
    await keys.press('ArrowLeft');
    expect(await stories.acts()).toEqual([
      expect.objectContaining({ type: 'set_preview', main: await attribute(`[data-monitor="${shown - 1}"]`, 'data-site') }),
    ]);
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'take' }]);
  });

  test('no key of one letter does anything once they are switched off', async () => {
    await stories.show('director-cue', 1920, 1080);
    await keys.use('[data-action=shortcuts]');
    await keys.press('Shift+Tab', '3', 'ArrowLeft');
    expect(await stories.acts()).toEqual([]);
  });

  const acts: readonly (readonly [string, string, object])[] = [
    ['[data-action=take]', 'Enter', { type: 'take' }],
    ['[data-scene=grid]', 'Space', { type: 'set_preview', kind: 'grid' }],
    ['[data-action=preview][data-site=lao-cai]', 'Enter', { type: 'set_preview', main: 'lao-cai' }],
    ['[data-action=take-scene][data-site=lao-cai]', 'Enter', { type: 'take_scene', main: 'lao-cai' }],
    ['[data-action=cue][data-site=lao-cai]', 'Space', { type: 'cue', site: 'lao-cai' }],
    ['[data-action=mute-site][data-site=lao-cai]', 'Enter', { type: 'mute_site', site: 'lao-cai', muted: true }],
    ['[data-action=cue-off]', 'Enter', { type: 'cue' }],
    ['[data-action=hide-strap]', 'Enter', { type: 'hide_strap' }],
  ];
  test.each(acts)('%s', async (button, key, command) => {
    await stories.show('director-cue', 1920, 1080);
    await keys.use(button, key);
    expect(await stories.acts()).toEqual([expect.objectContaining(command)]);
  });

  test('speaks to the cued site as long as the key is held', async () => {
    await stories.show('director-cue', 1920, 1080);
    await keys.tabTo('[data-action=talk]');
    await stories.page.keyboard.down('Space');
    expect(await stories.acts()).toEqual([{ type: 'talk', held: true }]);
    await stories.page.keyboard.up('Space');
    expect(await stories.acts()).toEqual([{ type: 'talk', held: false }]);
  });

  test('writes a strap and a message', async () => {
    await stories.show('director-cue', 1920, 1080);
    await keys.tabTo('[data-field=strap-title]');
    await keys.type('Lao Cai');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'show_strap', title: 'Lao Cai', subtitle: '' }]);
    await keys.tabTo('[data-field=message]');
    await keys.type('Xin chinh may quay');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'send_message', to: 'all', text: 'Xin chinh may quay' }]);
  });
});

describe('the secretary', () => {
  test('marks a row by its letter, and corrects it in the dialog', async () => {
    await stories.show('secretary');
    await keys.tabTo('.rows [data-index]');
    await keys.press('ArrowDown', 'o');
    const site = await stories.page.evaluate(() => document.activeElement?.querySelector('[data-roll-row]')?.getAttribute('data-roll-row'));
    expect(await stories.acts()).toEqual([expect.objectContaining({ type: 'confirm_presence', site, roll: 'online' })]);
    await keys.press('Enter');
    await keys.tabTo('dialog [name=roll]');
    await keys.press('ArrowDown');
    const roll = await stories.page.evaluate(() => (document.activeElement as HTMLInputElement).value);
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([expect.objectContaining({ type: 'confirm_presence', site, roll })]);
    expect(await dialogOpen()).toBe(false);
  });

  test('takes a note, answers a question, sends a message, opens a vote', async () => {
    await stories.show('secretary');
    await keys.tabTo('[data-field=take-note]');
    await keys.type('Khai mac');
    await keys.press('Control+Enter');
    expect(await stories.acts()).toEqual([expect.objectContaining({ type: 'take_note', text: 'Khai mac' })]);

    await keys.tabTo('[role=tab]', 'Shift+Tab');
    await keys.press('ArrowRight', 'ArrowRight');
    expect(await keys.isOn('[data-tab=questions][aria-selected=true]')).toBe(true);
    await keys.use('[data-action=begin-answer]');
    await keys.tabTo('[data-field=answer-question]');
    await keys.type('Theo nam');
    await keys.use('[data-action=answer-question]');
    expect(await stories.acts()).toEqual([{ type: 'answer_question', number: 1, answer: 'Theo nam' }]);

    await keys.tabTo('[role=tab]', 'Shift+Tab');
    await keys.press('End');
    await keys.tabTo('[data-field=send-message]');
    await keys.type('Gui bao cao');
    await keys.use('[data-action=send-message]');
    expect(await stories.acts()).toEqual([{ type: 'send_message', to: 'all', text: 'Gui bao cao' }]);
  });
});

describe('the site', () => {
  const acts: readonly (readonly [string, string, string, object])[] = [
    ['room-waiting', '[data-action=raise-hand]', 'Enter', { type: 'request_floor', kind: 'hand' }],
    ['room-waiting', '[data-action=microphone]', 'Space', { type: 'microphone', open: false }],
    ['room-waiting', '[data-action=camera]', 'Enter', { type: 'inputs', cameraOn: false }],
    ['room-queued', '[data-action=withdraw]', 'Enter', { type: 'withdraw_request' }],
    ['room-vote', '[data-voter=d-0] [data-choice=yes]', 'Enter', { type: 'cast_ballot', voter: 'd-0', choice: 'yes' }],
    ['room-paper', '[data-action=page-after]', 'Enter', { type: 'turn_page', page: 5 }],
    ['room-silent', '[data-action=consent-yes]', 'Enter', { type: 'give_consent', given: true }],
    ['green', '[data-action=join]', 'Enter', { type: 'join' }],
    ['green-invited', '[data-action=accept]', 'Enter', { type: 'answer_invitation', reply: 'accepted' }],
    ['line-camera', '[data-action=works]', 'Enter', { type: 'answered', device: 'camera', works: true }],
    ['line-speaker', '[data-action=play-back]', 'Enter', { type: 'play_back' }],
    ['line-passed', '[data-action=next]', 'Enter', { type: 'next' }],
  ];
  test.each(acts)('%s %s', async (story, button, key, act) => {
    await stories.show(story);
    await stories.acts();
    await keys.use(button, key);
    expect(await stories.acts()).toEqual([expect.objectContaining(act)]);
  });

  test('turns the pages of its paper', async () => {
    await stories.show('room-paper');
    await keys.press('PageDown', 'PageUp');
    expect(await stories.acts()).toEqual([{ type: 'turn_page', page: 5 }, { type: 'turn_page', page: 3 }]);
  });

  test('registers with a topic, writes to the desk, signs its line test', async () => {
    await stories.show('room-waiting');
    await keys.use('[data-action=register]');
    await keys.type('Chuyen doi so');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([expect.objectContaining({ type: 'request_floor', kind: 'registered', topic: 'Chuyen doi so' })]);
    expect(await keys.isOn('[data-action=register]')).toBe(true);
    await keys.use('[data-action=messages]');
    await keys.tabTo('[data-field=message]');
    await keys.type('Nghe nho');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'send_message', to: 'desk', text: 'Nghe nho' }]);
    await stories.show('line-sign');
    await stories.acts();
    await keys.tabTo('[data-field=signer]');
    await keys.type('Nguyen Thi Lan');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'sign_line_test', site: 'can-tho', name: 'Nguyen Thi Lan' }]);
  });
});

describe('the office', () => {
  test('is entered', async () => {
    await stories.show('login');
    await keys.tabTo('[name=name]');
    await keys.type('lan.nguyen');
    await keys.press('Tab');
    await keys.type('mat khau rat dai');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'call', method: 'POST', path: '/login' }]);
  });

  test('changes an entry of the directory, and adds one', async () => {
    await stories.show('office-directory');
    await keys.tabTo('[data-index="0"]:has([role=cell])');
    await keys.press('ArrowDown', 'Enter');
    await keys.tabTo('dialog [name=phone]');
    await keys.type('0');
    await keys.press('Enter');
    expect(await stories.acts()).toEqual([{ type: 'call', method: 'PUT', path: '/directory/sites/site-1' }]);
    expect(await dialogOpen()).toBe(false);
    await keys.use('[data-action=add]', 'Space');
    expect(await dialogOpen()).toBe(true);
  });

  test('chooses a unit, and the delegates', async () => {
    await stories.show('office-directory');
    await keys.tabTo('.viewport [data-index]');
    await keys.press('ArrowDown');
    await keys.use('[data-unit=unit-1]');
    expect(await attribute('[data-unit=unit-1]', 'aria-pressed')).toBe('true');
    await keys.tabTo('[role=tab]');
    await keys.press('ArrowRight');
    expect(await attribute('.directory', 'data-kind')).toBe('delegates');
  });

  test('gives an account another role', async () => {
    await stories.show('office-accounts');
    await keys.tabTo('[data-index="0"]');
    await keys.press('Enter');
    await keys.tabTo('dialog [name=role]');
    await keys.press('ArrowDown');
    await keys.use('[data-action=save]');
    expect(await stories.acts()).toEqual([{ type: 'call', method: 'PATCH', path: '/accounts/hoa.le' }]);
  });
});
