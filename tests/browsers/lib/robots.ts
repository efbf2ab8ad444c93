// `diemcau robots`: simulated sites as a program of their own.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const program = path.resolve(import.meta.dirname, '../../../build/gcc/src/app/diemcau');

export class Robots {
  private constructor(private readonly child: ChildProcess) {}

  static start(url: string, tokens: string[], options: string[] = []): Robots {
    const child = spawn(program, ['robots', '--url', url, ...tokens.flatMap((token) => ['--token', token]), ...options], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return new Robots(child);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}
