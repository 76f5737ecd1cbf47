// A process that rebuilds what is wanted until it is killed: `node … rebuild-process.fixture.js DATABASE_URL TOPIC`.
import pg from 'pg';
import { Registry } from 'prom-client';

import { Inbox } from '../inbox/inbox.js';
import { silentLogger } from '../logger.js';
import { goalsProjection, seenProjection } from './goals.fixture.js';
import { Rebuilder } from './rebuilder.js';

const [connectionString, topic = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 3 });
const inbox = new Inbox({ pool, topic });
const rebuilder = new Rebuilder({
  pool,
  projections: [goalsProjection(inbox), seenProjection(inbox)],
  build: 'one',
  registry: new Registry(),
  logger: silentLogger,
  leaseMs: 500,
  limits: { pageEvents: 10, saveEveryMs: 0 },
});
await rebuilder.start();
