// axe-core over the page that is shown.
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

export const axeScript = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

export type Rules = 'all' | 'layout' | 'colours';

// What another theme can change, and what another size can: what is hidden, how large it is, what scrolls.
const rulesOf: Readonly<Record<Exclude<Rules, 'all'>, string[]>> = {
  colours: ['color-contrast'],
  layout: ['color-contrast', 'target-size', 'scrollable-region-focusable', 'heading-order', 'region', 'button-name', 'link-name', 'label'],
};

// One line for each element that breaks a rule.
export function axeFaults(page: Page, wanted: Rules): Promise<string[]> {
  const run = async (options: axe.RunOptions): Promise<string[]> => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, options);
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(' ')} ${html.slice(0, 160)}`));
  };
  const runOnly = wanted === 'all' ? { type: 'tag' as const, values: tags } : { type: 'rule' as const, values: rulesOf[wanted] };
  const options: axe.RunOptions = { runOnly, resultTypes: ['violations'], preload: false };
  return page.evaluate(run, options);
}
