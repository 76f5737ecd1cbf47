// The real way from log to view on PostgreSQL, taken step by step: the relay, the inbox and the projector run when told to.
import { setTimeout as pause } from 'node:timers/promises';

import { createPostgresEventLog, type Appended, type EventLog, type RecordedEvent } from '@rung/event-store';
import { Inbox, Projector, Relay, silentLogger, type EventBus, type Publication } from '@rung/messaging';
import type pg from 'pg';
import { Registry } from 'prom-client';

import { faultyWire, type Cut, type FaultyWire } from './faulty-wire.js';
import type { Asked } from './model.js';
import { Counted } from './tally.js';
import { lanes, project, wholeWaySql } from './whole-way.js';

const topic = 'rung.tally.events';

/** What a bus loses of the next batch: the batch itself, or the answer that it has it. */
export type Loss = 'request' | 'answer';

function parsed(event: Publication['events'][number]): RecordedEvent {
  if (!('json' in event)) return event;
  const { json, ...rest } = event;
  return { ...rest, data: JSON.parse(json) as unknown };
}

/** Keeps what it is handed until it is delivered. */
class HoldingBus implements EventBus {
  readonly held: RecordedEvent[][] = Array.from({ length: lanes }, () => []);
  loses: Loss | undefined;

  publish({ lane, events }: Publication): Promise<void> {
    const { loses } = this;
    this.loses = undefined;
    if (loses !== 'request') this.held[lane]?.push(...events.map(parsed));
    return loses === undefined ? Promise.resolve() : Promise.reject(new Error(`the ${loses} was lost`));
  }
  subscribe(): Promise<never> {
    return Promise.reject(new Error('deliveries are made by hand'));
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

export class RealWay {
  private readonly bus = new HoldingBus();
  private nextCut: Cut | undefined;
  /** The first is the one in use; the others are of processes that should be gone. */
  private readonly inboxes: Inbox[];

  private constructor(
    private readonly pool: pg.Pool,
    private readonly wire: FaultyWire,
    private log: EventLog,
  ) {
    this.inboxes = [new Inbox({ pool, topic })];
  }

  static async open({ pool, url }: { readonly pool: pg.Pool; readonly url: string }): Promise<RealWay> {
    await pool.query(wholeWaySql);
    const cut = { next: (): Cut | undefined => undefined };
    const wire = await faultyWire(url, { cut: () => cut.next() });
    const way = new RealWay(pool, wire, await createPostgresEventLog({ connectionString: wire.url, logger: silentLogger }));
    cut.next = () => {
      const { nextCut } = way;
      way.nextCut = undefined;
      return nextCut;
    };
    return way;
  }

  async close(): Promise<void> {
    await this.log.close();
    await this.wire.close();
  }

  cutNextAppend(cut: Cut | undefined): void {
    this.nextCut = cut;
  }

  append({ key, stream, expected, numbers }: Asked): Promise<Appended> {
    const events = numbers.map((number) => ({ type: Counted.type, schemaVersion: 1, data: { number, note: 'model' }, metadata: {} }));
    return this.log.append({ streamId: stream, expectedVersion: expected, commandId: key, events });
  }

  async readLane(lane: number, after: number, limit: number) {
    const events = await this.log.readLane(lane, BigInt(after), limit);
    return events.map(({ position, streamId, streamVersion, data }) => ({
      position: Number(position),
      stream: streamId,
      version: streamVersion,
      number: (data as { readonly number: number }).number,
    }));
  }

  /** The positions that a lane's topic holds, as they lie there. */
  topic(lane: number): number[] {
    return (this.bus.held[lane] ?? []).map(({ position }) => Number(position));
  }

  /** Runs a relay until it has handed over everything. */
  async relay(loses: Loss | undefined): Promise<void> {
    this.bus.loses = loses;
    const relay = new Relay({ pool: this.pool, log: this.log, bus: this.bus, topic, registry: new Registry(), logger: silentLogger });
    await relay.start();
    await this.until('select from event_log.events e left join relay_leases l on l.lane = e.lane where e.position > coalesce(l.position, 0)');
    await relay.stop();
    this.bus.loses = undefined;
  }

  /** @param which of the inboxes, the one in use first. */
  deliver(lane: number, begin: number, length: number, which: number): Promise<void> {
    const inbox = this.inboxes[which % this.inboxes.length] ?? this.inboxes[0];
    const events = (this.bus.held[lane] ?? []).slice(begin, begin + length);
    return inbox?.take({ topic, lane, events, resume: String(begin + events.length) }) ?? Promise.resolve();
  }

  async inboxPositions(lane: number): Promise<number[]> {
    return ((await this.inboxes[0]?.readLane(lane, 0n, 100_000)) ?? []).map(({ position }) => Number(position));
  }

  /** Runs a projector until it has come to these positions. */
  async project(positions: readonly number[]): Promise<void> {
    const [feed] = this.inboxes;
    if (feed === undefined || positions.every((position) => position === 0)) return;
    const projection = { name: 'tallies', feed, project, batchSize: 7 };
    const projector = new Projector({ pool: this.pool, projection, registry: new Registry(), logger: silentLogger });
    await projector.start();
    await this.until('select from inbox i left join projection_cursors c on c.lane = i.lane where i.position > coalesce(c.position, 0)');
    await projector.stop();
  }

  async projected(): Promise<[number, number, number][]> {
    const { rows } = await this.pool.query<{ lane: number; position: string; times: number }>('select * from seen order by lane, position');
    return rows.map(({ lane, position, times }) => [lane, Number(position), times]);
  }

  /** New handles; the inbox of before stays, as a zombie's. */
  async restart(): Promise<void> {
    await this.log.close();
    this.log = await createPostgresEventLog({ connectionString: this.wire.url, logger: silentLogger });
    this.inboxes.unshift(new Inbox({ pool: this.pool, topic }));
  }

  /** Waits until a query finds nothing any more. */
  private async until(sql: string): Promise<void> {
    while ((await this.pool.query(`${sql} limit 1`)).rowCount !== 0) await pause(3);
  }
}
