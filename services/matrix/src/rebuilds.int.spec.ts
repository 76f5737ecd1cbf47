import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import { createPostgresEventLog } from '@rung/event-store';
import { Inbox, LogFeed, Rebuilder, rebuildRequests, wantRebuild, whyNot } from '@rung/messaging';
import { createLogger, type ServiceDatabase } from '@rung/service-kit';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';

import { openMatrixDatabase } from './database.js';
import { projectionsOf } from './matrix.module.js';

const logger = createLogger({ level: 'silent', name: 'matrix-test' });

describe('the views', () => {
  let server: TestDatabase;
  let database: ServiceDatabase;
  beforeAll(async () => {
    server = await postgresForTests();
    database = await openMatrixDatabase({ url: server.url, lanes: 2, logger });
  });
  afterAll(async () => {
    await database?.close();
    await server?.drop();
  });

  it('can be rebuilt, as their tables are, but for those that say why not', async () => {
    const log = await createPostgresEventLog({ pool: database.pool, logger });
    const projections = projectionsOf(new LogFeed(log, topics.matrix), new Inbox({ pool: database.pool, topic: topics.assessment }));
    expect(projections.filter((projection) => whyNot(projection) !== undefined).map(({ name }) => name)).toEqual([]);
    const names = projections.filter((projection) => whyNot(projection) === undefined).map(({ name }) => name);
    for (const name of names) await wantRebuild(database.pool, name, 'an operator');
    const rebuilder = new Rebuilder({ pool: database.pool, projections, build: 'one', registry: new Registry(), logger });
    await rebuilder.start();
    try {
      await eventually(async () => {
        const requests = await rebuildRequests(database.pool, names);
        expect(requests.map(({ trouble, outcome }) => trouble ?? outcome)).toEqual(names.map(() => 'swapped'));
      });
    } finally {
      await rebuilder.stop();
      await log.close();
    }
  });
});
