// A process that lives to be killed: numbered commands through the whole way. It notes what was answered, goes on where a killed one stopped.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { CommitUnknown, LogUnavailable, VersionConflict } from '@rung/event-store';
import { wantRebuild } from '@rung/messaging';
import type { Pool } from 'pg';

import { count } from './tally.js';
import { poison, poisonedStream, rebuilt, startWholeWay, type WholeWayOptions } from './whole-way.js';

export interface CrashChildOptions extends WholeWayOptions {
  /** Where each answered command has its line. */
  readonly journal: string;
  /** Ends well once so many commands are answered and all of it has arrived; without it, goes on until it is killed. */
  readonly upTo?: number;
  /** Asks for nothing new: all that comes is what comes again. */
  readonly isIdle?: boolean;
  /** Makes the projections anew all the time. */
  readonly rebuilds?: boolean;
}

export interface Answered {
  readonly number: number;
  readonly stream: string;
  readonly version: number;
}

export function journalOf(path: string): Answered[] {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return text.split('\n').flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Answered] : [])); // the kill may cut one off
}

const workers = 4;
const passing = [CommitUnknown, LogUnavailable, VersionConflict];

async function main(options: CrashChildOptions): Promise<void> {
  const { journal, upTo = Infinity, isIdle = false, rebuilds = false } = options;
  const answered = new Set(journalOf(journal).map(({ number }) => number));
  const way = await startWholeWay(options);
  if (rebuilds) void rebuildForEver(way.pool);
  if (isIdle) await new Promise(() => setInterval(() => undefined, 60_000));
  /** Commands of a stream come one after the other; a worker has streams of its own. */
  const work = async (worker: number): Promise<void> => {
    for (let number = worker; number < upTo; number += workers) {
      if (answered.has(number)) continue;
      const isPoison = number % 97 === 0;
      const stream = isPoison ? `${poisonedStream}/${number}` : `tally/${number % 12}`;
      const ask = () => patiently(() => count(way.log, stream, { number, note: isPoison ? poison : 'asked' }));
      const { version } = await ask();
      const line: Answered = { number, stream, version };
      appendFileSync(journal, `${JSON.stringify(line)}\n`);
      // as a client whose answer was lost on its way
      if (number % 7 === 0 && (await ask()).version !== version) throw new Error(`Command ${number} was answered twice, and not alike.`);
      if (number % 20 === worker) await pause(5); // what is behind shall come after
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  while (!(await way.isThrough()) || (await way.isRebuilding())) await pause(20);
  await way.stop();
  process.exit(0); // as a service does
}

async function rebuildForEver(pool: Pool): Promise<never> {
  for (;;) {
    for (const projection of rebuilt) await wantRebuild(pool, projection, 'the test');
    await pause(20);
  }
}

/** As a client does: what was not taken, or is unknown, is asked again under the same key; so is what another process was in the way of. */
async function patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!passing.some((kind) => error instanceof kind)) throw error;
    }
  }
}

const [, , options] = process.argv;
if (options !== undefined && import.meta.url.endsWith('crash-child.js')) await main(JSON.parse(options) as CrashChildOptions);
