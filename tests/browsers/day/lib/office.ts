// A person with an account, as the office's pages speak to the server: a cookie, and its X-CSRF-Token.
import { Program } from '../../lib/program.js';

export const password = 'diem cau so mot 2021';

// As an administrator does it on the server's own command line.
export function addAccount(data: string, name: string, role: 'organiser' | 'administrator'): void {
  Program.run(['account', 'add', name, '--role', role, '--data', data], `${password}\n`);
}

export class Office {
  private constructor(
    private readonly url: string,
    private readonly headers: Record<string, string>,
  ) {}

  static async login(url: string, name: string): Promise<Office> {
    const answer = await fetch(`${url}/api/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, password }),
    });
    if (answer.status !== 200) throw new Error(`login: ${answer.status} ${await answer.text()}`);
    const { csrf } = (await answer.json()) as { csrf: string };
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    return new Office(url, { cookie, 'x-csrf-token': csrf });
  }

  get(path: string): Promise<Response> {
    return fetch(this.url + path, { headers: this.headers });
  }

  post(path: string, body: unknown): Promise<Response> {
    return fetch(this.url + path, { method: 'POST', headers: { ...this.headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }
}
