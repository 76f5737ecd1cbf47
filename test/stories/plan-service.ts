// A small service of the stories: a log on a PostgreSQL of its own, which is backed up and restored, and its relay to Kafka.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { createPostgresEventLog, eventLogSql, type Appended, type EventLog } from '@rung/event-store';
import { restoreBase, startPostgres, takeBaseBackup, type RunningPostgres } from '@rung/local-servers';
import { KafkaBus, messagingSql, Relay, silentLogger, type Logger } from '@rung/messaging';
import pg from 'pg';
import { Registry } from 'prom-client';

export const lanes = 2;

export interface Goal {
  readonly streamId: string;
  readonly commandId: string;
}

export class PlanService {
  readonly errors: string[] = [];
  private server: RunningPostgres | undefined;
  private running: { readonly pool: pg.Pool; readonly log: EventLog; readonly bus: KafkaBus } | undefined;
  private relay: Relay | undefined;

  constructor(
    private readonly dir: string,
    private readonly brokers: readonly string[],
    readonly topic: string,
  ) {}

  get pool(): pg.Pool {
    return this.running!.pool;
  }

  get log(): EventLog {
    return this.running!.log;
  }

  get bus(): KafkaBus {
    return this.running!.bus;
  }

  get url(): string {
    return this.server!.url('plan');
  }

  get dataDir(): string {
    return join(this.dir, 'data');
  }

  async start(): Promise<void> {
    this.server = await startPostgres({ dataDir: this.dataDir });
    await this.server.createDatabase('plan');
    const pool = new pg.Pool({ connectionString: this.url });
    pool.on('error', () => undefined);
    const { rows } = await pool.query<{ has: boolean }>("select to_regclass('event_log.events') is not null as has");
    if (rows[0]?.has === false) await pool.query(eventLogSql({ lanes }) + messagingSql);
    const log = await createPostgresEventLog({ pool, logger: silentLogger });
    const bus = new KafkaBus({ brokers: this.brokers, clientId: 'plan', logger: silentLogger });
    this.running = { pool, log, bus };
  }

  async startRelay(): Promise<void> {
    const { pool, log, bus } = this.running!;
    const logger: Logger = { ...silentLogger, error: (_, message) => void this.errors.push(message ?? '') };
    this.relay = new Relay({ pool, log, bus, topic: this.topic, registry: new Registry(), logger });
    await this.relay.start();
  }

  async stop(): Promise<void> {
    await this.relay?.stop();
    this.relay = undefined;
    await this.running?.bus.close();
    await this.running?.log.close();
    await this.running?.pool.end();
    this.running = undefined;
    await this.server?.stop();
    this.server = undefined;
  }

  append({ streamId, commandId }: Goal, expectedVersion = 0): Promise<Appended> {
    const events = ['GoalSet', 'GoalKept'].map((type) => ({ type, schemaVersion: 1, data: { of: commandId }, metadata: { actor: 'a' } }));
    return this.log.append({ streamId, expectedVersion, commandId, commandDigest: 'ab'.repeat(32), events });
  }

  /** Sets goals of two events each, in new streams. */
  async setGoals(count: number): Promise<Goal[]> {
    const goals = Array.from({ length: count }, () => ({ streamId: `plan/${randomUUID()}`, commandId: randomUUID() }));
    await Promise.all(goals.map((goal) => this.append(goal)));
    return goals;
  }

  async backUp(): Promise<void> {
    await takeBaseBackup({ dataDir: this.dataDir, base: join(this.dir, 'base'), wal: join(this.dir, 'wal'), beside: () => Promise.resolve() });
  }

  async now(): Promise<string> {
    return (await this.pool.query<{ now: Date }>('select clock_timestamp() as now')).rows[0]!.now.toISOString();
  }

  /** Stops it and puts the data back to a moment, as a platform's own recovery does: nobody is told. */
  async restoreTo(moment: string | undefined): Promise<void> {
    const password = new URL(this.url).password;
    await this.stop();
    const nobodyIsTold = (): Promise<void> => Promise.resolve();
    await restoreBase({
      base: join(this.dir, 'base'),
      wal: join(this.dir, 'wal'),
      dataDir: this.dataDir,
      password,
      to: moment,
      whenRecovered: nobodyIsTold,
      tell: () => undefined,
    });
    await this.start();
  }

  /** `lane/position stream@version id`, of each event. */
  async lines(): Promise<string[]> {
    const { rows } = await this.pool.query<{ line: string }>(
      "select lane || '/' || position || ' ' || stream_id || '@' || stream_version || ' ' || event_id as line from event_log.events order by lane, position",
    );
    return rows.map(({ line }) => line);
  }
}
