// A story in a real Chromium: one page shows one after another.
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';

export interface Act {
  readonly type: string;
  readonly [field: string]: unknown;
}

// What the stories give to the tests (web/stories/Stories.svelte).
interface StoryGlobals {
  // (web/stories/main.ts)
  readonly showStory: (name: string) => Promise<void>;
  readonly stories: {
    readonly acts: Act[];
    readonly names: string[];
    readonly hear: (frame: string) => void;
    readonly state: () => { readonly seq: number };
    readonly prefs: { theme: 'dark' | 'light'; language: 'vi' | 'en' };
  };
}

// What a browser has not cleared away yet of former stories costs time; loading anew costs less.
const storiesPerLoad = 10;

export class Stories {
  readonly #browser: Browser;
  readonly page: Page;
  // Of the story that is shown.
  readonly errors: string[] = [];
  #shown = 0;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  static async open(scripts: readonly string[] = []): Promise<Stories> {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args });
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    for (const script of scripts) await context.addInitScript({ path: script });
    const page = await context.newPage();
    await page.goto(address());
    return new Stories(browser, page);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  names(): Promise<string[]> {
    return this.page.evaluate(() => (globalThis as unknown as StoryGlobals).stories.names);
  }

  // A story anew, its pictures still.
  async show(name: string, width = 1280, height = 720): Promise<void> {
    this.errors.length = 0;
    await this.page.setViewportSize({ width, height });
    if (++this.#shown % storiesPerLoad === 0) await this.page.goto(address());
    await this.page.evaluate(async (each) => {
      const { stories, showStory } = globalThis as unknown as StoryGlobals;
      stories.acts.length = 0;
      await showStory(each);
    }, name);
    await this.page.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)));
    await this.settled();
  }

  async dress(theme: 'dark' | 'light', language: 'vi' | 'en'): Promise<void> {
    await this.page.evaluate((chosen) => Object.assign((globalThis as unknown as StoryGlobals).stories.prefs, chosen), {
      theme,
      language,
    });
    await this.settled();
  }

  // Behind the next picture everything is in its place that a change asked for.
  settled(): Promise<void> {
    return this.page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  }

  // What the page has asked for since the last time; sizes of pictures are asked for by themselves.
  async acts(): Promise<Act[]> {
    await this.settled();
    const all = await this.page.evaluate(() => (globalThis as unknown as StoryGlobals).stories.acts.splice(0));
    return all.flatMap((act) => (act.type === 'sized' ? [] : [act.type === 'command' ? (act['command'] as Act) : act]));
  }

  // What a server would say has changed, in the words of docs/protocol.md.
  async hear(changed: object, deskChanged: object = {}): Promise<void> {
    await this.page.evaluate(
      ([parts, desk]) => {
        const { hear, state } = (globalThis as unknown as StoryGlobals).stories;
        hear(JSON.stringify({ type: 'event', seq: state().seq + 1, event: { type: 'withheld' }, changed: parts, desk_changed: desk }));
      },
      [changed, deskChanged] as const,
    );
    await this.settled();
  }

  devtools(): Promise<CDPSession> {
    return this.page.context().newCDPSession(this.page);
  }
}

const address = (): string => `${process.env['STORIES_URL']}?still`;
