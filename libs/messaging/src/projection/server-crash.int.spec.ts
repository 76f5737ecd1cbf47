// A crash of the server takes back commits that waited for no disk: a projection's rows and cursor go back together, and come to the same again.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createPostgresEventLog } from '@rung/event-store';
import { startPostgres, type RunningPostgres } from '@rung/local-servers';
import { eventually } from '@rung/testing';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Registry } from 'prom-client';

import { temporaryLog } from '../contract/temporary-log.js';
import { Inbox } from '../inbox/inbox.js';
import { LogTailBus } from '../log-tail-bus.js';
import { silentLogger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import type { Projection } from './projection.js';
import { Projector } from './projector.js';

const topic = 'rung.plan.events';
const patience = { timeoutMs: 60_000 };

let dir: string;
let server: RunningPostgres;
let pool: pg.Pool;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rung-crash-'));
  // The server runs as another user when we are root, and would otherwise keep its data elsewhere.
  await chmod(dir, 0o711);
  server = await startPostgres({ dataDir: join(dir, 'data'), tell: () => undefined });
  pool = new pg.Pool({ connectionString: server.url('postgres') });
  pool.on('error', () => undefined);
});
afterAll(async () => {
  await pool.end();
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

const one = async (text: string): Promise<number> => Number((await pool.query<{ value: string }>(text)).rows[0]?.value);
const counts = async () => ({
  log: await one('select count(*) as value from event_log.events'),
  inbox: await one('select count(*) as value from inbox'),
  inboxCursor: await one('select coalesce(sum(position), 0) as value from inbox_cursors'),
  view: await one('select coalesce(sum(times), 0) as value from seen'),
  viewCursor: await one('select coalesce(sum(position), 0) as value from projection_cursors'),
});
const all = (count: number) => ({ log: count, inbox: count, inboxCursor: count, view: count, viewCursor: count });

/** Stops the process that writes to disk what no commit waits for, while it rests: in the midst of a write it would hold the lock that every other write waits for. */
async function freezeWalWriter(): Promise<number> {
  return eventually(async () => {
    const pid = await one(`select pid as value from pg_stat_activity where backend_type = 'walwriter'`);
    process.kill(pid, 'SIGSTOP');
    const { rows } = await pool.query<{ wait: string | null }>(`select wait_event as wait from pg_stat_activity where pid = ${pid}`);
    if (rows[0]?.wait !== 'WalWriterMain') process.kill(pid, 'SIGCONT');
    expect(rows).toEqual([{ wait: 'WalWriterMain' }]);
    return pid;
  }, patience);
}

it('projects again, once each, what the server lost', async () => {
  await pool.query(messagingSql);
  await pool.query('create table seen (lane smallint, position bigint, times int not null, primary key (lane, position))');
  const source = await temporaryLog(pool, 1);
  const inbox = new Inbox({ pool, topic });
  const projection: Projection = {
    name: 'seen',
    feed: inbox,
    async project(events, tx) {
      await tx.query(
        `insert into seen select lane, position, 1 from unnest($1::smallint[], $2::bigint[]) as e(lane, position)
         on conflict (lane, position) do update set times = seen.times + 1`,
        [events.map(({ lane }) => lane), events.map(({ position }) => String(position))],
      );
    },
  };
  const follow = async () => {
    const log = await createPostgresEventLog({ pool, logger: silentLogger });
    const bus = new LogTailBus(new Map([[topic, log]]));
    const subscription = await inbox.subscribeTo(bus, 'spec');
    const projector = new Projector({ pool, projection, registry: new Registry(), logger: silentLogger });
    await projector.start();
    return async () => {
      await subscription.stop();
      await projector.stop();
      await log.close();
    };
  };

  await source.append(20);
  const stopFirst = await follow();
  await eventually(async () => expect(await counts()).toEqual(all(20)), patience);
  await stopFirst();
  await source.append(5);
  await source.log.close(); // and with it whatever else waits for the disk

  const walWriter = await freezeWalWriter();
  try {
    const stopSecond = await follow();
    await eventually(async () => expect(await counts()).toEqual(all(25)), patience);
    await stopSecond();
  } finally {
    process.kill(walWriter, 'SIGKILL'); // the server ends every session, and begins again from what is on disk
  }
  const kept = await eventually(async () => {
    const found = await counts();
    expect(found.viewCursor).toBeLessThan(25);
    return found;
  }, patience);
  expect(kept).toMatchObject({ log: 25, inbox: 25, inboxCursor: 25, view: kept.viewCursor });

  const stopThird = await follow();
  await eventually(async () => expect(await counts()).toEqual(all(25)), patience);
  await stopThird();
}, 180_000);
