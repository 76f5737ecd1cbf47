// The event log on PostgreSQL: group commit in lanes, dense positions, one effect per command id.
import pg from 'pg';
import type { Registry } from 'prom-client';

import type { Append, Appended, EventLog } from '../event-log.js';
import type { Logger } from '../logger.js';
import { createAppendMetrics, noMetrics } from './append-metrics.js';
import { connectionConfigOf } from './connection-config.js';
import { untilDurable } from './durability.js';
import { readGate } from './epoch-gate.js';
import { createGrowthSignal } from './growth-signal.js';
import { createLaneConnection } from './lane-connection.js';
import { laneOf } from './lane-of.js';
import { createLaneWriter } from './lane-writer.js';
import { pendingAppend } from './pending-append.js';
import { findCommand, readHeads, readLane, readSerializedLane, readSettings, readStream } from './reading.js';
import { LogClosed } from './store-errors.js';

export type PostgresEventLogOptions = ({ readonly pool: pg.Pool } | { readonly connectionString: string }) & {
  /** Takes the log's series; none are kept where absent. */
  readonly registry?: Registry;
  /** Tells it from other logs: in the series, and where it takes no commands. */
  readonly name?: string;
  readonly logger: Logger;
};

/**
 * Opens a log that `eventLogSql` has created. Reads go through the pool; appends through a connection per lane, and
 * notifications through one more, all opened when first needed to where the pool goes (directly: no transaction pooler).
 * @param options the pool stays its owner's; one that is made from a connection string ends with the log.
 * @returns a log whose appends throw, besides VersionConflict: LogUnavailable (nothing stored), CommitUnknown (ask again
 *   with the same command id), LogClosed, TypeError or RangeError for a malformed append, DomainError payload-too-large for an event of more than 900 kB, and PostgreSQL's own error
 *   for data that it cannot store. Reads throw LogGap when a position is missing.
 * @throws when the server cannot be reached, has no log, or is older than PostgreSQL 17.
 */
export async function createPostgresEventLog(options: PostgresEventLogOptions): Promise<EventLog> {
  const { logger, registry, name = 'events' } = options;
  const pool = 'pool' in options ? options.pool : ownPool(options.connectionString, logger);
  const endPool = async (): Promise<void> => ('pool' in options ? undefined : pool.end());
  const { lanes, epoch } = await readSettings(pool).catch(async (error: unknown) => {
    await endPool();
    throw error;
  });
  let lastEpoch = epoch;
  let closing: Promise<void> | undefined;

  const config = connectionConfigOf(pool);
  const signal = createGrowthSignal({ config, lanes, logger });
  const reads = { heads: () => readHeads(pool, lanes), isOpen: async () => (await readGate(pool)).isOpen };
  const metrics = registry === undefined ? noMetrics : createAppendMetrics(registry, name, reads);
  const connections = Array.from({ length: lanes }, (_, lane) => createLaneConnection({ config, lane }));
  const writers = connections.map((connection, lane) =>
    createLaneWriter({ log: name, lane, connection, logger, onCommitted: signal.grew }),
  );

  const queued = (append: Append): Promise<Appended> =>
    new Promise((resolve, reject) => {
      if (closing !== undefined) throw new LogClosed();
      writers[laneOf(append.streamId, lanes)]!.add(pendingAppend(append, { resolve, reject }));
    });

  const withLastEpoch = <Event extends { readonly epoch: string }>(events: readonly Event[]): readonly Event[] => {
    lastEpoch = events[0]?.epoch ?? lastEpoch;
    return events;
  };

  const close = async (): Promise<void> => {
    await Promise.all(writers.map((writer) => writer.drained()));
    await Promise.all(connections.map((connection) => connection.close()));
    await signal.close();
    await endPool();
  };

  return {
    lanes,
    get epoch() {
      return lastEpoch;
    },
    async append(append) {
      const startedAt = performance.now();
      const seconds = (): number => (performance.now() - startedAt) / 1_000;
      try {
        const appended = await queued(append);
        metrics.appended(append, appended, seconds());
        return appended;
      } catch (error) {
        metrics.failed(error, seconds());
        throw error;
      }
    },
    readStream: async (streamId, afterVersion = 0) => withLastEpoch(await readStream(pool, streamId, afterVersion)),
    readLane: async (lane, after, limit) => withLastEpoch(await readLane(pool, lane, after, limit)),
    readSerializedLane: async (lane, after, limit) => withLastEpoch(await readSerializedLane(pool, lane, after, limit)),
    async findCommand(commandId) {
      const answered = await findCommand(pool, commandId);
      if (answered !== undefined) await untilDurable(pool);
      return answered;
    },
    untilDurable: () => untilDurable(pool),
    heads: () => readHeads(pool, lanes),
    onGrowth: signal.onGrowth,
    close: () => (closing ??= close()),
  };
}

function ownPool(connectionString: string, logger: Logger): pg.Pool {
  const pool = new pg.Pool({ connectionString });
  pool.on('error', (error) => logger.warn({ reason: error.message }, 'an idle connection of the log was lost'));
  return pool;
}
