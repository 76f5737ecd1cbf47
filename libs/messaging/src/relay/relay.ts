import { performance } from 'node:perf_hooks';

import { failpoint, type EventLog, type SerializedEvent } from '@rung/event-store';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';

import { mustFollow, type EventBus } from '../event-bus.js';
import { LagMeter } from '../lag.js';
import { Lease, type HeldLease } from '../lease/lease.js';
import type { Logger } from '../logger.js';
import { startLoop, type Loop, type StepOutcome } from '../loop.js';
import { relayLease } from '../reconcile/relay-cursors.js';
import { relayMetrics, type RelayMetrics } from './relay-metrics.js';
import { TopicGuard } from './topic-guard.js';

export interface RelayOptions {
  /** Of the database that holds the log; connected directly, not through a pooler. */
  readonly pool: Pool;
  readonly log: EventLog;
  readonly bus: EventBus;
  readonly topic: string;
  readonly registry: Registry;
  readonly logger: Logger;
  /** How long a relay that fell silent keeps another from its lanes. */
  readonly leaseMs?: number;
  /** How often a topic is looked at while nothing happens: whether it keeps all that it was told, and still has it. A minute unless said otherwise. */
  readonly lookMs?: number;
}

const readEvents = 500;

/**
 * Hands a service's log to the bus, lane by lane, in order and without a gap; one relay has a lane at a time, by a fenced
 * lease. Its cursor moves after the bus has acknowledged, so what was cut in between is handed over again.
 */
export class Relay {
  private readonly metrics: RelayMetrics;
  private readonly leaseName: string;
  private readonly guard: TopicGuard;
  /** Of each lane: by whose lease and in which epoch it was looked at last. */
  private readonly looked = new Map<number, { readonly fence: bigint; readonly epoch: string | undefined }>();
  private lanes: readonly { readonly lease: Lease; readonly loop: Loop }[] = [];
  private watch: Loop | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly options: RelayOptions) {
    this.metrics = relayMetrics(options.registry, options.topic);
    const { pool, topic, bus, logger, lookMs = 60_000 } = options;
    this.leaseName = relayLease(topic);
    this.guard = new TopicGuard({ pool, topic, kept: bus.kept?.(topic), held: () => this.held(), logger, lookMs });
  }

  /** Returns at once; a database or a bus that is away is waited for. */
  start(): Promise<void> {
    const { log } = this.options;
    this.lanes = Array.from({ length: log.lanes }, (_, lane) => this.follow(lane));
    this.unsubscribe = log.onGrowth((lane) => this.lanes[lane]?.loop.wake());
    this.watch = this.watchLag();
    return Promise.resolve();
  }

  /** Ends after the batches in hand, and gives the lanes to whoever waits for them. */
  async stop(): Promise<void> {
    this.unsubscribe?.();
    await this.watch?.stop();
    await Promise.all(
      this.lanes.map(async ({ lease, loop }) => {
        await loop.stop();
        await lease.release().catch(() => undefined); // it expires by itself
      }),
    );
    this.lanes = [];
  }

  private held(): readonly HeldLease[] {
    return this.lanes.flatMap(({ lease }) => lease.held ?? []);
  }

  private follow(lane: number): { lease: Lease; loop: Loop } {
    const { pool, topic, logger, leaseMs } = this.options;
    const lease = new Lease({ pool, name: this.leaseName, lane, ttlMs: leaseMs });
    const loop = startLoop({ name: `relay ${topic}/${lane}`, logger, step: () => this.stepOrRelease(lane, lease) });
    return { lease, loop };
  }

  /** After a failure nothing is taken for known: the server may be another one by now, and the topic another one, too. */
  private async stepOrRelease(lane: number, lease: Lease): Promise<StepOutcome> {
    try {
      return await this.step(lane, lease);
    } catch (error) {
      await lease.release().catch(() => undefined); // what is taken anew is looked at anew
      throw error;
    }
  }

  private async step(lane: number, lease: Lease): Promise<StepOutcome> {
    const { log, topic } = this.options;
    const hold = await lease.acquire();
    if (hold === undefined) return 'elsewhere';
    failpoint('relay.leased');
    this.lookAgainUnless(lane, { fence: hold.fence, epoch: this.looked.get(lane)?.epoch });
    const start = await this.counted(this.guard.startOf(lane, hold.position));
    failpoint('relay.start-known');
    if (start === undefined) return 'elsewhere';
    if (start !== hold.position && !(await lease.store(start))) return 'elsewhere';
    const events = await log.readSerializedLane(lane, start, readEvents);
    failpoint('relay.read');
    mustFollow(topic, lane, start, events);
    if (events.length === 0) return 'idle';
    if (this.lookAgainUnless(lane, { fence: hold.fence, epoch: events[0]?.epoch })) return 'more';
    if (!(await this.counted(this.guard.isAsLeft(lane)))) return 'more';
    if (!lease.isValid) return 'more'; // frozen meanwhile: what is in hand may be neither the log's any more nor the topic's
    await this.publish(lane, events);
    this.guard.handedOver(lane, events.length);
    failpoint('relay.published');
    if (!(await lease.store(start + BigInt(events.length)))) return 'elsewhere'; // another relay goes on from where it stands
    failpoint('relay.stored');
    return events.length < readEvents ? 'last' : 'more';
  }

  /** Another relay may have published meanwhile, and another epoch of the log may lack what was published. */
  private lookAgainUnless(lane: number, now: { readonly fence: bigint; readonly epoch: string | undefined }): boolean {
    const last = this.looked.get(lane);
    this.looked.set(lane, now);
    const isSame = last !== undefined && last.fence === now.fence && (last.epoch === undefined || last.epoch === now.epoch);
    if (!isSame) this.guard.doubt(lane);
    return !isSame;
  }

  private async publish(lane: number, events: readonly SerializedEvent[]): Promise<void> {
    const { bus, topic } = this.options;
    await this.counted(bus.publish({ topic, lane, events }));
    this.metrics.published(events.length);
  }

  private async counted<Result>(attempt: Promise<Result>): Promise<Result> {
    try {
      return await attempt;
    } catch (error) {
      this.metrics.error();
      throw error;
    }
  }

  /** Whichever relay moves the lanes: every one tells the same lag. */
  private watchLag(): Loop {
    const { pool, log, topic, logger } = this.options;
    const meter = new LagMeter();
    const step = async (): Promise<StepOutcome> => {
      const { rows } = await pool.query<{ lane: number; position: string }>('select lane, position from relay_leases where name = $1', [
        this.leaseName,
      ]);
      const cursors = new Map(rows.map((row) => [row.lane, BigInt(row.position)]));
      const heads = new Map((await log.heads()).entries());
      this.metrics.lag(meter.observe(heads, cursors, performance.now()));
      return 'elsewhere';
    };
    return startLoop({ name: `watch relay ${topic}`, logger, step });
  }
}
