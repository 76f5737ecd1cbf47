// Another service of the stories, which follows the plans: an inbox and a table of what it saw.
import { Inbox, KafkaBus, messagingSql, parkingSql, Projector, Rebuilder, rebuildSql, silentLogger, type Projection, type Subscription } from '@rung/messaging';
import { postgresForTests, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';

const seen = 'create table seen (stream text not null, version int not null, id uuid not null, times int not null, primary key (stream, version))';

export class PlanFollower {
  private constructor(
    readonly database: TestDatabase,
    private readonly bus: KafkaBus,
    private readonly inbox: Inbox,
    private readonly topic: string,
    private readonly group: string,
  ) {}

  private subscription: Subscription | undefined;
  private projector: Projector | undefined;
  private rebuilder: Rebuilder | undefined;

  static async start(brokers: readonly string[], topic: string, group: string): Promise<PlanFollower> {
    const database = await postgresForTests();
    await database.pool.query(messagingSql + parkingSql + rebuildSql);
    await database.pool.query(seen);
    const bus = new KafkaBus({ brokers, clientId: group, logger: silentLogger });
    const follower = new PlanFollower(database, bus, new Inbox({ pool: database.pool, topic }), topic, group);
    await follower.follow();
    return follower;
  }

  async follow(): Promise<void> {
    this.subscription = await this.inbox.subscribeTo(this.bus, this.group);
    const common = { pool: this.database.pool, registry: new Registry(), logger: silentLogger };
    this.projector = new Projector({ ...common, projection: this.projection() });
    await this.projector.start();
    this.rebuilder = new Rebuilder({ ...common, projections: [this.projection()], build: 'story' });
    await this.rebuilder.start();
  }

  async pause(): Promise<void> {
    await this.subscription?.stop();
    await this.projector?.stop();
    await this.rebuilder?.stop();
  }

  async close(): Promise<void> {
    await this.pause();
    await this.bus.close();
    await this.database.drop();
  }

  /** As the log's lines. */
  async lines(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ line: string }>(
      `select lane || '/' || position || ' ' || stream_id || '@' || stream_version || ' ' || event_id as line from inbox where topic = '${this.topic}' order by lane, position`,
    );
    return rows.map(({ line }) => line);
  }

  /** `stream@version id times`, of what its table holds. */
  async seen(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ line: string }>("select stream || '@' || version || ' ' || id || ' ' || times as line from seen order by 1");
    return rows.map(({ line }) => line);
  }

  /** How often its table was made anew. */
  async rebuilds(): Promise<number> {
    return (await this.database.pool.query("select from projection_rebuilds where outcome = 'swapped'")).rowCount ?? 0;
  }

  private projection(): Projection {
    return {
      name: 'seen',
      feed: this.inbox,
      rebuild: { tables: ['seen'] },
      project: async (events, tx) => {
        await tx.query(
          `insert into seen select * , 1 from unnest($1::text[], $2::int[], $3::uuid[]) on conflict (stream, version) do update set times = seen.times + 1`,
          [events.map((event) => event.streamId), events.map((event) => event.streamVersion), events.map((event) => event.eventId)],
        );
      },
    };
  }
}
