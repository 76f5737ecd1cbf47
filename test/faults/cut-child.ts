// One of several processes that all run the same commands, over a wire that is cut: as retries do that reach another replica.
import { appendFileSync } from 'node:fs';

import { CommitUnknown, createPostgresEventLog, LogUnavailable, type Append, type Appended, type EventLog } from '@rung/event-store';

import { Counted, keyOf } from './tally.js';

export interface CutChildOptions {
  readonly databaseUrl: string;
  readonly journal: string;
  readonly streams: number;
}

export interface CutAnswer {
  readonly stream: string;
  readonly number: number;
  readonly version: number;
  readonly place: string;
  readonly repeated: boolean;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function main({ databaseUrl, journal, streams }: CutChildOptions): Promise<void> {
  const log = await patiently(() => createPostgresEventLog({ connectionString: databaseUrl, logger: quiet }), () => true);
  let isStopped = false;
  process.once('SIGTERM', () => (isStopped = true));
  const work = async (stream: string): Promise<void> => {
    for (let number = 0; !isStopped; number += 1) {
      const asked: Append = {
        streamId: stream,
        expectedVersion: number,
        commandId: keyOf(`${stream} ${number}`),
        events: [{ type: Counted.type, schemaVersion: 1, data: { number, note: 'cut' }, metadata: {} }],
      };
      const { version, lane, position, repeated } = await append(log, asked);
      const line: CutAnswer = { stream, number, version, place: `${lane}/${position}`, repeated };
      appendFileSync(journal, `${JSON.stringify(line)}\n`);
    }
  };
  process.stdout.write('running\n');
  await Promise.all(Array.from({ length: streams }, (_, n) => work(`cut/${n}`)));
  await log.close();
}

/** As a client does: what was not taken, or is unknown, is asked again under the same key. */
const append = (log: EventLog, asked: Append): Promise<Appended> =>
  patiently(() => log.append(asked), (error) => error instanceof CommitUnknown || error instanceof LogUnavailable);

async function patiently<Result>(ask: () => Promise<Result>, mayPass: (error: unknown) => boolean): Promise<Result> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!mayPass(error)) throw error;
    }
  }
}

const [, , options] = process.argv;
if (options !== undefined && import.meta.url.endsWith('cut-child.js')) await main(JSON.parse(options) as CutChildOptions);
