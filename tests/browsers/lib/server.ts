// The real program, started as an operator starts it, on free ports and an empty data folder.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const program = path.resolve(import.meta.dirname, '../../../build/gcc/src/app/diemcau');

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

export class Server {
  private constructor(
    readonly ready: Ready,
    private readonly data: string,
    private readonly child: ChildProcess,
    private readonly log: string[],
  ) {}

  // Starts on `listen` (default: a free port) with `data` (default: a new folder), and waits for the ready line.
  static async start(options: { data?: string; listen?: string; mediaPort?: number } = {}): Promise<Server> {
    const data = options.data ?? mkdtempSync(path.join(tmpdir(), 'diemcau-'));
    const child = spawn(
      program,
      ['serve', '--demo', '--data', data, '--listen', options.listen ?? '127.0.0.1:0', '--media-port', String(options.mediaPort ?? 0)],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const log: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
    const ready = await new Promise<Ready>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', (line) => {
        resolve(JSON.parse(line) as Ready);
      });
      child.once('exit', (code) => {
        reject(new Error(`the server ended with ${code}:\n${log.join('\n')}`));
      });
    });
    return new Server(ready, data, child, log);
  }

  get dataFolder(): string {
    return this.data;
  }

  // As the log says it when ready.
  get mediaPort(): number {
    return Number(/media on port (\d+)/.exec(this.logText)?.[1]);
  }

  get logText(): string {
    return this.log.join('\n');
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

  async kill(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill('SIGTERM');
    rmSync(this.data, { recursive: true, force: true });
  }
}
