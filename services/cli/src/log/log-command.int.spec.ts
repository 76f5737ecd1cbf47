// What an operator reads of `rung log` when PostgreSQL or Kafka cannot be had, or the database is another one.
import { Writable } from 'node:stream';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openMatrixDatabase } from '@rung/matrix';
import { createLogger } from '@rung/service-kit';
import { postgresForTests, type TestDatabase } from '@rung/testing';

import { rung } from '../rung.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await postgresForTests();
});
afterAll(() => database?.drop());

async function check(url: string, ...more: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') => new Writable({ write: (chunk, _, done) => ((said[name] += String(chunk)), done()) });
  const place = ['--database', url, '--brokers', '127.0.0.1:1', ...(more.includes('--topic') ? [] : ['--topic', 'rung.matrix.events'])];
  const code = await rung(['log', ...(more.length === 0 ? ['check'] : more), ...place], { out: into('out'), err: into('err') });
  return { code, ...said };
}
const of = (change: (url: URL) => void): string => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};

describe('rung log', () => {
  it.each([
    ['does not answer', () => of((url) => (url.port = '1'))],
    ['has no such database', () => of((url) => (url.pathname = '/nowhere'))],
    ['is an address that leads nowhere', () => 'postgres://nowhere.invalid/rung'],
  ])('says in a line that PostgreSQL %s, and that it is no fault of the tool', async (_what, url) => {
    const { code, err } = await check(url());
    expect([code, err]).toEqual([69, expect.stringMatching(/^A server cannot be had:\n {2}PostgreSQL, at DATABASE_URL: .+\n$/)]);
  });

  it('says that a database has no log', async () => {
    const { code, err } = await check(database.url);
    expect([code, err]).toEqual([1, expect.stringContaining('The database has no log of Rung.')]);
  });

  it('says in a line that Kafka does not answer', async () => {
    const migrated = await openMatrixDatabase({ url: database.url, logger: createLogger({ level: 'silent', name: 'log-test' }), lanes: 1 });
    await migrated.close();
    const { code, err } = await check(database.url);
    expect([code, err]).toEqual([69, expect.stringMatching(/^A server cannot be had:\n {2}Kafka, at KAFKA_BROKERS: .+\n$/)]);
  });

  it.each(['check', 'import', 'republish'])('refuses the topic of another service before it reads it, also where the log is empty: %s', async (work) => {
    const migrated = await openMatrixDatabase({ url: database.url, logger: createLogger({ level: 'silent', name: 'log-test' }), lanes: 1 });
    await migrated.close();
    const { code, err } = await check(database.url, work, '--topic', 'rung.assessment.events');
    expect([code, err]).toEqual([1, expect.stringContaining('This log is that of /rung/matrix, and rung.assessment.events that of /rung/assessment')]);
  });

  it.each([
    ['none', ''],
    ['blanks', '   '],
    ['two letters', 'no'],
    ['a novel', 'x'.repeat(1_001)],
  ])('declares nothing void for a reason that is %s', async (_what, reason) => {
    const { code, err } = await check(database.url, 'void', '--reason', reason);
    expect([code, err]).toEqual([2, expect.stringContaining('say why, in 3 to 1,000 characters')]);
  });
});
