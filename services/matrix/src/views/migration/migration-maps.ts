import { Injectable } from '@nestjs/common';
import { firstAsked, migrationEntry, migrationFaults, proposeMigration } from '@rung/matrix-model';
import { atLeastVersion, readAtLeast, type Actor } from '@rung/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { Grids } from '../grid/grids.js';
import { MigrationMap } from './migration-map.entity.js';

const entries = z.array(migrationEntry);

export const migrationView = z
  .object({
    matrix: z.string(),
    from: z.int(),
    to: z.int(),
    recorded: z
      .object({
        entries,
        firstAsked: z.array(z.string()).describe('Competencies of the later version that nothing leads to'),
        faults: z.array(z.object({ pointer: z.string(), detail: z.string() })).describe('What does not hold any more, where the later version is a draft that was changed since'),
        by: z.uuid(),
        at: z.string(),
      })
      .nullable(),
    proposed: entries.describe('As far as the words of both versions tell; to be corrected by people'),
  })
  .meta({ id: 'VersionMigration' });
export type MigrationView = z.infer<typeof migrationView>;

export const migrationQuery = z.object({ from: z.coerce.number().int().min(1).max(999_999_999), atLeast: atLeastVersion });
export type MigrationQuery = z.output<typeof migrationQuery>;

@Injectable()
export class MigrationMaps {
  constructor(
    private readonly dataSource: DataSource,
    private readonly grids: Grids,
  ) {}

  /** @throws DomainError not-found where the actor may not see both versions; view-behind when the view does not reach `atLeast` in time. */
  async read(actor: Actor, matrix: string, to: number, { from, atLeast }: MigrationQuery): Promise<MigrationView> {
    const [before, after] = await Promise.all([this.grids.content(actor, matrix, from, {}), this.grids.content(actor, matrix, to, {})]);
    const maps = this.dataSource.getRepository(MigrationMap);
    const map = await readAtLeast(atLeast, () => maps.findOneBy({ matrixId: matrix, from, to }), (found) => found?.streamVersion ?? 0);
    const recorded = map && {
      entries: map.entries, firstAsked: firstAsked(after, map.entries), faults: migrationFaults(before, after, map.entries), by: map.by, at: map.at,
    };
    return { matrix, from, to, recorded, proposed: proposeMigration(before, after) };
  }
}
