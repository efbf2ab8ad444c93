// The conference over its doors: what a link may ask for and know.
import type { OpenPage } from '../../lib/browser.js';
import type { Office } from './office.js';

export interface SiteState {
  id: string;
  present: boolean;
  camera: boolean;
  line: string;
  reply: string;
  attending: number | null;
  roll: string;
  headcount: number | null;
  by_phone: boolean;
  absence: string;
}

export interface Paper {
  id: string;
  title: string;
  site: string | null;
  item: string | null;
  pages: number;
  status?: string;
  reason?: string;
}

export interface Motion {
  number: number;
  method: string;
  phase: string;
  eligible: number;
  cast: number;
  tally: { yes: number; no: number; abstain: number } | null;
  outcome: string | null;
  ballots: { voter: string; choice: string }[];
}

export interface ConferenceState {
  phase: string;
  sites: SiteState[];
  programme: { id: string; paper?: string }[];
  papers: Paper[];
  item: { id: string } | null;
  turn: { site: string; item: string | null; used_ms: number } | null;
  queue: { number: number; site: string; topic: string }[];
  next: { site: string } | null;
  cue: { site: string } | null;
  heard: string[];
  showing: { paper: string; page: number } | null;
  roll: { sites_present: number; sites_all: number; people: number; met: boolean };
  motions: Motion[];
}

export interface Snapshot {
  state: ConferenceState;
  desk: {
    contacts: { id: string; phone: string }[];
    line_tests: { site: string; verdict: string; faults: string[]; signed_by: string }[];
    ballots: { id: string; choice: string | null }[];
  } | null;
  own: { papers: Paper[] } | null;
}

export interface Link {
  link: string;
  role: string;
  site?: string;
  token: string;
}

export class Conference {
  private readonly path: string;

  private constructor(
    readonly url: string,
    readonly id: string,
    private readonly links: readonly Link[],
  ) {
    this.path = `${url}/api/v1/conferences/${id}`;
  }

  static async open(url: string, id: string, office: Office): Promise<Conference> {
    const answer = await office.get(`/api/v1/conferences/${id}/links`);
    const { links } = (await answer.json()) as { links: Link[] };
    return new Conference(url, id, links);
  }

  // The token of a role's first link, or of a site's.
  token(role: string, site?: string): string {
    const link = this.links.find((each) => each.role === role && each.site === site);
    if (!link) throw new Error(`no link for ${role} ${site ?? ''}`);
    return link.token;
  }

  siteToken(site: string): string {
    return this.token('site', site);
  }

  page(role: string): string {
    return `${this.url}/${role}#token=${this.token(role)}`;
  }

  sitePage(site: string, page: 'site' | 'line-test' = 'site'): string {
    return `${this.url}/${page}#token=${this.siteToken(site)}`;
  }

  async state(): Promise<ConferenceState> {
    const answer = await fetch(this.path, { headers: { authorization: `Bearer ${this.token('chair')}` } });
    return ((await answer.json()) as { state: ConferenceState }).state;
  }

  async site(id: string): Promise<SiteState> {
    const found = (await this.state()).sites.find((site) => site.id === id);
    if (!found) throw new Error(`no site ${id}`);
    return found;
  }

  // The status, and the code of a refusal.
  async command(token: string, command: Record<string, unknown>): Promise<string> {
    const answer = await fetch(`${this.path}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
    if (answer.status === 200) return 'done';
    return ((await answer.json()) as { code: string }).code;
  }

  asSite(site: string, command: Record<string, unknown>): Promise<string> {
    return this.command(this.siteToken(site), command);
  }

  async handIn(site: string, item: string, title: string, pdf: Uint8Array): Promise<{ id: string; pages: number }> {
    const query = new URLSearchParams({ title, item, site });
    const answer = await fetch(`${this.path}/papers?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.siteToken(site)}`, 'content-type': 'application/pdf' },
      body: pdf as BodyInit,
    });
    if (answer.status !== 201) throw new Error(`paper: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { id: string; pages: number };
  }

  async readPaper(token: string, paper: string): Promise<number> {
    return (await fetch(`${this.path}/papers/${paper}`, { headers: { authorization: `Bearer ${token}` } })).status;
  }

  // Everything that a link with this token may know of what is so now; `page` lends its WebSocket.
  snapshot(page: OpenPage, token: string): Promise<Snapshot> {
    return page.run((from: string) => {
      const socket = new WebSocket(from);
      return new Promise<Snapshot>((resolve, reject) => {
        socket.onerror = () => reject(new Error('no event socket'));
        socket.onmessage = ({ data }) => {
          socket.close();
          resolve(JSON.parse(String(data).split('\n')[0] ?? '') as Snapshot);
        };
      });
    }, this.eventsOf(token));
  }

  // The same of all that has happened.
  log(page: OpenPage, token: string): Promise<unknown[]> {
    return page.run(async (from: string) => {
      const frames: unknown[] = [];
      const socket = new WebSocket(from);
      await new Promise<void>((resolve, reject) => {
        socket.onerror = () => reject(new Error('no event socket'));
        let quiet = setTimeout(resolve, 3000);
        socket.onmessage = ({ data }) => {
          const said = String(data)
            .split('\n')
            .map((line) => JSON.parse(line) as { type: string })
            .filter(({ type }) => type !== 'signal'); // somebody speaks all the time
          if (said.length === 0) return;
          frames.push(...said);
          clearTimeout(quiet);
          quiet = setTimeout(resolve, 500);
        };
      });
      socket.close();
      return frames;
    }, `${this.eventsOf(token)}&since=0`);
  }

  private eventsOf(token: string): string {
    return `${this.path.replace('http', 'ws')}/events?access_token=${token}`;
  }
}
