// One page in one real browser: Chromium by Playwright, Firefox by Puppeteer over WebDriver BiDi, behind the same few verbs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';

import { writeCamera, writeMicrophone } from './camera.js';
import { installCamera, readPictures, readTones, type SeenSlot } from './probe.js';

export type BrowserKind = 'chromium' | 'firefox';

export interface OpenPage {
  readonly kind: BrowserKind;
  // Runs a function that stands alone inside the page.
  run<A extends unknown[], R>(body: (...given: A) => R | Promise<R>, ...given: A): Promise<R>;
  click(selector: string): Promise<void>;
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

async function openChromium({ url, camera, width = 1366, height = 768, bypassCsp = false }: Opening): Promise<OpenPage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'camera-'));
  const args = [...chromiumFlags];
  if (camera !== undefined) {
    const [video, audio] = [path.join(folder, 'c.y4m'), path.join(folder, 'm.wav')];
    writeCamera(video, camera);
    writeMicrophone(audio, camera);
    args.push(`--use-file-for-fake-video-capture=${video}`, `--use-file-for-fake-audio-capture=${audio}`);
  }
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args });
  const page = await browser.newPage({ viewport: { width, height }, bypassCSP: bypassCsp });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 90_000 });
  return {
    kind: 'chromium',
    run: (body, ...given) => page.evaluate(`(${body.toString()})(...${JSON.stringify(given)})`) as never,
    click: (selector) => page.click(selector),
    reload: async () => void (await page.reload()),
    screenshot: async (file) => void (await page.screenshot({ path: file })),
    errors: () => errors,
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
    run: (body, ...given) => page.evaluate(`(${body.toString()})(...${JSON.stringify(given)})`) as never,
    click: (selector) => page.locator(selector).click(),
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
