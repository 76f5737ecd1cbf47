// A process that settles a restored log with its topic, as `rung log` does, and lives to be killed in it.
import { importFromTopic, KafkaBus, silentLogger, voidInTopic } from '@rung/messaging';
import pg from 'pg';

export interface SettleOptions {
  readonly databaseUrl: string;
  readonly topic: string;
  readonly brokers: readonly string[];
  readonly work: 'import' | 'void';
}

export async function settle({ databaseUrl, topic, brokers, work }: SettleOptions): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  const bus = new KafkaBus({ brokers, clientId: 'settle', logger: silentLogger });
  try {
    const place = { pool, topic, kept: bus.kept(topic) };
    await (work === 'import' ? importFromTopic(place) : voidInTopic(place, 'a restore'));
  } finally {
    await bus.close();
    await pool.end();
  }
}

const [, , options] = process.argv;
if (options !== undefined && import.meta.url.endsWith('settle-child.js')) await settle(JSON.parse(options) as SettleOptions);
