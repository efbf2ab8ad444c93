// The program under test, as an operator starts it.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

const program = path.resolve(import.meta.dirname, '../../../build/gcc/src/app/diemcau');

// One that runs until it is ended.
export class Program {
  private readonly log: string[] = [];

  private constructor(private readonly child: ChildProcess) {
    if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => this.log.push(line));
  }

  // `line` gets what it prints, line by line.
  static start(args: string[], line: (text: string) => void): Program {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    createInterface({ input: child.stdout }).on('line', line);
    return new Program(child);
  }

  // One that ends by itself; what it printed. Throws where it failed.
  static run(args: string[], input = ''): string {
    const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
    if (status !== 0) throw new Error(`diemcau ${args.join(' ')} ended with ${status}: ${stderr}`);
    return stdout;
  }

  get logText(): string {
    return this.log.join('\n');
  }

  onExit(ended: (code: number | null) => void): void {
    this.child.once('exit', ended);
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }
}
