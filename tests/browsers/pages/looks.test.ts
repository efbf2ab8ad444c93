// Every page in every state that has a story: what axe-core finds, and what an eye would, at four sizes of screen.
import { afterAll, expect, test } from 'vitest';

import { axeFaults, axeScript } from './lib/axe.js';
import { faultsSeen } from './lib/looks.js';
import { Stories } from './lib/stories.js';

const screens = [
  [1920, 1080],
  [1280, 720],
  [820, 1180],
  [390, 844],
] as const;

// What stands behind a button: dialogs, panels and tabs. [story, what is pressed before one looks]
const openings: readonly (readonly [string, ...string[]])[] = [
  ['part-dialog', '[data-action=ask]'],
  ['chair-queue', '[data-action=invite]'],
  ['chair-long', '[data-action=invite]'],
  ['chair-queue', '[data-action=programme]'],
  ['chair-queue', '[data-action=vote]', '[data-action=open-vote]'],
  ['chair-queue', '[data-action=conclude]'],
  ['chair-vote', '[data-action=close-vote]'],
  ['secretary', '[data-tab=votes]'],
  ['secretary', '[data-tab=questions]', '[data-action=begin-answer]'],
  ['secretary', '[data-tab=messages]'],
  ['secretary', '[data-action=correct]'],
  ['secretary', '[data-action=edit-roll]'],
  ['secretary', '[data-action=call-again]'],
  ['room-waiting', '[data-action=register]'],
  ['room-cue', '[data-action=messages]'],
  ['room-waiting', '[data-action=devices]'],
  ['line-microphone', 'summary'],
  ['line-sign', '[data-action=sign]'],
  ['login', '[data-action=login]'],
  ['office-directory', '[data-action=add]'],
  ['office-directory', '[data-index="0"] [role=cell]'],
  ['office-directory', '[data-action=import]'],
  ['office-directory', '[data-tab=delegates]'],
  ['office-accounts', '[data-action=add-account]', '[data-action=save]'],
  ['office-accounts', '[data-index="2"]'],
  ['office-accounts', '[data-index="2"]', '[data-action=remove]'],
];

// Two browsers, for two cores (`maxConcurrency`).
const idle = await Promise.all([Stories.open([axeScript]), Stories.open([axeScript])]);
const names = (await idle[0]?.names()) ?? [];
afterAll(async () => void (await Promise.all(idle.map((stories) => stories.close()))));

// In Vietnamese and dark with every rule that the size can change, in English and light for the colours; both as an eye sees it.
async function look(stories: Stories): Promise<string[]> {
  const faults: string[] = [];
  for (const [theme, language] of [['dark', 'vi'], ['light', 'en']] as const) {
    await stories.dress(theme, language);
    for (const [width, height] of screens) {
      await stories.page.setViewportSize({ width, height });
      await stories.settled();
      const usual = width === 1280 || width === 390;
      const rules = theme === 'dark' ? (usual ? 'all' : 'layout') : usual ? 'colours' : null;
      const found = [
        ...(rules ? await axeFaults(stories.page, rules) : []),
        ...(await stories.page.evaluate(faultsSeen)),
      ];
      faults.push(...found.map((fault) => `${width}x${height} ${theme} ${language}: ${fault}`));
    }
  }
  return [...faults, ...stories.errors];
}

async function faultsOf(name: string, pressed: readonly string[]): Promise<string[]> {
  const stories = idle.pop();
  if (!stories) throw new Error('more tests at a time than browsers');
  try {
    await stories.show(name);
    for (const each of pressed) await stories.page.locator(each).first().click();
    await stories.settled();
    return await look(stories);
  } finally {
    idle.push(stories);
  }
}

test.concurrent.each(names)('%s', async (name) => {
  expect(await faultsOf(name, [])).toEqual([]);
});

test.concurrent.each(openings.map(([name, ...pressed]) => ({ name, pressed, title: [name, ...pressed].join(' > ') })))(
  '$title',
  async ({ name, pressed }) => {
    expect(await faultsOf(name, pressed)).toEqual([]);
  },
);

test('there are enough stories to be worth the name', () => {
  for (const page of ['home', 'refused', 'login', 'green', 'room', 'line', 'hall', 'observer', 'chair', 'director', 'secretary', 'office', 'office-directory', 'office-accounts']) {
    expect(names.some((name) => name === page || name.startsWith(`${page}-`)), page).toBe(true);
  }
});
