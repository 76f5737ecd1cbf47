// How a commit is waited for on a synchronous standby, and what is read before it was.
import type pg from 'pg';

import { failpoint } from '../failpoint.js';
import { CommitUnknown } from './store-errors.js';

/** Somebody cancelled the wait for a synchronous standby: the commit is here, and may be here alone. */
export class ReplicationCutShort extends Error {
  constructor() {
    super('The wait for synchronous replication was cancelled.');
    this.name = 'ReplicationCutShort';
  }
}

/**
 * @param scope of the setting: the connection, or the transaction.
 * @returns SQL after which a commit waits for the disk, and for the standby where there is one, whatever the server's default is.
 */
export const waitForStandbySql = (scope: 'session' | 'transaction'): string =>
  `select set_config('synchronous_commit', 'on', ${scope === 'transaction'}) where current_setting('synchronous_commit') not in ('on', 'remote_apply')`;

/**
 * A cancelled wait commits here alone and says so in a warning: that is no answer to pass on. The warning has no code of its own and its
 * words may be translated; the routine that gave it has one name.
 */
export function watchReplication(client: pg.ClientBase): { wasCutShort(): boolean; end(): void } {
  let cutShort = false;
  const watch = ({ routine }: { routine?: string | undefined }): void => {
    cutShort ||= routine === 'SyncRepWaitForLSN';
  };
  client.on('notice', watch);
  return { wasCutShort: () => cutShort, end: () => void client.off('notice', watch) };
}

/** Longer than a standby that is there needs. */
const standbyWaitMs = 8_000;

/**
 * Resolves when what could be read before is as durable as what is appended: where a wait was cut short, a primary shows what its
 * standby has not. Without a standby nothing is written.
 * @throws CommitUnknown when the standby does not confirm it in time.
 */
export async function untilDurable(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  const watch = watchReplication(client);
  let failure: Error | undefined;
  const onLoss = (error: Error): void => {
    failure = error;
  };
  client.on('error', onLoss); // without a listener the loss of a connection in use would end the process
  try {
    const confirm = `with waiting as (${waitForStandbySql('transaction')})
      select pg_logical_emit_message(true, 'rung', ''), (select count(*) from waiting) where current_setting('synchronous_standby_names') <> ''`;
    await client.query({ text: confirm, query_timeout: standbyWaitMs } as pg.QueryConfig);
    failpoint('command.confirmed');
    if (watch.wasCutShort()) throw new ReplicationCutShort();
  } catch (error) {
    failure ??= error as Error;
    throw new CommitUnknown(error);
  } finally {
    watch.end();
    client.off('error', onLoss);
    client.release(failure);
  }
}
