import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@rung/event-sourcing';
import { CommitUnknown, LogGap, LogRestored, LogUnavailable } from '@rung/event-store';

import { problemOf } from './problem-of.js';
import { viewBehind } from './refusals.js';

const coded = (code: string): Error => Object.assign(new Error('the driver says so'), { code });

describe('what was thrown', () => {
  it.each([
    ['a commit that nobody knows of', new CommitUnknown(coded('ECONNRESET'))],
    ['a log that takes nothing', new LogUnavailable(undefined)],
    ['a server that is not there', coded('ECONNREFUSED')],
    ['a server that stops', coded('57P01')],
    ['a query that was cancelled', coded('57014')],
    ['a server that was demoted', coded('25006')],
    ['a password that was changed', coded('28P01')],
    ['a server that does not let us in', coded('28000')],
    ['a database that is being restored', coded('3D000')],
    ['a database that takes no connections', coded('55000')],
    ['a deadlock', coded('40P01')],
    ['a read on a standby that was in the way', coded('40001')],
    ['a commit that the server knows nothing of', coded('40003')],
    ['an idle session that was ended', coded('57P05')],
    ['a disk that fails', coded('58030')],
    ['a disk that is full', coded('53100')],
    ['no memory left', coded('53200')],
    ['a lock that somebody holds', coded('55P03')],
    ['a name that is not resolved for now', coded('EAI_AGAIN')],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
    ['a network that is silent', new Error('Query read timeout')],
    ['a connection that broke before', new Error('Client has encountered a connection error and is not queryable')],
    ['an outage below', new Error('query failed', { cause: coded('ECONNREFUSED') })],
    ['an outage below TypeORM', Object.assign(new Error('query failed'), { driverError: coded('08006') })],
  ])('is worth another try: %s', (_what, error) => {
    expect(problemOf(error, 'c')).toMatchObject({ status: 503, headers: { 'retry-after': '1' }, logAs: 'warn' });
    expect(JSON.stringify(problemOf(error, 'c').body)).not.toContain('driver');
  });

  it('names a log that was restored, and that only its operator can open it', () => {
    expect(problemOf(new LogRestored('assessment'), 'c')).toMatchObject({ status: 503, headers: { 'retry-after': '30' }, logAs: 'warn', body: { code: 'log-restored', log: 'assessment', detail: expect.stringMatching(/log of assessment.*rung log check/) } });
  });

  it.each([
    ['a constraint that was broken', coded('23505')],
    ['a statement within a transaction that failed', coded('25P02')],
    ['a right that we lack', coded('42501')],
    ['a table that is not there', coded('42P01')],
    ['data that are damaged', coded('XX001')],
    ['a hole in the log', new LogGap(0, 1n, 3n)],
    ['a mistake', new TypeError('x is undefined')],
    ['no error at all', 'a string'],
    ['nothing', undefined],
    ['a refusal that is not in the catalogue', new DomainError('made-up', 'x')],
  ])('is ours to mend: %s', (_what, error) => {
    expect(problemOf(error, 'c')).toMatchObject({ status: 500, logAs: 'error', body: { code: 'internal-error' } });
  });

  it('cannot pose as the problem itself', () => {
    const details = { status: 200, type: 'x', title: 'x', code: 'x', correlationId: 'x', instance: 'x', detail: 'x', cells: ['a'] };
    const { body } = problemOf(new DomainError('cycle-not-open', 'It is a draft.', details), 'c');
    expect(body).toEqual({
      type: 'urn:rung:problem:cycle-not-open',
      title: 'The cycle is not open',
      status: 409,
      detail: 'It is a draft.',
      code: 'cycle-not-open',
      correlationId: 'c',
      cells: ['a'],
    });
  });

  it('tells when to come back', () => {
    const { headers, body } = problemOf(viewBehind(7, 5, 2.5), 'c');
    expect(headers['retry-after']).toBe('3');
    expect(body).toMatchObject({ code: 'view-behind', atLeast: 7, version: 5 });
    expect(body).not.toHaveProperty('retryAfterSeconds');
  });
});
