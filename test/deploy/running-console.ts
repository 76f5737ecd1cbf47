// The console in front of running services, at the issuer of the demo, and somebody who signs in, looks, and signs out.
import { randomBytes } from 'node:crypto';

import { Module } from '@nestjs/common';
import { ConsoleModule, openConsoleDatabase } from '@rung/console';
import { freePort } from '@rung/local-servers';
import { createTokenVerifier, ServiceKitModule, startHttp, type Logger } from '@rung/service-kit';
import { consoleClient, consoleScope, createDevIssuer, startIssuer } from '@rung/standalone';
import { postgresForTests } from '@rung/testing';
import { Registry } from 'prom-client';

export interface RunningConsole {
  readonly url: string;
  /** A whole session, which ends. */
  visit(): Promise<void>;
}

const host = '127.0.0.1';
const personIdSecret = 'a secret of the dashboard, of enough characters';

/** @param closing what is to be stopped in the end, the last first. */
export async function startConsole(services: Readonly<Record<'matrix' | 'assessment' | 'reporting', string>>, logger: Logger, closing: (() => Promise<unknown>)[]): Promise<RunningConsole> {
  const [port, issuerPort] = [await freePort(), await freePort()];
  const [url, issuer] = [`http://${host}:${port}`, `http://${host}:${issuerPort}/issuer`];
  const devIssuer = await createDevIssuer({ issuer, environment: 'test', people: [{ key: 'hr', name: 'Ольга Соколова', title: { ru: 'HR', en: 'Human resources' }, roles: ['hr'] }], client: consoleClient(url) });
  const signingIn = await startIssuer({ devIssuer, port: issuerPort, logger });
  closing.push(() => signingIn.close());
  const server = await postgresForTests();
  closing.push(() => server.drop());
  const database = await openConsoleDatabase({ url: server.url, logger });
  closing.push(() => database.close());
  const provider = { issuer, clientId: consoleClient(url).id, scope: consoleScope };
  const console = await ConsoleModule.with({ database, publicUrl: url, provider, services, sessionSecret: randomBytes(32) });
  const verifier = createTokenVerifier({ issuer, audience: 'rung', jwksUrl: `${issuer}/jwks`, personIdSecret });
  @Module({ imports: [ServiceKitModule.forRoot({ verifier, registry: new Registry(), logger, personIdSecret }), console] })
  class ConsoleProcess {}
  const http = await startHttp(ConsoleProcess, { host, port, title: 'test', description: 'test', version: '0' });
  closing.push(() => http.close());
  return { url, visit: () => visit(url) };
}

async function visit(url: string): Promise<void> {
  const cookies = new Map<string, string>();
  const go = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, { ...init, headers: { cookie, origin: url, ...init.headers }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const placeOf = (answer: Response): string => answer.headers.get('location') ?? '';
  const asked = placeOf(await go(`${url}/session/sign-in`));
  const picked = await fetch(asked, { method: 'POST', body: new URLSearchParams({ person: 'hr' }), redirect: 'manual' });
  await go(placeOf(picked));
  // The services of this story know another issuer, and say so; what they say comes through.
  const answer = await go(`${url}/api/matrices`);
  if (answer.status !== 401) throw new Error(`${answer.status} through the console: ${await answer.text()}`);
  const left = await go(`${url}/session/sign-out`, { method: 'POST', headers: { 'x-rung-console': '1' } });
  if (!left.ok) throw new Error(`${left.status} at the sign-out: ${await left.text()}`);
}
