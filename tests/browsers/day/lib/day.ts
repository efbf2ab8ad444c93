// Who takes part in the day at the moment: the server, the pages that are open, the simulated sites.
import { rmSync } from 'node:fs';

import { expect } from 'vitest';

import { open, type OpenPage, pictures, SharedChromium, tones, until } from '../../lib/browser.js';
import type { Program } from '../../lib/program.js';
import { Robots } from '../../lib/robots.js';
import { startServer } from '../../lib/server.js';
import type { Conference, Snapshot } from './conference.js';
import type { Office } from './office.js';
import { drawnPage, type SeenPage } from './paper.js';
import { main, numberOf, sites } from './reference.js';

// Somebody who is sent pictures and sound: what they decode, as the sites that it carries.
interface Receiver {
  name: string;
  site: string | null; // their own
  sees(): Promise<string | null>; // in main
  hears(): Promise<string[]>;
}

const nameOf = (number: number | null | undefined): string | null =>
  number === null || number === undefined ? null : (sites[number]?.id ?? `number ${number}`);

const sizes: Record<string, { width: number; height: number }> = {
  chair: { width: 1280, height: 800 },
  director: { width: 1366, height: 768 },
  secretary: { width: 1366, height: 768 },
  hall: { width: 960, height: 540 },
  observer: { width: 640, height: 480 },
};

// The tone that is the director's voice; no site's.
export const directorNumber = 21;
export const director = nameOf(directorNumber) as string;

export class Day {
  office!: Office;
  conference!: Conference;
  private readonly open_ = new Map<string, OpenPage>();
  private readonly robots: Robots[] = [];
  private readonly errors: string[] = [];
  // Sites that are there, by picture and sound.
  readonly connected = new Set<string>();

  private constructor(
    readonly url: string,
    readonly data: string,
    private readonly program: Program,
    private readonly chromium: SharedChromium,
  ) {}

  static async begin(): Promise<Day> {
    const { program, data, ready } = await startServer({}, []);
    return new Day((JSON.parse(ready) as { url: string }).url, data, program, await SharedChromium.start());
  }

  async end(): Promise<void> {
    await this.stopRobots();
    await Promise.all([...this.open_.values()].map((page) => page.close()));
    await this.chromium.close();
    await this.program.kill('SIGTERM');
    rmSync(this.data, { recursive: true, force: true });
  }

  page(name: string): OpenPage {
    const page = this.open_.get(name);
    if (!page) throw new Error(`the page of ${name} is not open`);
    return page;
  }

  // A page without a conference: of the office.
  async openOffice(path: string): Promise<OpenPage> {
    return this.keep('office', await this.chromium.open({ url: this.url + path }));
  }

  async openRole(role: string, name = role): Promise<OpenPage> {
    const camera = role === 'director' ? { camera: directorNumber } : {};
    return this.keep(name, await this.chromium.open({ url: this.conference.page(role), ...sizes[role], ...camera }));
  }

  // A site's page, as somebody at the site opens it: Chromium, Firefox, or another page of the Chromium that runs already.
  async openSite(site: string, browser: 'chromium' | 'firefox' | 'shared'): Promise<OpenPage> {
    const opening = { url: this.conference.sitePage(site), camera: numberOf(site), width: 1280, height: 720 };
    return this.keep(site, browser === 'shared' ? await this.chromium.open(opening) : await open(browser, opening));
  }

  async openLineTest(site: string): Promise<OpenPage> {
    return this.keep(site, await open('chromium', { url: this.conference.sitePage(site, 'line-test'), camera: numberOf(site) }));
  }

  async join(site: string): Promise<void> {
    const page = this.page(site);
    await page.click('[data-action="raw-sound"]'); // noise suppression takes a steady tone for noise
    await page.click('[data-action="join"]');
    await until(`${site} sends`, () => attribute(page, 'data-publish'), (publish) => publish === 'live');
    this.connected.add(site);
  }

  async startRobots(names: readonly string[], watching: readonly string[]): Promise<void> {
    const start = (some: readonly string[], options: string[]): Robots =>
      Robots.start(this.url, some.map((site) => this.conference.siteToken(site)), ['--signal', 'test', ...options]);
    this.robots.push(start(names.filter((site) => !watching.includes(site)), []), start(watching, ['--watch']));
    for (const site of names) this.connected.add(site);
    await until(
      'the simulated sites are there',
      async () => (await this.conference.state()).sites.filter(({ id, camera }) => names.includes(id) && !camera).map(({ id }) => id),
      (missing) => missing.length === 0,
    );
  }

  async stopRobots(): Promise<void> {
    await Promise.all(this.robots.splice(0).map((robots) => robots.stop()));
  }

  async close(name: string): Promise<void> {
    const page = this.page(name);
    this.errors.push(...page.errors().map((error) => `${name}: ${error}`));
    this.open_.delete(name);
    await page.close();
  }

  // What a link with this token may know now.
  snapshot(token: string): Promise<Snapshot> {
    return this.conference.snapshot(this.page('office'), token);
  }

  // What went wrong in any page so far.
  pageErrors(): string[] {
    return [...this.errors, ...[...this.open_].flatMap(([name, page]) => page.errors().map((error) => `${name}: ${error}`))];
  }

  openPages(): [string, OpenPage][] {
    return [...this.open_];
  }

  private keep(name: string, page: OpenPage): OpenPage {
    this.open_.set(name, page);
    return page;
  }

  private receivers(): Receiver[] {
    return [...this.pageReceivers(), ...this.robotReceivers()];
  }

  private pageReceivers(): Receiver[] {
    return [...this.open_].filter(([name]) => name !== 'office').map(([name, page]) => ({
      name,
      site: numberOf(name) < 0 ? null : name,
      sees: async () => nameOf((await pictures(page)).find(({ slot }) => slot === 'main')?.site),
      hears: async () => (await tones(page)).flatMap((number) => nameOf(number) ?? []),
    }));
  }

  private robotReceivers(): Receiver[] {
    return this.robots.flatMap((some) =>
      [...some.reports.keys()].map((site) => {
        const slots = (kind: RegExp) => (some.reports.get(site) ?? []).filter(({ slot, frames }) => kind.test(slot) && frames > 0);
        return {
          name: `the robot of ${site}`,
          site,
          sees: () => Promise.resolve(nameOf(slots(/^main$/)[0]?.site)),
          hears: () => Promise.resolve(slots(/^audio-/).flatMap((slot) => nameOf(slot.site) ?? [])),
        };
      }),
    );
  }

  // Everybody decodes the picture of `shown` in main; the site that is shown sees the main site, and that the first of the others.
  async everybodySees(shown: string): Promise<void> {
    const first = sites.map(({ id }) => id).find((id) => id !== main && this.connected.has(id));
    await Promise.all(
      this.receivers().map(({ name, site, sees }) => {
        const expected = site !== shown ? shown : site === main ? first : main;
        return until(`${name} sees ${expected}`, sees, (seen) => seen === expected);
      }),
    );
  }

  // And hears the speaker and the main site, never themselves.
  async everybodySeesAndHears(speaker: string): Promise<void> {
    await this.everybodySees(speaker);
    const heard = [...new Set([main, speaker])].sort();
    await Promise.all(
      this.receivers().map(({ name, site, hears }) => {
        const others = heard.filter((each) => each !== site).join();
        return until(`${name} hears ${others || 'nobody'}`, hears, (all) => [...new Set(all)].sort().join() === others);
      }),
    );
  }

  async robotsHear(heard: readonly string[]): Promise<void> {
    for (const { name, hears } of this.robotReceivers()) await until(`${name} hears ${heard.join() || 'nobody'}`, hears, (all) => all.join() === heard.join());
  }

  // A word of the director's, which only this one site may hear.
  async onlyHears(site: string, heard: string): Promise<void> {
    await until(`${site} hears ${heard}`, () => this.hearing(site), (all) => all.includes(heard));
    for (const { name, site: own, hears } of this.receivers()) {
      if (own !== site) expect([name, await hears()]).not.toEqual([name, expect.arrayContaining([heard])]);
    }
    expect(await this.hearing(site)).toContain(heard);
  }

  hearing(site: string): Promise<string[]> {
    const receiver = this.receivers().find((each) => each.site === site);
    if (!receiver) throw new Error(`${site} receives nothing`);
    return receiver.hears();
  }

  // Everybody who shows the conference's content has drawn this page of this paper.
  async everybodyReads(wanted: SeenPage | null): Promise<void> {
    const isWanted = (seen: SeenPage | null): boolean => seen?.paper === wanted?.paper && seen?.page === wanted?.page;
    for (const [name, page] of this.open_) {
      if (name !== 'office') await until(`${name} shows ${JSON.stringify(wanted)}`, () => drawnPage(page), isWanted);
    }
  }

  // As each open page says it.
  async everyPageSays(attributeName: string, value: string, but: readonly string[] = []): Promise<void> {
    for (const [name, page] of this.open_) {
      if (name === 'office' || but.includes(name)) continue;
      await until(`${name}: ${attributeName} is ${value}`, () => attribute(page, attributeName), (now) => now === value);
    }
  }
}

export const attribute = (page: OpenPage, name: string): Promise<string | null> =>
  page.run((of: string) => document.querySelector('[data-page]')?.getAttribute(of) ?? null, name);

export const textOf = (page: OpenPage, selector: string): Promise<string> =>
  page.run((of: string) => document.querySelector<HTMLElement>(of)?.innerText ?? '', selector);

export const dataOf = (page: OpenPage, selector: string, name: string): Promise<string | null> =>
  page.run((of: string, key: string) => document.querySelector<HTMLElement>(of)?.getAttribute(key) ?? null, selector, name);

export const has = (page: OpenPage, selector: string): Promise<boolean> => page.run((of: string) => document.querySelector(of) !== null, selector);
