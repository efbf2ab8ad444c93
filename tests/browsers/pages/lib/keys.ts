// A person without a mouse: Tab, arrows, Enter, Escape and letters, and what the focus is on.
import type { Page } from 'playwright-core';

import type { Stories } from './stories.js';

// No page has more stops than this; a walk that is longer goes round in circles.
const mostStops = 200;

export interface Stop {
  // Numbers the elements of a page in the order in which they had the focus; 0: nothing has it.
  readonly id: number;
  readonly is: string;
  // What is wrong with how the focus is seen; empty: nothing.
  readonly fault: string;
}

// Runs inside the page.
function stopHere(): Stop {
  const seen = globalThis as unknown as { stops?: WeakMap<Element, number>; stopCount?: number };
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return { id: 0, is: 'nothing', fault: '' };
  seen.stops ??= new WeakMap();
  let id = seen.stops.get(element);
  if (id === undefined) {
    id = seen.stopCount = (seen.stopCount ?? 0) + 1;
    seen.stops.set(element, id);
  }
  const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
  const name = element.dataset['action'] ?? element.dataset['field'] ?? element.getAttribute('name') ?? '';
  const is = `${element.localName}[${name}] "${label.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return { id, is, fault: 'no ring around it' };
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [l, t, r, b] = [Math.max(left, 0), Math.max(top, 0), Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
  if (r - l < 1 || b - t < 1) return { id, is, fault: 'out of sight' };
  const own = (x: number, y: number): boolean => {
    const there = document.elementFromPoint(x, y);
    return there !== null && (element.contains(there) || there.contains(element) || there.closest('label')?.contains(element) === true);
  };
  const [x, y] = [(l + r) / 2, (t + b) / 2];
  if (!own(x, y) && !own(l + 3, y) && !own(r - 3, y)) return { id, is, fault: 'behind something else' };
  return { id, is, fault: '' };
}

export class Keys {
  readonly #stories: Stories;
  readonly #page: Page;

  constructor(stories: Stories) {
    this.#stories = stories;
    this.#page = stories.page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
    await this.#stories.settled();
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  stop(): Promise<Stop> {
    return this.#page.evaluate(stopHere);
  }

  isOn(selector: string): Promise<boolean> {
    return this.#page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  }

  // Tab until the focus is on it; every stop on the way must be seen.
  async tabTo(selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const way: string[] = [];
    for (let stops = 0; stops < mostStops; stops++) {
      await this.#page.keyboard.press(key);
      const stop = await this.stop();
      if (stop.fault) throw new Error(`${stop.is}: ${stop.fault}`);
      if (await this.isOn(selector)) return;
      way.push(stop.is);
    }
    throw new Error(`${key} does not lead to ${selector}, but to ${[...new Set(way)].join(', ')}`);
  }

  // To it, and press it.
  async use(selector: string, key = 'Enter'): Promise<void> {
    await this.tabTo(selector);
    await this.press(key);
  }

  // Once round the page: every stop, until one comes again.
  async walk(key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Stop[]> {
    const stops: Stop[] = [];
    for (let presses = 0; presses < mostStops; presses++) {
      await this.#page.keyboard.press(key);
      const stop = await this.stop();
      // A field of a time has a stop for each of its parts.
      if (stop.id !== 0 && stop.id === stops.at(-1)?.id) continue;
      if (stops.some(({ id }) => id !== 0 && id === stop.id)) break;
      if (stop.id !== 0) stops.push(stop);
    }
    return stops;
  }

  // What can be pressed or filled in but had the focus at no stop of a walk. One stop leads into lists, tabs and radio buttons.
  missed(): Promise<string[]> {
    return this.#page.evaluate(() => {
      const { stops } = globalThis as unknown as { stops: WeakMap<Element, number> };
      return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]')]
        .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches(':disabled, [tabindex="-1"], [type="radio"]'))
        .filter((each) => !stops.has(each))
        .map((each) => each.outerHTML.slice(0, 120));
    });
  }
}
