// A sound card that plays into nothing. Without one, Firefox never starts an AudioContext, so nothing could be heard in it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export default async function soundCard(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sound-'));
  const socket = path.join(folder, 'native');
  const child = spawn(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--exit-idle-time=-1',
      '--load=module-null-sink sink_name=silence',
      `--load=module-native-protocol-unix auth-anonymous=1 socket=${socket}`,
    ],
    { stdio: 'ignore', env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder } },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let tries = 0; !existsSync(socket); tries++) {
    if (tries > 100 || child.exitCode !== null) throw new Error('pulseaudio does not start; is it installed?');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  process.env['PULSE_SERVER'] = `unix:${socket}`;
  return async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}
