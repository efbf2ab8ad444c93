// When a page got to draw, and what a conference says to it meanwhile. `watchFrames` and `talk` stand alone: they run inside the page.
import type { Page } from 'playwright-core';

export interface Watched {
  // From one frame to the next, ms, by the browser's own clock of frames.
  readonly intervals: readonly number[];
  // Tasks that held the page for more than 50 ms, ms.
  readonly long: readonly number[];
  // How often something was seen to have scrolled.
  readonly scrolled: number;
  // What was said to the page, and the number of the last event that is in its state.
  readonly said: number;
  readonly seq: number;
}

interface Watching {
  end(): Watched;
}
type Watcher = typeof globalThis & { watching?: Watching; talking?: { end(): number } };

function watchFrames(): void {
  const frames: number[] = [];
  const long: number[] = [];
  let scrolled = 0;
  let asked = requestAnimationFrame(function frame(at) {
    frames.push(at);
    asked = requestAnimationFrame(frame);
  });
  const tasks = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => long.push(duration)));
  tasks.observe({ type: 'longtask' });
  const noteScroll = (): void => void scrolled++;
  document.addEventListener('scroll', noteScroll, { capture: true, passive: true });
  (globalThis as Watcher).watching = {
    end: () => {
      cancelAnimationFrame(asked);
      tasks.disconnect();
      document.removeEventListener('scroll', noteScroll, { capture: true });
      const said = (globalThis as Watcher).talking?.end() ?? 0;
      const { state } = (globalThis as unknown as { stories: { state: () => { seq: number } } }).stories;
      return { intervals: frames.slice(1).map((at, index) => at - (frames[index] ?? at)), long, scrolled, said, seq: state().seq };
    },
  };
}

// What is of no interest here is left as it is.
interface Site {
  readonly id: string;
  readonly present: boolean;
  readonly byPhone: boolean;
}
interface Told {
  readonly seq: number;
  readonly conference: { readonly mainSite: string; readonly sites: readonly Site[] };
}

// Eight messages a second, as the event socket brings them: four times the levels of all who are heard; four events, of which one
// is a floor change (on the day) or a line test (before it), the others a site that comes, goes, and says how many it is.
function talk(before: boolean): void {
  const { hear, state } = (globalThis as unknown as { stories: { hear: (text: string) => void; state: () => Told } }).stories;
  let tick = 0;
  let number = 100_000;

  const event = (changed: object, desk: object = {}): string =>
    JSON.stringify({ type: 'event', seq: state().seq + 1, event: { type: 'withheld' }, changed, desk_changed: desk });
  const upserted = (...elements: object[]): object => ({ upserted: elements, removed: [] });
  const changedSite = (site: Site, change: object): object => ({ ...site, by_phone: site.byPhone, ...change });

  const next = (): string => {
    const { mainSite, sites } = state().conference;
    const site = sites[(tick * 7) % sites.length];
    if (!site) throw new Error('a conference without sites');
    const at = new Date().toISOString();
    tick++;
    if (tick % 2 === 0) {
      const levels = Object.fromEntries([mainSite, ...sites.slice(0, 8).map(({ id }) => id)].map((id, index) => [id, (tick * 13 + index * 7) % 60]));
      return JSON.stringify({ type: 'signal', signal: { type: 'speaking', levels } });
    }
    number++;
    if (tick % 8 !== 1) {
      return event({ sites: upserted(changedSite(site, { present: !site.present, camera: !site.present, reply: 'accepted', attending: 40 + (tick % 50), headcount: tick })) });
    }
    if (before) {
      const test = { number, site: site.id, at, verdict: 'failed', faults: ['up', 'loss'] };
      return event({ sites: upserted(changedSite(site, { line: 'failed' })) }, { line_tests: upserted(test) });
    }
    const turn = { number, site: site.id, since: at, topic: '', used_ms: 0, running_since: at };
    return event({ turn, scene: { kind: 'speaker', main: site.id }, heard: [mainSite, site.id] });
  };

  const timer = setInterval(() => hear(next()), 125);
  (globalThis as Watcher).talking = {
    end: () => {
      clearInterval(timer);
      return tick;
    },
  };
}

// px: what one notch of a wheel moves.
const wheel = 100;
const frame = 1000 / 60; // ms

// One notch of the wheel in each frame, down to the end (or for half of the time) and up again, while the conference goes on.
// @param ms how long
export async function scrollBusily(page: Page, list: string, { ms, before }: { ms: number; before: boolean }): Promise<Watched> {
  const shown = page.locator(list).first();
  const box = await shown.boundingBox();
  if (!box) throw new Error(`no ${list} to scroll`);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move((box.x + Math.min(box.x + box.width, width)) / 2, (box.y + Math.min(box.y + box.height, height)) / 2);
  await page.evaluate(watchFrames);
  await page.evaluate(talk, before);
  const way = await shown.evaluate((element) => element.scrollHeight - element.clientHeight);
  const turn = Math.min(ms / 2, (way / wheel) * frame);
  const began = performance.now();
  for (let now = began; now < began + ms; now = performance.now()) {
    await page.mouse.wheel(0, Math.floor((now - began) / turn) % 2 === 0 ? wheel : -wheel);
    await new Promise((resolve) => setTimeout(resolve, frame - (performance.now() - now)));
  }
  return page.evaluate(() => {
    const { watching } = globalThis as Watcher;
    if (!watching) throw new Error('nothing was watched');
    return watching.end();
  });
}
