import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';
import { readAtLeast, type Actor } from '@rung/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import type { Moment } from '../past/moment.js';
import { PastVersions } from '../past/past-versions.js';
import { gridOf, versionStatus, type Grid } from './grid.js';
import { MatrixVersion } from './matrix-version.entity.js';

export const matrixList = z
  .object({
    matrices: z.array(
      z.object({
        matrix: z.string(),
        name: z.string(),
        versions: z.array(
          z.object({ version: z.int(), status: versionStatus, hash: z.string().nullable() }),
        ),
      }),
    ),
  })
  .meta({ id: 'MatrixList' });
export type MatrixList = z.infer<typeof matrixList>;

/** Now, by the view once it reflects `atLeast`; or as it was, by the log. */
export interface When {
  readonly at?: Moment | undefined;
  readonly atLeast?: number | undefined;
}

/** A version without what it says. */
export type VersionHead = Omit<MatrixVersion, 'frame' | 'competencies'>;

@Injectable()
export class Grids {
  constructor(
    private readonly dataSource: DataSource,
    private readonly past: PastVersions,
  ) {}

  /** @throws DomainError not-found; view-behind when the view does not reach `atLeast` in time. */
  async read(actor: Actor, matrixId: string, version: number, when: When): Promise<Grid> {
    const { status, hash, frame, competencies, streamVersion: revision } = await this.find(actor, matrixId, version, when);
    return gridOf({ matrix: matrixId, version, status, hash, revision }, { ...frame, competencies });
  }

  /** What a version says. @throws DomainError not-found */
  async content(actor: Actor, matrixId: string, version: number, when: When): Promise<MatrixContent> {
    const { frame, competencies } = await this.find(actor, matrixId, version, when);
    return { ...frame, competencies };
  }

  /** Of the view, without reading what the version says. @throws DomainError as `read` does */
  async head(actor: Actor, matrixId: string, version: number, atLeast: number | undefined): Promise<VersionHead> {
    const select = { matrixId: true, version: true, status: true, hash: true, streamVersion: true } as const;
    const find = () => this.dataSource.getRepository(MatrixVersion).findOne({ select, where: { matrixId, version } });
    return mustBeVisible(actor, await readAtLeast(atLeast, find, revisionOf), matrixId, version);
  }

  /** The version as the view holds it, or as it was. @throws DomainError as `read` does */
  async find(actor: Actor, matrixId: string, version: number, when: When): Promise<MatrixVersion> {
    const row = when.at === undefined ? await this.now(matrixId, version, when.atLeast) : (await this.past.of(matrixId, when.at))[version - 1];
    return mustBeVisible(actor, row, matrixId, version);
  }

  async list(actor: Actor, at?: Moment): Promise<MatrixList> {
    const rows = at === undefined ? await this.all() : await this.allAt(at);
    const matrices = new Map<string, MatrixList['matrices'][number]>();
    for (const { matrixId, version, status, hash, frame } of rows.filter((row) => row.status !== 'discarded' && isVisibleTo(actor, row))) {
      const before = matrices.get(matrixId)?.versions ?? [];
      matrices.set(matrixId, { matrix: matrixId, name: frame.name, versions: [...before, { version, status, hash }] });
    }
    return { matrices: [...matrices.values()] };
  }

  private now(matrixId: string, version: number, atLeast: number | undefined): Promise<MatrixVersion | null> {
    const versions = this.dataSource.getRepository(MatrixVersion);
    return readAtLeast(atLeast, () => versions.findOneBy({ matrixId, version }), revisionOf);
  }

  private all(): Promise<Omit<MatrixVersion, 'competencies' | 'streamVersion'>[]> {
    const select = { matrixId: true, version: true, status: true, hash: true, frame: true } as const;
    return this.dataSource.getRepository(MatrixVersion).find({ select, order: { matrixId: 'asc', version: 'asc' } });
  }

  /** One matrix after the other: each is read whole. */
  private async allAt(at: Moment): Promise<MatrixVersion[]> {
    const known = this.dataSource.getRepository(MatrixVersion).createQueryBuilder('known').select('distinct known.matrix_id', 'id').orderBy('id');
    const rows: MatrixVersion[] = [];
    for (const { id } of await known.getRawMany<{ id: string }>()) rows.push(...(await this.past.of(id, at)));
    return rows;
  }
}

function revisionOf(found: VersionHead | null): number {
  return found?.streamVersion ?? 0;
}

/** @throws DomainError not-found, the same for what is not there and for what the actor may not see. */
function mustBeVisible<Version extends VersionHead>(actor: Actor, found: Version | null | undefined, matrixId: string, version: number): Version {
  if (found === null || found === undefined || !isVisibleTo(actor, found)) throw new DomainError('not-found', `The matrix "${matrixId}" has no version ${version}.`);
  return found;
}

/** What is or was published is everybody's; a draft is for its editors, and for HR, who may have to approve it. */
function isVisibleTo(actor: Actor, { status }: Pick<MatrixVersion, 'status'>): boolean {
  return status === 'published' || status === 'retired' || actor.roles.has('matrix-editor') || actor.roles.has('hr');
}
