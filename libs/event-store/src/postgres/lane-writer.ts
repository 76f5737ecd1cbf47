// Group commit: what arrives while a lane's batch is being committed goes into the next one.
import { VersionConflict } from '../event-log.js';
import { failpoint } from '../failpoint.js';
import type { Logger } from '../logger.js';
import type { BatchAnswer, LaneConnection } from './lane-connection.js';
import { takeBatch } from './next-batch.js';
import type { PendingAppend } from './pending-append.js';
import { CommitUnknown, isLogRestored, isReadOnly, isRolledBack, LogRestored, LogUnavailable, mayPassSoon } from './store-errors.js';

export interface LaneWriter {
  add(append: PendingAppend): void;
  /** Resolves when nothing is queued or in flight. */
  drained(): Promise<void>;
}

/**
 * Between attempts at one batch. A cut batch is asked about again on a new connection, where its command ids say whether
 * it was committed; a busy lane is waited for (2 s each time) longer than transaction_timeout leaves it to a frozen writer.
 */
const pausesMs = [20, 100, 500, 1_000];
const mostAttempts = pausesMs.length + 1;

export function createLaneWriter({
  log,
  lane,
  connection,
  logger,
  onCommitted,
}: {
  /** What people call the log. */
  log: string;
  lane: number;
  connection: LaneConnection;
  logger: Logger;
  /** Called after each batch that stored something. */
  onCommitted: (lane: number) => void;
}): LaneWriter {
  let queue: PendingAppend[] = [];
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      const { batch, rest } = takeBatch(queue);
      queue = rest;
      await write(batch);
    }
    running = undefined;
  };

  /** @param mayBeOurs whether an earlier attempt may have stored what the answer finds; that is so of all that come after it. */
  const write = async (batch: readonly PendingAppend[], mayBeOurs = false): Promise<void> => {
    const tries = { mayBeOurs };
    try {
      settle(batch, await ask(batch, tries), tries.mayBeOurs);
    } catch (error) {
      if (!isRolledBack(error) || isLogRestored(error) || batch.length === 1) {
        const reason = reasonOf(error, tries.mayBeOurs);
        for (const append of batch) append.settle.reject(reason);
        return;
      }
      // Something in the batch cannot be stored: find it, so that nobody else pays for it.
      logger.warn({ lane, code: error.code, appends: batch.length }, 'a batch was refused; its appends are retried one by one');
      for (const append of batch) await write([append], tries.mayBeOurs);
    }
  };

  /** The last try was rolled back; one before it may have been committed, and only who asks again will know. */
  const reasonOf = (error: unknown, mayBeOurs: boolean): unknown => {
    if (mayBeOurs && isRolledBack(error)) return new CommitUnknown(error);
    return isLogRestored(error) ? new LogRestored(log) : error;
  };

  const ask = async (batch: readonly PendingAppend[], tries: { mayBeOurs: boolean }): Promise<BatchAnswer> => {
    for (let attempt = 1; ; attempt += 1) {
      let sent = false;
      try {
        await connection.ready();
        failpoint('append.connected');
        sent = true;
        const answer = await connection.append(batch);
        failpoint('append.answered');
        return answer;
      } catch (error) {
        const wasRolledBack = isRolledBack(error);
        tries.mayBeOurs ||= sent && !wasRolledBack;
        if (!sent || !wasRolledBack || isReadOnly(error)) {
          connection.drop();
          logger.warn({ lane, attempt, sent, reason: String(error) }, 'the connection for appends was lost, or is of no use');
        }
        if (sent && wasRolledBack && !mayPassSoon(error)) throw error;
        if (attempt === mostAttempts) throw tries.mayBeOurs ? new CommitUnknown(error) : new LogUnavailable(error);
        await pause(pausesMs[attempt - 1]!);
      }
    }
  };

  const settle = (batch: readonly PendingAppend[], { base, refused }: BatchAnswer, mayBeOurs: boolean): void => {
    let position = base;
    for (const append of batch) {
      const refusal = refused.get(append.streamId);
      if (refusal === undefined) {
        position += BigInt(append.rows.length);
        const version = append.expectedVersion + append.rows.length;
        const { streamId, commandDigest } = append;
        append.settle.resolve({ streamId, version, lane, position, repeated: false, ...(commandDigest !== undefined && { commandDigest }) });
      } else if (refusal.answer === null) {
        append.settle.reject(new VersionConflict(append.streamId, append.expectedVersion, refusal.current));
      } else {
        const { eventId, ...answered } = refusal.answer;
        const isOurFirstTry = mayBeOurs && eventId === append.firstEventId;
        append.settle.resolve({ ...answered, repeated: !isOurFirstTry });
      }
    }
    if (position > base || mayBeOurs) onCommitted(lane);
  };

  return {
    add(append) {
      queue.push(append);
      // In the next turn of the event loop's microtasks, so that appends of the same tick share a batch.
      running ??= Promise.resolve().then(run);
    },
    async drained() {
      while (running !== undefined) await running;
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
