// A browser as far as a sign-in needs one: it keeps cookies, and goes where it is sent step by step.
import { request, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Browser {
  /** By name. */
  readonly cookies: Map<string, string>;
  /** Set-Cookie of every answer, as it came. */
  readonly set: string[];
  go(url: string, init?: RequestInit): Promise<Response>;
  /** Picks a person at the issuer. @returns where the issuer sends the browser. */
  pick(authorizationUrl: string, person: string): Promise<string>;
  /** The whole way. @returns where it ends. */
  signIn(consoleUrl: string, person: string, returnTo?: string): Promise<string>;
}

export function browser(): Browser {
  const cookies = new Map<string, string>();
  const set: string[] = [];
  const go = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      set.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  const pick = async (authorizationUrl: string, person: string): Promise<string> => {
    const answer = await go(authorizationUrl, { method: 'POST', body: new URLSearchParams({ person }) });
    return answer.headers.get('location') ?? '';
  };
  return {
    cookies,
    set,
    go,
    pick,
    async signIn(consoleUrl, person, returnTo = '/') {
      const begun = await go(`${consoleUrl}/session/sign-in?return=${encodeURIComponent(returnTo)}`);
      const returned = await go(await pick(begun.headers.get('location') ?? '', person));
      return returned.headers.get('location') ?? `${returned.status}`;
    },
  };
}

export interface Navigated {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** As somebody who opens an address; `fetch` always says that it is a script's. */
export function navigated(url: string, more: Readonly<Record<string, string>> = {}): Promise<Navigated> {
  const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-mode': 'navigate', ...more };
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode, headers: answer.headers, body }), reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}
