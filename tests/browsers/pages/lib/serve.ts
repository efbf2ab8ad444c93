// Builds the stories of the web app and serves them as files; the address is in STORIES_URL.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../../..');
const built = path.join(root, 'build/stories');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export default async function serve(): Promise<() => Promise<void>> {
  execFileSync('npm', ['run', '--silent', 'stories:build'], { cwd: path.join(root, 'web'), stdio: ['ignore', 'ignore', 'inherit'] });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stories');
    readFile(path.join(built, path.normalize(pathname))).then(
      (bytes) => response.writeHead(200, { 'Content-Type': types[path.extname(pathname)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['STORIES_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/stories/index.html`;
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
