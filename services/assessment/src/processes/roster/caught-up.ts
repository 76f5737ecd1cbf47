import { setTimeout as after } from 'node:timers/promises';

import type { EventLog } from '@rung/event-store';
import { unavailable } from '@rung/service-kit';
import type { Pool } from 'pg';

const everyMs = 20;

/** Something did not come about in time. Trying again may help: messaging waits for failures of this name. */
export class NotInTime extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TimeoutError';
  }
}

/** Looks again and again. @throws NotInTime after `timeoutMs`. */
export async function until(condition: () => Promise<boolean>, what: string, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new NotInTime(`${what} took longer than ${timeoutMs} ms.`);
    await after(everyMs);
  }
}

/** Looks again and again for as long as a number falls: until it is 0, or has stayed the same for `patienceMs`. */
export async function noMoreProgress(count: () => Promise<number>, patienceMs: number): Promise<void> {
  let least = Infinity;
  for (let fellAt = performance.now(); ; ) {
    const left = await count();
    if (left < least) [least, fellAt] = [left, performance.now()];
    if (left === 0 || performance.now() - fellAt > patienceMs) return;
    await after(everyMs);
  }
}

/**
 * Waits until a projection of the service's own log reflects all that is in the log at this moment.
 * @throws NotInTime after `timeoutMs`.
 */
export async function caughtUp(log: EventLog, pool: Pool, projection: string, timeoutMs: number): Promise<void> {
  const heads = await log.heads();
  const reached = async (): Promise<boolean> => {
    const { rows } = await pool.query<{ lane: number; position: string }>(
      'select lane, position from projection_cursors where projection = $1',
      [projection],
    );
    const cursors = new Map(rows.map(({ lane, position }) => [lane, BigInt(position)]));
    return heads.every((head, lane) => (cursors.get(lane) ?? 0n) >= head);
  };
  await until(reached, `The projection "${projection}"`, timeoutMs);
}

/** For a command, whose client can try again. @throws DomainError unavailable with the detail, instead of NotInTime. */
export async function orUnavailable<Result>(work: Promise<Result>, detail: string): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotInTime) throw unavailable(detail, 2);
    throw error;
  }
}
