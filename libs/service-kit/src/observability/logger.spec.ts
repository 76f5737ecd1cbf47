import { Writable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';

import { withCorrelationId } from '../requests/correlation.js';
import { createLogger } from './logger.js';
import { nestLogger } from './nest-logger.js';

function recorded(): { destination: Writable; lines: () => Record<string, unknown>[] } {
  const chunks: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { destination, lines: () => chunks.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('a line of the log', () => {
  it('names the process and the correlation that it belongs to', () => {
    const { destination, lines } = recorded();
    const logger = createLogger({ level: 'info', name: 'matrix', destination });
    logger.info('outside');
    withCorrelationId('c-1', () => logger.info({ lane: 2 }, 'inside'));
    withCorrelationId('c-1', () => logger.info({ correlationId: 'c-2' }, 'its own'));
    expect(lines().map(({ name, correlationId }) => [name, correlationId])).toEqual([
      ['matrix', undefined],
      ['matrix', 'c-1'],
      ['matrix', 'c-2'],
    ]);
  });

  it('has nothing of an error that a driver hung on it', () => {
    const { destination, lines } = recorded();
    const logger = createLogger({ level: 'info', name: 'matrix', destination });
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (person)=(anna) already exists.' });
    const failure = Object.assign(new Error('query failed', { cause }), { parameters: ['anna'], query: 'insert …' });
    logger.error({ err: failure }, 'failed');
    logger.error({ err: 'anna' }, 'thrown by a stranger');
    expect(lines()[0]).toMatchObject({ err: { message: 'query failed', cause: { code: '23505', message: 'duplicate key' } } });
    expect(JSON.stringify(lines())).not.toContain('anna');
  });

  it('is at debug when it is the chatter of the framework', () => {
    const { destination, lines } = recorded();
    const nest = nestLogger(createLogger({ level: 'debug', name: 'matrix', destination }));
    nest.log('Mapped {/live, GET} route', 'RouterExplorer');
    nest.error(new Error('no'), 'stack\n  at x', 'ExceptionsHandler');
    expect(lines().map(({ level, source, msg }) => [level, source, msg])).toEqual([
      [20, 'RouterExplorer', 'Mapped {/live, GET} route'],
      [50, 'ExceptionsHandler', 'no'],
    ]);
  });
});
