import { describe, expect, it } from '@jest/globals';
import { postgresForTests } from '@rung/testing';
import { randomUUID } from 'node:crypto';
import { Registry } from 'prom-client';

import { appendOf, newStream, noted } from '../contract/log-under-test.js';
import { closeGate } from './epoch-gate.js';
import { createPostgresEventLog } from './postgres-event-log.js';
import { eventLogSql } from './event-log-sql.js';
import { silent } from './postgres-log.fixture.js';

describe('The log in numbers', () => {
  it('counts appends, events, conflicts and heads of the whole log, never by stream or kind of stream: it would tell that somebody has answered', async () => {
    const database = await postgresForTests();
    await database.pool.query(eventLogSql({ lanes: 2 }));
    const registry = new Registry();
    const log = await createPostgresEventLog({ pool: database.pool, registry, logger: silent });
    const stream = newStream();
    const asked = appendOf(stream, 0, { commandId: randomUUID(), events: [noted('a'), noted('b')] });
    const { lane } = await log.append(asked);
    await log.append(asked);
    await expect(log.append(appendOf(stream, 0))).rejects.toBeInstanceOf(Error);
    await expect(log.append(appendOf(stream, 0, { events: [] }))).rejects.toBeInstanceOf(Error);

    const text = await registry.metrics();
    expect(text).toContain('rung_eventstore_append_events_total{log="events"} 2\n');
    expect(text).toContain('rung_eventstore_conflicts_total{log="events"} 1\n');
    expect(text).toContain(`rung_eventstore_head_position{log="events",lane="${lane}"} 2\n`);
    expect(text).toContain('rung_eventstore_open{log="events"} 1\n');
    await closeGate(database.pool);
    expect(await registry.metrics()).toContain('rung_eventstore_open{log="events"} 0\n');
    expect(text).toContain(`rung_eventstore_head_position{log="events",lane="${1 - lane}"} 0\n`);
    for (const outcome of ['appended', 'repeated', 'conflict', 'failed']) {
      expect(text).toContain(`append_duration_seconds_count{log="events",outcome="${outcome}"} 1\n`);
    }
    expect(text).not.toContain(stream);
    expect(text).not.toMatch(/\bnote\b|Noted/);
    await log.close();
    await database.drop();
  });

  it('takes several logs in one process, and tells them apart', async () => {
    const registry = new Registry();
    const [first, second] = await Promise.all([0, 1].map(async () => {
      const database = await postgresForTests();
      await database.pool.query(eventLogSql({ lanes: 1 }));
      return database;
    }));
    const open = (database: typeof first, name: string) => createPostgresEventLog({ pool: database!.pool, name, registry, logger: silent });
    const logs = [await open(first, 'matrix'), await open(second, 'assessment')];
    for (const log of logs) await log.append(appendOf(newStream(), 0, { events: [noted('a')] }));
    await logs[1]!.append(appendOf(newStream(), 0, { events: [noted('b')] }));

    const text = await registry.metrics();
    expect(text).toContain('rung_eventstore_append_events_total{log="matrix"} 1\n');
    expect(text).toContain('rung_eventstore_append_events_total{log="assessment"} 2\n');
    for (const log of ['matrix', 'assessment']) expect(text).toContain(`rung_eventstore_conflicts_total{log="${log}"} 0\n`);
    expect(text).toContain('rung_eventstore_head_position{log="matrix",lane="0"} 1\n');
    expect(text).toContain('rung_eventstore_head_position{log="assessment",lane="0"} 2\n');
    await expect(open(first, 'matrix')).rejects.toThrow('a log named "matrix" feeds this registry already');

    for (const log of logs) await log.close();
    await Promise.all([first!.drop(), second!.drop()]);
  });
});
