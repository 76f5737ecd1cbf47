import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';
import { readAtLeast, type Actor } from '@rung/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';

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

@Injectable()
export class Grids {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws DomainError not-found; view-behind when the view does not reach `atLeast` in time. */
  async read(actor: Actor, matrixId: string, version: number, atLeast?: number): Promise<Grid> {
    const { status, hash, frame, competencies, streamVersion: revision } = await this.find(actor, matrixId, version, atLeast);
    return gridOf({ matrix: matrixId, version, status, hash, revision }, { ...frame, competencies });
  }

  /** What a version says. @throws DomainError not-found */
  async content(actor: Actor, matrixId: string, version: number): Promise<MatrixContent> {
    const { frame, competencies } = await this.find(actor, matrixId, version);
    return { ...frame, competencies };
  }

  /** The version as the view holds it. @throws DomainError as `read` does */
  async find(actor: Actor, matrixId: string, version: number, atLeast?: number): Promise<MatrixVersion> {
    const row = await readAtLeast(
      atLeast,
      () => this.dataSource.getRepository(MatrixVersion).findOneBy({ matrixId, version }),
      (found) => found?.streamVersion ?? 0,
    );
    if (row === null || !isVisibleTo(actor, row)) throw new DomainError('not-found', `The matrix "${matrixId}" has no version ${version}.`);
    return row;
  }

  async list(actor: Actor): Promise<MatrixList> {
    const rows = await this.dataSource
      .getRepository(MatrixVersion)
      .find({ select: { matrixId: true, version: true, status: true, hash: true, frame: true }, order: { matrixId: 'asc', version: 'asc' } });
    const matrices = new Map<string, MatrixList['matrices'][number]>();
    for (const { matrixId, version, status, hash, frame } of rows.filter((row) => row.status !== 'discarded' && isVisibleTo(actor, row))) {
      const before = matrices.get(matrixId)?.versions ?? [];
      matrices.set(matrixId, { matrix: matrixId, name: frame.name, versions: [...before, { version, status, hash }] });
    }
    return { matrices: [...matrices.values()] };
  }
}

/** What is or was published is everybody's; a draft is for its editors, and for HR, who may have to approve it. */
function isVisibleTo(actor: Actor, { status }: Pick<MatrixVersion, 'status'>): boolean {
  return status === 'published' || status === 'retired' || actor.roles.has('matrix-editor') || actor.roles.has('hr');
}
