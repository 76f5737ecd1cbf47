// The whole way over Kafka, whose log is put back to an earlier moment again and again, while its inbox and its topic are not.
import { compareWithTopic, holdsAll, KafkaBus, silentLogger, type LaneComparison } from '@rung/messaging';
import { raiseEpoch, readGate } from '@rung/event-store';
import { eventually, type TestDatabase } from '@rung/testing';
import { expect } from '@jest/globals';

import type { Answered } from './crash-child.js';
import { broken } from './promises.js';
import { settle, type SettleOptions } from './settle-child.js';
import { count } from './tally.js';
import { startWholeWay, type WholeWay } from './whole-way.js';

const commandsAtOnce = 12;
const patience = { timeoutMs: 240_000 };

export class RestoredWay {
  private answered: Answered[] = [];
  private numbers = 0;
  private lives = 0;

  constructor(
    readonly database: TestDatabase,
    readonly topic: string,
    readonly brokers: readonly string[],
  ) {}

  newGroup(): string {
    this.lives += 1;
    return `life ${this.lives}`;
  }

  /** Brings through what is there, and holds it against the promises; then some commands, which a backup has, and some more. */
  async live(): Promise<{ readonly backedUp: string; readonly all: string; lose(): Promise<void>; giveUp(): void }> {
    const { database, topic, brokers } = this;
    const way = await startWholeWay({ databaseUrl: database.url, topic, brokers, group: this.newGroup() });
    try {
      await this.arrived(way);
      await this.ask(way);
      const kept = [...this.answered];
      const backedUp = await this.log();
      const { rows: heads } = await database.pool.query<{ lane: number; head: string }>('select lane, max(position) as head from event_log.events group by lane');
      await this.ask(way);
      return { backedUp, all: await this.log(), lose: () => this.lose(heads), giveUp: () => (this.answered = kept) };
    } finally {
      await way.stop();
    }
  }

  /** Nothing follows: what is there has arrived everywhere, and all promises hold. */
  async arriveAtLast(): Promise<void> {
    const { database, topic, brokers } = this;
    const way = await startWholeWay({ databaseUrl: database.url, topic, brokers, group: this.newGroup() });
    try {
      await this.arrived(way);
    } finally {
      await way.stop();
    }
  }

  newEpoch(): Promise<void> {
    return raiseEpoch(this.database.pool);
  }

  settle(work: SettleOptions['work']): Promise<void> {
    const { database, topic, brokers } = this;
    return settle({ databaseUrl: database.url, topic, brokers, work });
  }

  /** Every event of the log, to the letter. */
  async log(): Promise<string> {
    const { rows } = await this.database.pool.query<{ log: string }>(`select string_agg(e::text, E'\\n' order by lane, position) as log from event_log.events e`);
    return rows[0]?.log ?? '';
  }

  /** How log and topic stand to each other, and whether commands are taken. */
  async stand(): Promise<{ readonly isOpen: boolean; readonly agrees: boolean; readonly lanes: readonly LaneComparison[] }> {
    const bus = new KafkaBus({ brokers: this.brokers, clientId: 'look', logger: silentLogger });
    try {
      const lanes = await compareWithTopic({ pool: this.database.pool, kept: bus.kept(this.topic) });
      return { isOpen: (await readGate(this.database.pool)).isOpen, agrees: holdsAll(lanes), lanes };
    } finally {
      await bus.close();
    }
  }

  private async ask(way: WholeWay): Promise<void> {
    for (let n = 0; n < commandsAtOnce; n += 1) {
      const number = this.numbers;
      this.numbers += 1;
      const stream = `tally/${number % commandsAtOnce}`;
      const { version } = await count(way.log, stream, { number, note: 'asked' });
      this.answered.push({ number, stream, version });
    }
    await this.arrived(way);
  }

  private async arrived(way: WholeWay): Promise<void> {
    await eventually(async () => {
      expect([await way.isThrough(), await way.isRebuilding()]).toEqual([true, false]);
      expect(await broken(this.database.url, this.answered, { isEnd: true })).toEqual([]); // costs more, so last
    }, patience);
  }

  /** The producer's database as it was: its log, the relay's and the reaction's places in it. The inbox is another service's. */
  private async lose(heads: readonly { readonly lane: number; readonly head: string }[]): Promise<void> {
    const values = [heads.map(({ lane }) => lane), heads.map(({ head }) => head)];
    const back = 'from unnest($1::smallint[], $2::bigint[]) as kept(lane, head)';
    const { pool } = this.database;
    await pool.query('alter table event_log.events disable trigger append_only');
    await pool.query(`delete from event_log.events e using unnest($1::smallint[], $2::bigint[]) as kept(lane, head) where e.lane = kept.lane and position > head`, values);
    await pool.query('alter table event_log.events enable trigger append_only');
    await pool.query(`update relay_leases l set position = least(position, head) ${back} where l.lane = kept.lane and name like 'relay %'`, values);
    await pool.query(`update projection_cursors c set position = least(position, head) ${back} where c.lane = kept.lane and projection = 'echo'`, values);
  }
}
