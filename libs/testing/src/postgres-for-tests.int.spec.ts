import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postgresForTests, type TestDatabase } from './postgres-for-tests.js';

describe('a database for a test', () => {
  let one: TestDatabase;
  let other: TestDatabase;
  beforeAll(async () => {
    [one, other] = await Promise.all([postgresForTests(), postgresForTests()]);
  });
  afterAll(() => Promise.all([one.drop(), other.drop()]));

  it('is empty and its own', async () => {
    await one.pool.query('create table facts (id int)');
    await expect(other.pool.query('select from facts')).rejects.toThrow('does not exist');
  });

  it('is copied as it is', async () => {
    await one.pool.query('create table kept as select 7 as number');
    const copy = await one.copy();
    await one.pool.query('update kept set number = 8');
    const { rows } = await copy.pool.query('select number from kept');
    await copy.drop();
    expect(rows).toEqual([{ number: 7 }]);
  });

  it('is on the one server of the run', async () => {
    const startedAt = 'select pg_postmaster_start_time()::text as at';
    const [first, second] = await Promise.all([one.pool.query(startedAt), other.pool.query(startedAt)]);
    expect(first.rows).toEqual(second.rows);
  });

  it('is gone after drop, even while somebody is connected', async () => {
    const brief = await postgresForTests();
    const left = await postgresForTests();
    await brief.drop();
    await expect(left.pool.query('select from pg_database where $1 like $2', [brief.url, 'x'])).resolves.toBeDefined();
    const { rowCount } = await left.pool.query('select from pg_database where datname = $1', [new URL(brief.url).pathname.slice(1)]);
    await left.drop();
    expect(rowCount).toBe(0);
  });
});
