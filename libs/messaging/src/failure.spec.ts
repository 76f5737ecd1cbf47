import { describe, expect, it } from '@jest/globals';
import { DomainError, UnknownEventType, UnknownSchemaVersion } from '@rung/event-sourcing';
import { VersionConflict } from '@rung/event-store';
import pg from 'pg';
import { z } from 'zod';

import { blamesTheEvent, describeFailure } from './failure.js';

const pgError = (code: string, more: object = {}) =>
  Object.assign(new pg.DatabaseError('invalid input syntax for type integer: "a secret"', 10, 'error'), { severity: 'ERROR', code, ...more });
const withCode = (code: string) => Object.assign(new Error('connect'), { code });
const schemaError = () => z.object({ rating: z.number() }).safeParse({ rating: 'a secret' }).error;

describe('the blame for a failure', () => {
  it.each([
    ['a refusal of the domain', new DomainError('cycle-not-open', 'closed')],
    ['a schema that does not fit', schemaError()],
    ['a slip in the code', new TypeError('undefined is not a function')],
    ['data that the database cannot read', pgError('22P02')],
    ['a constraint', pgError('23505')],
    ['a row that is too large for an index', pgError('54000')],
    ['a constraint behind TypeORM', Object.assign(new Error('x'), { name: 'QueryFailedError', driverError: pgError('23505') })],
    ['something thrown that is no error', 'text'],
    ['an error that says nothing of a connection', new Error('no such level')],
  ])('is the event\'s for %s', (_, error) => expect(blamesTheEvent(error)).toBe(true));

  it.each([
    ['a refused connection', withCode('ECONNREFUSED')],
    ['a connection that was cut', new Error('Connection terminated unexpectedly')],
    ['a pool that has none left', new Error('timeout exceeded when trying to connect')],
    ['a deadlock', pgError('40P01')],
    ['a shutdown', pgError('57P01')],
    ['a full disk', pgError('53100')],
    ['a statement that was cancelled', pgError('57014')],
    ['a table that a migration has yet to make', pgError('42P01')],
    ['a lost connection behind TypeORM', Object.assign(new Error('x'), { name: 'QueryFailedError', driverError: withCode('ECONNRESET') })],
    ['a stream that moved', new VersionConflict('plan/1', 1, 2)],
    ['an event type of a newer build', new UnknownEventType('GoalShared')],
    ['a schema version of a newer build', new UnknownSchemaVersion('GoalSet', 3, 2)],
  ])('is not the event\'s for %s', (_, error) => expect(blamesTheEvent(error)).toBe(false));
});

describe('a failure in words', () => {
  it('quotes no data', () => {
    expect(describeFailure(pgError('22P02', { table: 'grades', column: 'level' }))).toBe('SQLSTATE 22P02 table grades column level');
    expect(describeFailure(schemaError())).toBe('ZodError: rating: invalid_type');
  });

  it('names what is missing', () => {
    const missing = Object.assign(new pg.DatabaseError('relation "grades" does not exist', 10, 'error'), { severity: 'ERROR', code: '42P01' });
    expect(describeFailure(missing)).toBe('SQLSTATE 42P01: relation "grades" does not exist');
  });
});
