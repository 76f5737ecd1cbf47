// A process of several writers, each with a log of its own, that pause around their transactions and inside them.
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { createPostgresEventLog, type Append, type EventLog } from '@rung/event-store';

import { faultyWire } from './faulty-wire.js';
import { Counted, keyOf } from './tally.js';

export interface WriterChildOptions {
  readonly databaseUrl: string;
  readonly name: string;
  readonly journal: string;
  readonly writers: number;
  readonly eventsPerWriter: number;
  /** Holds the first append's transaction open for ever, to be frozen in it. */
  readonly holds?: boolean;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const streamsPerWriter = 4;
const mostEvents = 120;

async function main({ databaseUrl, name, journal, writers, eventsPerWriter, holds = false }: WriterChildOptions): Promise<void> {
  let isFirst = holds;
  const hesitateMs = (): number => {
    if (!isFirst) return Math.random() < 0.05 ? Math.random() * 8 : 0;
    isFirst = false;
    return 600_000;
  };
  const wire = await faultyWire(databaseUrl, { hesitateMs });
  const write = async (log: EventLog, stream: string): Promise<void> => {
    for (let version = 0; version < eventsPerWriter / streamsPerWriter; ) {
      const size = 1 + Math.floor(Math.random() * mostEvents);
      const events = Array.from({ length: size }, (_, n) => ({
        type: Counted.type,
        schemaVersion: 1,
        data: { number: version + n, note: 'written' },
        metadata: {},
      }));
      const asked: Append = { streamId: stream, expectedVersion: version, commandId: keyOf(`${stream} ${version}`), events };
      const answer = await log.append(asked);
      appendFileSync(journal, `${JSON.stringify({ number: version, stream, version: answer.version })}\n`);
      version = answer.version;
      if (Math.random() < 0.2) await pause(Math.random() * 10);
    }
  };
  const writer = async (n: number): Promise<void> => {
    const log = await createPostgresEventLog({ connectionString: wire.url, logger: quiet });
    await Promise.all(Array.from({ length: streamsPerWriter }, (_, s) => write(log, `tally/${name}-${n}-${s}`)));
    await log.close();
  };
  process.stdout.write('running\n');
  await Promise.all(Array.from({ length: writers }, (_, n) => writer(n)));
  await wire.close();
}

const [, , options] = process.argv;
if (options !== undefined && import.meta.url.endsWith('writer-child.js')) await main(JSON.parse(options) as WriterChildOptions);
