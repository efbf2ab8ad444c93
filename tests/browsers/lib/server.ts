// The real program, started as an operator starts it, on free ports and an empty data folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Program } from './program.js';

export interface Tokens {
  chair: string;
  director: string;
  secretary: string;
  hall: string;
  observer: string;
  sites: Record<string, string>;
}

export interface Ready {
  url: string;
  conference: string;
  tokens: Tokens;
}

interface Starting {
  data?: string; // default: a new folder
  listen?: string; // default: a free port
  mediaPort?: number;
}

// The address that a server which `args` ask for says in its ready line, and what else stands there.
export async function startServer({ data, listen, mediaPort }: Starting, args: string[]): Promise<{ program: Program; data: string; ready: string }> {
  const folder = data ?? mkdtempSync(path.join(tmpdir(), 'diemcau-'));
  const ports = ['--listen', listen ?? '127.0.0.1:0', '--media-port', String(mediaPort ?? 0)];
  return new Promise((resolve, reject) => {
    const program = Program.start(['serve', '--data', folder, ...ports, ...args], (ready) => resolve({ program, data: folder, ready }));
    program.onExit((code) => reject(new Error(`the server ended with ${code}:\n${program.logText}`)));
  });
}

// A server with the sample conference and its simulated sites.
export class Server {
  private constructor(
    readonly ready: Ready,
    private readonly data: string,
    private readonly program: Program,
  ) {}

  // Starts, and waits for the ready line.
  static async start(options: Starting = {}): Promise<Server> {
    const { program, data, ready } = await startServer(options, ['--demo']);
    return new Server(JSON.parse(ready) as Ready, data, program);
  }

  get dataFolder(): string {
    return this.data;
  }

  // As the log says it when ready.
  get mediaPort(): number {
    return Number(/media on port (\d+)/.exec(this.logText)?.[1]);
  }

  get logText(): string {
    return this.program.logText;
  }

  page(role: string, token: string): string {
    return `${this.ready.url}/${role}#token=${token}`;
  }

  sitePage(site: string): string {
    return this.page('site', this.siteToken(site));
  }

  siteToken(site: string): string {
    const token = this.ready.tokens.sites[site];
    if (token === undefined) throw new Error(`no site ${site}`);
    return token;
  }

  async command(token: string, command: Record<string, unknown>): Promise<Response> {
    return fetch(`${this.ready.url}/api/v1/conferences/${this.ready.conference}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
  }

  // Waits for the simulated sites: until each of these publishes.
  async present(sites: string[]): Promise<void> {
    const path = `${this.ready.url}/api/v1/conferences/${this.ready.conference}`;
    for (let tries = 0; ; tries++) {
      const answer = await fetch(path, { headers: { authorization: `Bearer ${this.ready.tokens.chair}` } });
      const { state } = (await answer.json()) as { state: { sites: { id: string; camera: boolean }[] } };
      if (sites.every((site) => state.sites.some(({ id, camera }) => id === site && camera))) return;
      if (tries > 300) throw new Error('the simulated sites did not join within 30 s');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  kill(signal: NodeJS.Signals): Promise<void> {
    return this.program.kill(signal);
  }

  async stop(): Promise<void> {
    await this.kill('SIGTERM');
    rmSync(this.data, { recursive: true, force: true });
  }
}
