// Vietnamese written with Telex (tones are r s f x j, marks are doubled letters and w) in every field of every console and of the
// organiser's pages: what is written stands there as it was meant, and no shortcut, no Enter of the input method asks for anything.
import type { CDPSession } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';

import { Stories } from './lib/stories.js';

// [story, what is pressed until the fields are there, how many there are]
const fieldsOf: readonly (readonly [string, readonly string[], number])[] = [
  ['chair-150', ['[data-action=invite]'], 1],
  ['chair-queue', ['[data-action=vote]'], 2],
  ['director-cue', [], 4],
  ['secretary', [], 2],
  ['secretary', ['[data-action=correct]'], 3],
  ['secretary', ['[data-tab=questions]', '[data-action=begin-answer]'], 2],
  ['secretary', ['[data-tab=messages]'], 2],
  ['secretary', ['[data-action=edit-roll]', 'dialog [value=absent]'], 1],
  ['room-paper', ['[data-action=messages]'], 1],
  ['room-waiting', ['[data-action=register]'], 1],
  ['green-invited', [], 1],
  ['line-sign', [], 1],
  ['login', [], 1],
  ['office-directory', [], 1],
  ['office-directory', ['[data-action=add]'], 9],
  ['office-directory', ['[data-tab=delegates]', '[data-action=add]'], 6],
  ['office-accounts', ['[data-action=add-account]'], 1],
  ['office', ['[data-action=create-conference]'], 3],
  ['office', ['[data-action=copy]'], 1],
  ['setup-about', [], 2],
  ['setup-programme', ['[data-action=add-item]'], 2],
  ['setup-programme', ['[data-item=item-3] [data-action=edit]'], 2],
  ['setup-sites', [], 1],
  ['setup-sites', ['[data-index="1"] [role=cell]'], 5],
  ['setup-sites', ['[data-action=invite]'], 1],
  ['setup-delegates', [], 1],
  ['setup-delegates', ['[data-action=add-delegate]'], 2],
  ['setup-papers', ['[data-action=upload]'], 1],
  ['setup-papers', ['[data-action=return]'], 1],
  ['setup-invitations', [], 1],
  ['setup-invitations', ['[data-action=issue]'], 1],
  ['setup-lines', [], 1],
];

// Every key that is a shortcut somewhere, and every one that Telex turns into something else.
const plain = 'ddieemr caauf tov i m rsfxjwz 1234567890';
// What an input method shows while «điểm cầu» is typed, and what it puts there: [keys so far, their letters, the word]
const composed: readonly (readonly [string, readonly string[], string])[] = [
  ['ddieemr', ['d', 'đ', 'đi', 'đie', 'điê', 'điêm', 'điểm'], 'điểm'],
  ['caauf', ['c', 'ca', 'câ', 'câu', 'cầu'], 'cầu'],
];

const stories = await Stories.open();
const devtools = await stories.devtools();
afterAll(() => stories.close());

const written = 'input:not([type=radio], [type=checkbox], [type=file], [type=number], [type=password], [type=datetime-local]), textarea';

// A key as it comes from an input method; some systems say which it is, others only that it is being processed.
async function composingKey(keyboard: CDPSession, key: string, told: boolean): Promise<void> {
  const event = { key: told ? key : 'Process', windowsVirtualKeyCode: told ? key.toUpperCase().charCodeAt(0) : 229 };
  await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
}

// A word by an input method, its Enter included.
async function compose(keys: string, shown: readonly string[], word: string, told: boolean): Promise<void> {
  for (const [index, text] of shown.entries()) {
    await composingKey(devtools, keys[index] ?? '', told && index > 0);
    await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  // Keys that choose among what the input method offers belong to it too.
  for (const key of ['3', 'ArrowDown', 'ArrowRight', 'PageDown']) {
    await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: 229 });
  }
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 });
  await devtools.send('Input.insertText', { text: word });
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', windowsVirtualKeyCode: 13 });
}

const dialogs = (): Promise<number> => stories.page.locator('dialog[open]').count();

// What a key could move besides the text: the tab, the order of the programme, the sites that are chosen, the page of a paper.
const places = (): Promise<string[]> =>
  stories.page.locator('[role=tab][aria-selected=true], [data-item], [data-chosen], [data-page-shown]').evaluateAll((all) => all.map((each) => JSON.stringify(each.dataset)));

async function opened(story: string, pressed: readonly string[]): Promise<void> {
  await stories.show(story);
  for (const each of pressed) await stories.page.locator(each).first().click();
  await stories.acts();
}

test.each(fieldsOf.map(([story, pressed, count]) => ({ story, pressed, count, title: [story, ...pressed].join(' > ') })))(
  '$title',
  async ({ story, pressed, count }) => {
    await opened(story, pressed);
    const around = (await dialogs()) > 0 ? 'dialog[open]' : 'body';
    const fields = stories.page.locator(around).locator(written);
    expect(await fields.count()).toBe(count);
    for (let index = 0; index < count; index++) {
      const field = fields.nth(index);
      const before = await dialogs();
      const stood = await places();

      // A program that sends the keys and takes them back by Backspace.
      await field.fill('');
      await field.pressSequentially(plain);
      expect(await field.inputValue()).toBe(plain);
      await field.press('Backspace');
      await stories.page.keyboard.insertText('đ');
      expect(await field.inputValue()).toBe(`${plain.slice(0, -1)}đ`);

      for (const told of [false, true]) {
        await field.fill('');
        for (const [keys, shown, word] of composed) {
          await compose(keys, shown, word, told);
          await stories.page.keyboard.press('Space');
        }
        expect(await field.inputValue()).toBe('điểm cầu ');
      }

      // Safari: the word has ended, and its Enter comes after it.
      await field.evaluate((element) => {
        for (const key of ['Enter', '3', 'o', 'i', 'PageDown']) {
          const press = { key, keyCode: 229, ctrlKey: key === 'Enter', bubbles: true, cancelable: true };
          element.dispatchEvent(new KeyboardEvent('keydown', press));
        }
      });

      expect(await stories.acts()).toEqual([]);
      expect(await dialogs()).toBe(before);
      expect(await places()).toEqual(stood);
      expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    }
    expect(stories.errors).toEqual([]);
  },
);

// An input method that is left switched on sends its keys where no field is, too: on a page with shortcuts they do nothing.
test.each(['director-cue', 'secretary', 'room-paper', 'hall'])('%s, with the focus on no field', async (story) => {
  await opened(story, []);
  const row = stories.page.locator('.rows [data-index="1"]');
  if ((await row.count()) > 0) await row.focus();
  await stories.page.evaluate(() => {
    for (const key of ['3', 'o', 't', 'v', 'i', 'Enter', 'PageDown', 'ArrowRight']) {
      const press = { key, keyCode: 229, bubbles: true, cancelable: true };
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', press));
    }
  });
  expect(await stories.acts()).toEqual([]);
  expect(await dialogs()).toBe(0);
  expect(await stories.page.locator('[data-hall-info] .clock').count()).toBe(0);
});
