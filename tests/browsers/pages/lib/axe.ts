// axe-core over the page that is shown.
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

export const axeScript = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

// One line for each element that breaks a rule. `colours`: only what another theme can change.
export function axeFaults(page: Page, only: 'all' | 'colours' = 'all'): Promise<string[]> {
  const run = async (options: axe.RunOptions): Promise<string[]> => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, options);
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(' ')} ${html.slice(0, 160)}`));
  };
  const rules = only === 'all' ? { type: 'tag' as const, values: tags } : { type: 'rule' as const, values: ['color-contrast'] };
  const options: axe.RunOptions = { runOnly: rules, resultTypes: ['violations'], preload: false };
  return page.evaluate(run, options);
}
