import { DomainError } from '@rung/event-sourcing';
import type { Pool } from 'pg';

import type { Projection } from '../projection/projection.js';
import { cancelRebuild, rebuildRequests, wantRebuild, type RebuildRequest } from './rebuild-requests.js';
import { whyNot } from './rebuildable.js';
import { savedPositions } from './saved-positions.js';

export interface RebuildStanding {
  readonly projection: string;
  /** Why it cannot be made anew; undefined when it can. */
  readonly impossible: string | undefined;
  /** The last one; undefined when nobody has ever asked. */
  readonly request: RebuildRequest | undefined;
  /** How many events were still to be read when it was saved last, as it is at least once a minute; undefined unless it is under way. */
  readonly left: bigint | undefined;
}

/** What operators see of a service's rebuilds, and what they can ask for. Whichever process projects does the work. */
export class Rebuilds {
  constructor(
    private readonly pool: Pool,
    private readonly projections: readonly Projection[],
  ) {}

  async list(): Promise<RebuildStanding[]> {
    const requests = await rebuildRequests(this.pool, this.projections.map(({ name }) => name));
    return Promise.all(
      this.projections.map(async (projection) => {
        const request = requests.find((one) => one.projection === projection.name);
        return { projection: projection.name, impossible: whyNot(projection), request, left: await this.leftOf(projection, request) };
      }),
    );
  }

  private async leftOf({ name, feed }: Projection, request: RebuildRequest | undefined): Promise<bigint | undefined> {
    if (request?.build === undefined || request.finishedAt !== undefined) return undefined;
    const saved = await savedPositions(this.pool, name);
    if (saved === undefined) return undefined;
    return [...(await feed.heads())].reduce((left, [lane, head]) => left + head - (saved.get(lane) ?? 0n), 0n);
  }

  /** Asks for a rebuild; one that is under way goes on. @throws DomainError not-found, rebuild-impossible */
  async start(name: string, by: string): Promise<RebuildStanding> {
    const impossible = whyNot(this.projectionOf(name));
    if (impossible !== undefined) throw new DomainError('rebuild-impossible', impossible);
    await wantRebuild(this.pool, name, by);
    return this.standingOf(name);
  }

  /** The old table stays. @throws DomainError not-found, rebuild-not-under-way */
  async cancel(name: string): Promise<RebuildStanding> {
    this.projectionOf(name);
    if (!(await cancelRebuild(this.pool, name))) throw new DomainError('rebuild-not-under-way', `No rebuild of ${name} is under way.`);
    return this.standingOf(name);
  }

  private async standingOf(name: string): Promise<RebuildStanding> {
    return (await this.list()).find(({ projection }) => projection === name) as RebuildStanding;
  }

  private projectionOf(name: string): Projection {
    const projection = this.projections.find((one) => one.name === name);
    if (projection === undefined) throw new DomainError('not-found', `There is no projection ${name} here.`);
    return projection;
  }
}
