// `diemcau robots`: simulated sites as a program of their own.
import { Program } from './program.js';

// What a watching robot decoded in one slot in the last second.
export interface RobotSlot {
  slot: string;
  site: number | null; // by the newest mark, or the loudest test tone
  width: number;
  height: number;
  frames: number;
}

export class Robots {
  // The newest report of each robot that watches, by its site.
  readonly reports = new Map<string, RobotSlot[]>();

  private readonly program: Program;

  private constructor(args: string[]) {
    this.program = Program.start(args, (line) => {
      const { robot, slots } = JSON.parse(line) as { robot: string; slots: RobotSlot[] };
      this.reports.set(robot, slots);
    });
  }

  static start(url: string, tokens: string[], options: string[] = []): Robots {
    return new Robots(['robots', '--url', url, ...tokens.flatMap((token) => ['--token', token]), ...options]);
  }

  stop(): Promise<void> {
    return this.program.kill('SIGTERM');
  }
}
