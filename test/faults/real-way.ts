// The real way from log to view on PostgreSQL, taken step by step: the relay, the inbox and the projector run when told to.
import { setTimeout as pause } from 'node:timers/promises';

import { createPostgresEventLog, type Appended, type EventLog, type RecordedEvent } from '@rung/event-store';
import { Inbox, Projector, Rebuilder, rebuildRequests, Relay, silentLogger, wantRebuild, type EventBus, type Feed, type Projection, type Publication } from '@rung/messaging';
import type pg from 'pg';
import { Registry } from 'prom-client';

import { faultyWire, type Cut, type FaultyWire } from './faulty-wire.js';
import type { Asked, ProjectionName } from './model.js';
import { Counted } from './tally.js';
import { lanes, projectionsOf, wholeWaySql } from './whole-way.js';

const topic = 'rung.tally.events';

/** What a bus loses of the next batch: the batch itself, or the answer that it has it. */
export type Loss = 'request' | 'answer';

export interface Rebuilding {
  readonly name: ProjectionName;
  /** What another build has begun is begun anew. */
  readonly build: string;
  /** The page at whose reading it is stopped; undefined for never. */
  readonly stopAt: number | undefined;
  /** What is done, and ends, once the first page is asked for. */
  readonly meanwhile: () => Promise<void>;
}

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
    await this.until(`select from event_log.events e left join relay_leases l on l.lane = e.lane and l.name = 'relay ${topic}' where e.position > coalesce(l.position, 0)`);
    await relay.stop();
    this.bus.loses = undefined;
  }

  /** @param which of the inboxes, the one in use first. */
  deliver(lane: number, begin: number, length: number, which: number): Promise<bigint> {
    const inbox = this.inboxes[which % this.inboxes.length] ?? this.feed;
    const events = (this.bus.held[lane] ?? []).slice(begin, begin + length);
    return inbox.take({ topic, lane, events, resume: String(begin + events.length) });
  }

  async inboxPositions(lane: number): Promise<number[]> {
    return (await this.feed.readLane(lane, 0n, 100_000)).map(({ position }) => Number(position));
  }

  /** Runs the projectors until they have come to where the inbox is. */
  async project(): Promise<void> {
    if ((await this.feed.heads()).size === 0) return;
    await Promise.all(projectionsOf(this.feed, 7).map((projection) => this.projectOne(projection)));
  }

  /** Makes a projection anew, or goes on with it. @returns whether it came to its end. */
  async rebuild({ name, build, stopAt, meanwhile }: Rebuilding): Promise<boolean> {
    await wantRebuild(this.pool, name, 'the model');
    const run: { read: number; writing?: Promise<void>; stopping?: Promise<void> } = { read: 0 };
    const readLane: Feed['readLane'] = async (...asked) => {
      run.writing ??= meanwhile();
      await run.writing.catch(() => undefined); // told of below
      run.read += 1;
      if (run.read === stopAt) run.stopping = rebuilder.stop();
      return this.feed.readLane(...asked);
    };
    const projections = projectionsOf(Object.assign(Object.create(this.feed) as Inbox, { readLane }), 7);
    const limits = { pageEvents: 2, saveEveryMs: 0, rowsInHandBytes: 100 };
    const rebuilder = new Rebuilder({ pool: this.pool, projections, build, registry: new Registry(), logger: silentLogger, limits });
    const isDone = async () => (await rebuildRequests(this.pool, [name]))[0]?.finishedAt !== undefined;
    await rebuilder.start();
    while (run.stopping === undefined && !(await isDone())) await pause(3);
    await (run.stopping ?? rebuilder.stop());
    await run.writing;
    return isDone();
  }

  /** How far a projection is, by lane. */
  async positionsOf(name: ProjectionName): Promise<number[]> {
    const { rows } = await this.pool.query<{ lane: number; position: string }>('select lane, position from projection_cursors where projection = $1', [name]);
    return Array.from({ length: lanes }, (_, lane) => Number(rows.find((row) => row.lane === lane)?.position ?? 0));
  }

  /** Every row of a projection's tables, as text, in the order of the text. */
  async rowsOf(name: ProjectionName): Promise<string[]> {
    const tables = name === 'counts' ? ['counts'] : ['seen', 'tallies'];
    const lines = tables.map((table) => `select '${table} ' || ${table}::text as line from ${table}`);
    const { rows } = await this.pool.query<{ line: string }>(`select line from (${lines.join(' union all ')}) lines order by line collate "C"`);
    return rows.map(({ line }) => line);
  }

  /** New handles; the inbox of before stays, as a zombie's. */
  async restart(): Promise<void> {
    await this.log.close();
    this.log = await createPostgresEventLog({ connectionString: this.wire.url, logger: silentLogger });
    this.inboxes.unshift(new Inbox({ pool: this.pool, topic }));
  }

  /** The inbox in use. */
  private get feed(): Inbox {
    return this.inboxes[0]!;
  }

  private async projectOne(projection: Projection): Promise<void> {
    const projector = new Projector({ pool: this.pool, projection, registry: new Registry(), logger: silentLogger });
    await projector.start();
    await this.until(`select from inbox i left join projection_cursors c on c.lane = i.lane and c.projection = '${projection.name}' where i.position > coalesce(c.position, 0)`);
    await projector.stop();
  }

  /** Waits until a query finds nothing any more. */
  private async until(sql: string): Promise<void> {
    while ((await this.pool.query(`${sql} limit 1`)).rowCount !== 0) await pause(3);
  }
}
