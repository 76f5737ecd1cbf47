// The map from a published version to a later one.
import { MigrationMapped, type MatrixEvent } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { migrationFaults, type MigrationEntry } from '@rung/matrix-model';

import { versionOf, type Matrix } from './version.js';

export interface MapMigration {
  readonly type: 'MapMigration';
  readonly matrixId: string;
  readonly from: number;
  readonly to: number;
  readonly entries: readonly MigrationEntry[];
  readonly by: string;
  readonly at: string;
}

/** It takes the place of an earlier map between the two. */
export function mapMigration({ matrixId, from, to, entries, by, at }: MapMigration, matrix: Matrix): MatrixEvent[] {
  const [before, after] = [versionOf(matrix, matrixId, from), versionOf(matrix, matrixId, to)];
  if (before.status !== 'published' && before.status !== 'retired') {
    throw new DomainError('version-not-published', `Version ${from} of "${matrixId}" is ${before.status}: nobody was assessed on it, so nothing can be carried over.`, { versionStatus: before.status });
  }
  if (from >= to || after.status === 'discarded') {
    throw new DomainError('migration-unsound', `A map leads from a version to a later one that was not discarded; version ${to} is ${after.status}.`);
  }
  const errors = migrationFaults(before.content, after.content, entries);
  if (errors.length > 0) throw new DomainError('migration-unsound', `${errors[0]?.pointer}: ${errors[0]?.detail}.`, { errors });
  return [MigrationMapped({ matrixId, from, version: to, entries: [...entries], by, at })];
}
