import { createHash } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { directoryEvents } from '@rung/contracts';
import { execute, type EventLog } from '@rung/event-store';
import { findLevel } from '@rung/matrix-model';
import { uuidOfDigest } from '@rung/service-kit';
import type { Pool, PoolClient } from 'pg';

import { person } from '../../domain/directory/person.js';
import { unit } from '../../domain/directory/unit.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { EVENT_LOG, POOL } from '../../tokens.js';
import { inTransaction } from '../../transaction.js';
import { inParallel } from '../in-parallel.js';

const batchRows = 200;
const width = 16;

interface Revised {
  readonly revision: string;
}
type UnitRow = Revised & { readonly unit: string; readonly parent: string | null };
type PersonRow = Revised & { readonly person: string; readonly unit: string; readonly manager: string | null; readonly position: string | null };
type GradeRow = Revised & { readonly person: string; readonly matrix: string; readonly level: string; readonly signed_by: string };

/**
 * Tells others what changed in the directory, by opaque ids. A row that is being told is locked, so that what is told of it
 * comes in the order of its revisions; killed in between, it is told again, which changes nothing.
 */
@Injectable()
export class DirectoryPublisher {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly matrices: Matrices,
  ) {}

  /** @returns how many rows were told; 0 when there was nothing to tell. */
  async publishSome(): Promise<number> {
    return (await this.publishUnits()) + (await this.publishPeople()) + (await this.publishEntryGrades());
  }

  private publishUnits(): Promise<number> {
    return inTransaction(this.pool, async (tx) => {
      const rows = await unpublished<UnitRow>(tx, 'units', 'unit, parent');
      await inParallel(rows, width, async ({ unit: id, parent, revision }) => {
        const command = { type: 'PlaceUnit', unit: id, parent } as const;
        const commandId = commandIdOf('unit', id, revision);
        await execute(this.log, { streamId: `unit/${id}`, decider: unit, catalogue: directoryEvents, command, commandId, metadata: {} });
      });
      await tx.query('update units set published = revision where unit = any($1::text[])', [rows.map((row) => row.unit)]);
      return rows.length;
    });
  }

  private publishPeople(): Promise<number> {
    return inTransaction(this.pool, async (tx) => {
      const rows = await unpublished<PersonRow>(tx, 'people', 'person, unit, manager, position');
      await inParallel(rows, width, async ({ person: id, unit: unitCode, manager, position, revision }) => {
        const command = { type: 'PlacePerson', place: { person: id, unit: unitCode, manager, position } } as const;
        const commandId = commandIdOf('person', id, revision);
        await execute(this.log, { streamId: `person/${id}`, decider: person, catalogue: directoryEvents, command, commandId, metadata: {} });
      });
      await tx.query('update people set published = revision where person = any($1::uuid[])', [rows.map((row) => row.person)]);
      return rows.length;
    });
  }

  /** A signature waits for its matrix, which says what the level's code is. One of a level that is not there is not told. */
  private publishEntryGrades(): Promise<number> {
    return inTransaction(this.pool, async (tx) => {
      const rows = await unpublished<GradeRow>(tx, 'entry_grades', 'person, matrix, level, signed_by', 'and matrix in (select matrix from matrix_manifests)');
      const told: GradeRow[] = [];
      await inParallel(rows, width, async (row) => {
        const content = await this.matrices.newest(row.matrix);
        if (content === undefined) return;
        told.push(row);
        const level = findLevel(content, row.level)?.code;
        if (level === undefined) return;
        const signature = { person: row.person, matrix: row.matrix, level, signedBy: row.signed_by };
        const command = { type: 'SignEntryGrade', signature } as const;
        const commandId = commandIdOf('entry-grade', `${row.person} ${row.matrix}`, row.revision);
        await execute(this.log, { streamId: `person/${row.person}`, decider: person, catalogue: directoryEvents, command, commandId, metadata: {} });
      });
      await tx.query(
        `update entry_grades set published = revision from unnest($1::uuid[], $2::text[]) as told (person, matrix)
         where entry_grades.person = told.person and entry_grades.matrix = told.matrix`,
        [told.map((row) => row.person), told.map((row) => row.matrix)],
      );
      return told.length;
    });
  }
}

async function unpublished<Row extends Revised>(tx: PoolClient, table: string, columns: string, more = ''): Promise<Row[]> {
  const { rows } = await tx.query<Row>(
    `select ${columns}, revision from ${table} where revision > published ${more} order by revision limit $1 for update skip locked`,
    [batchRows],
  );
  return rows;
}

/** The same revision is the same command, however often it is told. */
function commandIdOf(kind: string, id: string, revision: string): string {
  return uuidOfDigest(createHash('sha256').update(`${kind}\u0000${id}\u0000${revision}`).digest());
}
