import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger, type Role } from '@rung/service-kit';
import { eventually, serviceForTests } from '@rung/testing';

import { callers, columns, rows, type CallerName } from './access-table.js';
import { startWholeRung, throughACycle, type Places, type WholeRung } from './whole-rung.js';

const people: Readonly<Record<Exclude<CallerName, 'nobody' | 'expired'>, readonly [key: string, ...roles: string[]]>> = {
  stranger: ['sam'],
  self: ['bob'],
  peer: ['pat'],
  manager: ['anna'],
  above: ['olga'],
  hr: ['hr', 'hr'],
  calibrator: ['cal', 'calibrator'],
  analyst: ['ada', 'analyst'],
  operator: ['otto', 'operator'],
  editor: ['editor', 'matrix-editor'],
  editor2: ['eddie', 'matrix-editor'],
};

let rung: WholeRung;
let places: Places;
let expired: string;

beforeAll(async () => {
  rung = await startWholeRung();
  places = await throughACycle(rung.service);
  expired = await rung.service.tokenOf('hr', 'hr');
  rung.clock.advance({ minutes: 11 });
}, 300_000);
afterAll(() => rung?.close());

async function tokenOf(caller: CallerName): Promise<string | undefined> {
  if (caller === 'nobody') return undefined;
  if (caller === 'expired') return expired;
  const [key, ...roles] = people[caller];
  return rung.service.tokenOf(key, ...(roles as Role[]));
}

/** What the parameters of a route stand for in the organisation of the test. */
function addressOf(path: string): string {
  const { cycle, imported, assessment } = places;
  const named: Readonly<Record<string, string>> = {
    cycle, assessment, importId: imported, person: 'bob', phase: 'manager', file: 'people', matrixId: 'carpenters', version: '1', number: '1', projection: 'none', kind: 'cycle', id: cycle, entry: 'python-developer',
  };
  if (path === '/api/*') return '/api/tasks';
  const address = path.replace(/:(\w+)/g, (_all, name: string) => named[name] ?? `no-${name}`);
  if (address.endsWith('/migration')) return `${address}?from=1`;
  if (/\/diff(\/affected)?$/.test(address)) return `${address}?from=1&to=1`;
  if (address === '/directory/matrix-authors') return `${address}?matrix=python`;
  return /^\/(grades|reports)\//.test(path) ? `${address}?cycle=${cycle}` : address;
}

/** Nothing that a caller who may give the command could mean by it. */
function emptyOf(route: string): RequestInit {
  if (route.startsWith('GET')) return {};
  if (/ \/(api|session)/.test(route)) return { headers: { 'x-rung-console': '1' } };
  const [type, body] = route.includes('/directory/imports') ? ['text/csv', 'x\n'] : route.endsWith('/matrices/imports') ? ['text/plain', ''] : ['application/json', '{}'];
  const staleVersion = /confirmation|cancellation|retirement/.test(route) ? { 'if-match': '"999999999"' } : undefined;
  return { headers: { 'content-type': type, ...staleVersion }, body };
}

async function statusFor(route: string, caller: CallerName): Promise<number> {
  const [method = '', path = ''] = route.split(' ');
  const token = await tokenOf(caller);
  const { headers, ...body } = emptyOf(route);
  const authorization = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const answer = await fetch(rung.service.url + addressOf(path), { method, ...body, headers: { ...(headers as Record<string, string>), ...authorization } });
  await answer.arrayBuffer();
  return answer.status;
}

describe('the table of access', () => {
  it('has a row for every route of the services and the console, and none for a route that is gone', () => {
    const ofDocuments = /^GET \/docs/;
    const routes = rung.routes.filter((route) => !ofDocuments.test(route));
    expect([...new Set(routes)].sort()).toEqual(rows.map(({ route }) => route).sort());
  });

  it('has a column for every kind of caller', () => expect(columns).toEqual(callers));

  it.each(rows)('is kept by $route', async ({ route, expected }) => {
    // A database that a loaded machine lets wait for more than a second is not ready, for a moment.
    await eventually(async () => {
      const answered = await Promise.all(callers.map(async (caller) => [caller, await statusFor(route, caller)] as const));
      expect(Object.fromEntries(answered)).toEqual(expected);
    }, { timeoutMs: route === 'GET /ready' ? 30_000 : 0 });
  });
});

describe('a route that nobody thought about', () => {
  it('keeps its service from starting', async () => {
    @Controller('salaries')
    class SalariesController {
      @Get()
      all(): string {
        return 'all';
      }
    }
    @Module({ controllers: [SalariesController] })
    class SalariesModule {}
    const refused = serviceForTests([{ module: SalariesModule }], { logger: createLogger({ level: 'silent', name: 'access-test' }) });
    await expect(refused).rejects.toThrow('SalariesController.all has neither @Allow nor @PublicEndpoint');
  });
});
