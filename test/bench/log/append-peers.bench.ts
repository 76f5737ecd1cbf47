// Appends per second beside the event stores and the mapper that a TypeScript team would take instead: same server, same event.
import { createPostgresEventLog, eventLogSql } from '@rung/event-store';

import { compare, type Aim, type BenchOptions, type BenchResult } from '../bench-result.js';
import { poolTo } from '../pool-to.js';
import { appendsPerSecond } from './append-one.js';
import { benchServer } from './bench-server.js';
import { sideBySide } from './clients.js';
import { counted, rowsIn } from './counted.js';
import { loggerOf } from './logger-of.js';
import { castore, emmett, typeOrm, type PeerStore } from './peer-stores.js';

export const name = 'append-peers';

const clients = 32;
const [shortRunMs, longRunMs] = [2_000, 10_000];

const peers: readonly { name: string; aim: Aim; open: (url: string) => Promise<PeerStore> }[] = [
  { name: 'Emmett appendToStream', aim: '>= 6', open: emmett },
  { name: 'Castore pushEvent', aim: '>= 2.5', open: castore },
  { name: 'TypeORM save()', aim: '>= 6', open: (url) => typeOrm(url, clients) },
];

/** 32 clients on each side, every event a stream of its own, every one durable before it is answered. */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const runMs = isLong ? longRunMs : shortRunMs;
  const server = await benchServer();
  const pool = poolTo(await server.database('bench_log'));
  try {
    await pool.query(eventLogSql({ lanes: 1 }));
    const log = await createPostgresEventLog({ pool, logger: loggerOf(progress) });
    const compared: BenchResult[] = [];
    for (const { name: peer, aim, open } of peers) {
      progress(`append, ${clients} clients, beside ${peer}`);
      const url = await server.database('bench_peer');
      const store = await open(url);
      const ours = () => appendsPerSecond(log, clients, runMs);
      const theirs = () => counted(() => rowsIn(url, store.table), () => sideBySide(clients, runMs, store.append));
      compared.push(await compare({ name: `append, ${clients} clients, against ${peer}`, unit: 'events/s', aim, ours, theirs }));
      await store.close();
    }
    await log.close();
    return compared;
  } finally {
    await pool.end();
    await server.stop();
  }
}
