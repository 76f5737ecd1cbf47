import { failpoint } from '@rung/event-store';
import pg, { type Pool } from 'pg';
import type { Registry } from 'prom-client';

import { describeFailure } from '../failure.js';
import { Lease, type Hold } from '../lease/lease.js';
import type { Logger } from '../logger.js';
import { startLoop, type Loop, type StepOutcome } from '../loop.js';
import type { Projection } from '../projection/projection.js';
import { passingOver } from './passed-over.js';
import { rebuildMetrics, type RebuildMetrics } from './rebuild-metrics.js';
import { rebuildRequests, tellTrouble } from './rebuild-requests.js';
import { tablesOf } from './rebuildable.js';
import { Replay, type ReplayLimits } from './replay.js';
import { inShadow, prepareShadow, RebuildLost, shadowOf, type Filler, type Shadow } from './shadow.js';
import { swap } from './swap.js';

export interface RebuilderOptions {
  /** Of the service's own database; the work is done on one more connection like its own. */
  readonly pool: Pool;
  /** All of the service; those that can be are rebuilt when somebody wants it. */
  readonly projections: readonly Projection[];
  /** Names the code: a rebuild that another build began is begun anew. */
  readonly build: string;
  readonly registry: Registry;
  readonly logger: Logger;
  /** How long an instance that fell silent keeps another from taking over. */
  readonly leaseMs?: number;
  readonly limits?: Partial<ReplayLimits>;
}

const defaultLimits: ReplayLimits = { pageEvents: 1_000, saveEveryMs: 60_000, rowsInHandBytes: 128 * 1024 * 1024 };

const showEveryMs = 1_000;

interface Rebuilt {
  readonly projection: Projection;
  readonly tables: readonly string[];
  readonly lease: Lease;
  readonly metrics: RebuildMetrics;
}

/** Makes projections anew that somebody wants anew: one after the other, each by one instance at a time, from where the last one stopped. */
export class Rebuilder {
  private readonly rebuilt: readonly Rebuilt[];
  private readonly limits: ReplayLimits;
  private loop: Loop | undefined;
  private pool: Pool | undefined;
  private isStopping = false;

  constructor(private readonly options: RebuilderOptions) {
    const { pool, projections, registry, leaseMs, limits } = options;
    this.limits = { ...defaultLimits, ...limits };
    this.rebuilt = tablesOf(projections).map(({ projection, tables }) => ({
      projection,
      tables,
      lease: new Lease({ pool, name: `rebuild ${projection.name}`, lane: 0, ttlMs: leaseMs }),
      metrics: rebuildMetrics(registry, projection.name),
    }));
  }

  /** Returns at once; a database that is away is waited for. */
  start(): Promise<void> {
    const { pool, logger } = this.options;
    // Work that holds a transaction while it reads the feed must not take the connection that the reading needs.
    // An index of a large table takes as long as it takes.
    this.pool = new pg.Pool({ ...pool.options, password: pool.options.password, max: 1, application_name: 'rung-rebuild', query_timeout: 0 });
    this.pool.on('error', () => undefined); // the query that needs it says so
    this.isStopping = false;
    this.loop = startLoop({ name: 'rebuild', logger, step: () => this.step() });
    return Promise.resolve();
  }

  /** Ends after the page in hand, whose work is written, and gives way to another instance. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.loop?.stop();
    await Promise.all(this.rebuilt.map(({ lease }) => lease.release().catch(() => undefined))); // they expire by themselves
    const { pool } = this;
    this.pool = undefined;
    await pool?.end();
  }

  private async step(): Promise<StepOutcome> {
    const names = this.rebuilt.map(({ projection }) => projection.name);
    const wanted = (await rebuildRequests(this.options.pool, names)).filter(({ finishedAt }) => finishedAt === undefined);
    const failures: unknown[] = [];
    for (const { projection } of wanted) {
      const one = this.rebuilt.find((rebuilt) => rebuilt.projection.name === projection);
      if (one === undefined || this.isStopping) continue;
      try {
        await this.rebuild(one);
      } catch (error) {
        failures.push(error);
        await tellTrouble(this.options.pool, projection, describeFailure(error));
      }
    }
    if (failures.length > 0) throw failures[0];
    return 'idle';
  }

  private async rebuild(one: Rebuilt): Promise<void> {
    const hold = await one.lease.acquire();
    if (hold === undefined) return;
    failpoint('rebuild.leased');
    try {
      const shadow = await shadowOf(this.options.pool, one.projection.name, one.tables);
      await this.fillAndSwap(one, shadow, hold);
    } catch (error) {
      if (!(error instanceof RebuildLost)) throw error;
      this.options.logger.info({ projection: one.projection.name }, 'a rebuild is no longer this process\'s');
    } finally {
      one.metrics.idle();
      await one.lease.release().catch(() => undefined); // it expires by itself
    }
  }

  private async fillAndSwap({ projection: live, lease, metrics }: Rebuilt, shadow: Shadow, hold: Hold): Promise<void> {
    const { build, logger } = this.options;
    const pool = this.pool!;
    const filler: Filler = { lease: `rebuild ${live.name}`, fence: hold.fence };
    const isNew = await prepareShadow(pool, shadow, filler, build);
    failpoint('rebuild.prepared');
    const projection = await inShadow(pool, shadow, filler, (tx) => passingOver(tx, live, shadow));
    failpoint('rebuild.passed-over-read');
    logger.info({ projection: projection.name, isNew }, 'rebuilding');
    const { rebuild } = projection;
    const fold = rebuild !== undefined && 'fold' in rebuild ? rebuild.fold : undefined;
    const replay = new Replay({ pool, projection, fold, shadow, filler, isNew, limits: this.limits });
    await replay.open();
    failpoint('rebuild.opened');
    let shownMs = -Infinity;
    const goesOn = async () => {
      if (performance.now() - shownMs >= showEveryMs) {
        shownMs = performance.now();
        await this.show(projection, replay, metrics);
      }
      return !this.isStopping && (await lease.acquire())?.fence === hold.fence;
    };
    await replay.catchUp(goesOn);
    await inShadow(pool, shadow, filler, async (tx) => {
      for (const table of shadow.tables) await tx.query(`analyze "${shadow.schema}"."${table}"`);
    });
    failpoint('rebuild.analyzed');
    while (await goesOn()) {
      await replay.catchUp(goesOn);
      const outcome = await swap({ pool, projection, shadow, filler });
      failpoint('rebuild.swap-answered');
      if (outcome === 'changed') return; // the next step makes the tables anew
      if (outcome === 'swapped') return logger.info({ projection: projection.name }, 'rebuilt');
    }
  }

  private async show(projection: Projection, replay: Replay, metrics: RebuildMetrics): Promise<void> {
    const heads = await projection.feed.heads();
    let left = 0n;
    for (const [lane, head] of heads) left += head - (replay.positions.get(lane) ?? 0n);
    metrics.running(left);
  }
}
