// One page in one real browser: Chromium by Playwright, Firefox by Puppeteer over WebDriver BiDi, behind the same few verbs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type Browser, chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';

import { writeCamera, writeMicrophone } from './camera.js';
import { installCamera, readPictures, readTones, type SeenSlot } from './probe.js';

export type BrowserKind = 'chromium' | 'firefox';

export interface OpenPage {
  readonly kind: BrowserKind;
  // Runs a function that stands alone inside the page.
  run<A extends unknown[], R>(body: (...given: A) => R | Promise<R>, ...given: A): Promise<R>;
  click(selector: string): Promise<void>;
  // Presses the mouse on it; what comes back lets go.
  hold(selector: string): Promise<() => Promise<void>>;
  fill(selector: string, text: string): Promise<void>;
  choose(selector: string, value: string): Promise<void>;
  press(key: string): Promise<void>;
  reload(): Promise<void>;
  screenshot(file: string): Promise<void>;
  errors(): string[];
  close(): Promise<void>;
}

interface Opening {
  url: string;
  // Whose camera and microphone the page gets; nothing: none is needed.
  camera?: number;
  width?: number;
  height?: number;
  // Let a test bring its own audio worklet (Chromium).
  bypassCsp?: boolean;
}

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

const launchChromium = (flags: string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: [...chromiumFlags, ...flags] });

// A page of a running Chromium; closing it closes nothing else.
async function openIn(browser: Browser, { url, camera, width = 1366, height = 768, bypassCsp = false }: Opening): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width, height }, bypassCSP: bypassCsp });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  if (camera !== undefined) await page.addInitScript(installCamera, camera);
  await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 90_000 });
  return {
    kind: 'chromium',
    run: (body, ...given) => answered(page.evaluate(`(${body.toString()})(...${JSON.stringify(given)})`), body.toString()) as never,
    click: (selector) => page.click(selector),
    hold: async (selector) => {
      await page.hover(selector);
      await page.mouse.down();
      return () => page.mouse.up();
    },
    fill: (selector, text) => page.fill(selector, text),
    choose: async (selector, value) => void (await page.selectOption(selector, value)),
    press: (key) => page.keyboard.press(key),
    reload: async () => void (await page.reload()),
    screenshot: async (file) => void (await page.screenshot({ path: file })),
    errors: () => errors,
    close: () => page.context().close(),
  };
}

// A page that hangs fails what was asked of it, and says what that was.
async function answered<T>(answer: Promise<T>, what: string, seconds = 40): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the page did not answer within ${seconds} s: ${what.slice(0, 200)}`)), seconds * 1000);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

async function openChromium({ camera, ...opening }: Opening): Promise<OpenPage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'camera-'));
  const flags: string[] = [];
  if (camera !== undefined) {
    const [video, audio] = [path.join(folder, 'c.y4m'), path.join(folder, 'm.wav')];
    writeCamera(video, camera);
    writeMicrophone(audio, camera);
    flags.push(`--use-file-for-fake-video-capture=${video}`, `--use-file-for-fake-audio-capture=${audio}`);
  }
  const browser = await launchChromium(flags);
  const page = await openIn(browser, opening);
  return {
    ...page,
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// Several pages in one Chromium, which costs less than a Chromium for each. A camera is drawn by the page itself.
export class SharedChromium {
  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<SharedChromium> {
    return new SharedChromium(await launchChromium());
  }

  open(opening: Opening): Promise<OpenPage> {
    return openIn(this.browser, opening);
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

async function openFirefox({ url, camera, width = 1366, height = 768 }: Opening): Promise<OpenPage> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      'media.autoplay.blocking_policy': 0,
      'media.autoplay.block-webaudio': false,
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
    },
  });
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  if (camera !== undefined) await page.evaluateOnNewDocument(installCamera, camera);
  await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 90_000 });
  return {
    kind: 'firefox',
    run: (body, ...given) => answered(page.evaluate(`(${body.toString()})(...${JSON.stringify(given)})`), body.toString()) as never,
    click: (selector) => page.locator(selector).click(),
    hold: async (selector) => {
      await page.locator(selector).hover();
      await page.mouse.down();
      return () => page.mouse.up();
    },
    fill: (selector, text) => page.locator(selector).fill(text),
    choose: async (selector, value) => void (await page.select(selector, value)),
    press: (key) => page.keyboard.press(key as never),
    reload: async () => void (await page.reload()),
    screenshot: async (file) => void (await page.screenshot({ path: file as `${string}.png` })),
    errors: () => errors,
    close: () => browser.close(),
  };
}

export function open(kind: BrowserKind, opening: Opening): Promise<OpenPage> {
  return kind === 'chromium' ? openChromium(opening) : openFirefox(opening);
}

export const pictures = (page: OpenPage): Promise<SeenSlot[]> => page.run(readPictures);
export const tones = (page: OpenPage): Promise<number[]> => page.run(readTones);

// Asks until `wanted` holds for the answer; fails with the last answer after `seconds`.
export async function until<T>(what: string, ask: () => Promise<T>, wanted: (answer: T) => boolean, seconds = 30): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
