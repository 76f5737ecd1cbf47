import { createHash } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { directoryEvents } from '@rung/contracts';
import { execute, type EventLog } from '@rung/event-store';
import { findLevel } from '@rung/matrix-model';
import { LOGGER, uuidOfDigest, type Logger } from '@rung/service-kit';
import type { Pool } from 'pg';

import { advisoryLocks } from '../../advisory-locks.js';
import { person } from '../../domain/directory/person.js';
import { unit } from '../../domain/directory/unit.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { EVENT_LOG, POOL } from '../../tokens.js';
import { tellInOrder } from './tell-in-order.js';

const batchRows = 200;
const plain = { catalogue: directoryEvents, metadata: {} };

interface Revised {
  readonly revision: string;
}
type UnitRow = Revised & { readonly unit: string; readonly parent: string | null };
type PersonRow = Revised & { readonly person: string; readonly unit: string; readonly manager: string | null; readonly position: string | null };
type GradeRow = Revised & { readonly person: string; readonly matrix: string; readonly level: string; readonly signed_by: string; readonly newest: number };

/**
 * Tells others what changed in the directory, by opaque ids: one replica at a time, so that nobody works in vain. What keeps a row's
 * revisions in order is `tellInOrder`, as a lock ends with its connection, and who held it goes on a while. Killed in between,
 * a row is told again under the same command id, which changes nothing.
 */
@Injectable()
export class DirectoryPublisher {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly matrices: Matrices,
  ) {}

  /** @returns how many rows were told; 0 when there was nothing to tell, or another replica is telling. */
  async publishSome(): Promise<number> {
    const client = await this.pool.connect();
    // Without a listener the loss of a connection in use would end the process.
    let lost: Error | undefined;
    const onLoss = (error: Error) => {
      lost = error;
    };
    client.on('error', onLoss);
    try {
      const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [advisoryLocks.directoryPublisher]);
      if (rows[0]?.ours !== true) return 0;
      try {
        return (await this.publishUnits()) + (await this.publishPeople()) + (await this.publishEntryGrades());
      } finally {
        // a connection that cannot give the lock back must not go on holding it
        await client.query('select pg_advisory_unlock($1)', [advisoryLocks.directoryPublisher]).catch(onLoss);
      }
    } finally {
      client.off('error', onLoss);
      client.release(lost);
    }
  }

  private async publishUnits(): Promise<number> {
    const toTell = 'select unit, parent, revision from units where revision > published';
    const { rows: seen } = await this.pool.query<UnitRow>(`${toTell} order by revision limit $1`, [batchRows]);
    const told = await tellInOrder(this.log, seen, {
      streamOf: (row) => `unit/${row.unit}`,
      read: async () => (await this.pool.query<UnitRow>(`${toTell} and unit = any($1)`, [seen.map((row) => row.unit)])).rows,
      tell: async ({ unit: id, parent, revision }, expectedVersion) => {
        const command = { type: 'PlaceUnit', unit: id, parent } as const;
        await execute(this.log, { streamId: `unit/${id}`, decider: unit, command, commandId: commandIdOf('unit', id, revision), expectedVersion, ...plain });
        return true;
      },
    });
    await this.pool.query(
      `update units set published = greatest(published, told.revision) from unnest($1::text[], $2::bigint[]) as told (unit, revision)
       where units.unit = told.unit`,
      [told.map((row) => row.unit), told.map((row) => row.revision)],
    );
    return told.length;
  }

  private async publishPeople(): Promise<number> {
    const toTell = 'select person, unit, manager, position, revision from people where revision > published';
    const { rows: seen } = await this.pool.query<PersonRow>(`${toTell} order by revision limit $1`, [batchRows]);
    const told = await tellInOrder(this.log, seen, {
      streamOf: (row) => `person/${row.person}`,
      read: async () => (await this.pool.query<PersonRow>(`${toTell} and person = any($1)`, [seen.map((row) => row.person)])).rows,
      tell: async ({ revision, ...place }, expectedVersion) => {
        const command = { type: 'PlacePerson', place } as const;
        await execute(this.log, { streamId: `person/${place.person}`, decider: person, command, commandId: commandIdOf('person', place.person, revision), expectedVersion, ...plain });
        return true;
      },
    });
    await this.pool.query(
      `update people set published = greatest(published, told.revision) from unnest($1::uuid[], $2::bigint[]) as told (person, revision)
       where people.person = told.person`,
      [told.map((row) => row.person), told.map((row) => row.revision)],
    );
    return told.length;
  }

  /** A signature waits for a version of its matrix that has the level, which says what the level's code is. */
  private async publishEntryGrades(): Promise<number> {
    const toTell = `select person, matrix, level, signed_by, revision, newest from entry_grades
      join (select matrix, max(version) as newest from matrix_manifests group by matrix) arrived using (matrix)
      where revision > published and (unknown_in is null or unknown_in < newest)`;
    const { rows: seen } = await this.pool.query<GradeRow>(`${toTell} order by revision limit $1`, [batchRows]);
    const seenKeys = [seen.map((row) => row.person), seen.map((row) => row.matrix)];
    const unknown: GradeRow[] = [];
    const told = await tellInOrder(this.log, seen, {
      streamOf: (row) => `person/${row.person}`,
      read: async () => (await this.pool.query<GradeRow>(`${toTell} and (person, matrix) in (select * from unnest($1::uuid[], $2::text[]))`, seenKeys)).rows,
      tell: async (row, expectedVersion) => {
        const content = await this.matrices.newest(row.matrix);
        const level = content && findLevel(content, row.level)?.code;
        if (level !== undefined) await this.tellSignature(row, level, expectedVersion);
        else if (content !== undefined) unknown.push(row);
        return level !== undefined;
      },
    });
    await this.pool.query(
      `update entry_grades set published = greatest(published, told.revision) from unnest($1::uuid[], $2::text[], $3::bigint[]) as told (person, matrix, revision)
       where entry_grades.person = told.person and entry_grades.matrix = told.matrix`,
      [told.map((row) => row.person), told.map((row) => row.matrix), told.map((row) => row.revision)],
    );
    await this.waitForVersionsOf(unknown);
    return told.length;
  }

  private async tellSignature({ person: id, matrix, signed_by: signedBy, revision }: GradeRow, level: string, expectedVersion: number): Promise<void> {
    const command = { type: 'SignEntryGrade', signature: { person: id, matrix, level, signedBy } } as const;
    const commandId = commandIdOf('entry-grade', `${id} ${matrix}`, revision);
    await execute(this.log, { streamId: `person/${id}`, decider: person, command, commandId, expectedVersion, ...plain });
  }

  private async waitForVersionsOf(unknown: readonly GradeRow[]): Promise<void> {
    if (unknown.length === 0) return;
    await this.pool.query(
      `update entry_grades set unknown_in = row.newest from unnest($1::uuid[], $2::text[], $3::int[]) as row (person, matrix, newest)
       where entry_grades.person = row.person and entry_grades.matrix = row.matrix`,
      [unknown.map((row) => row.person), unknown.map((row) => row.matrix), unknown.map((row) => row.newest)],
    );
    const levels = [...new Set(unknown.map((row) => `${row.matrix}: ${row.level}`))];
    this.logger.warn({ levels, signatures: unknown.length }, 'entry grades wait for a version of their matrix that has the level');
  }
}

/** The same revision is the same command, however often it is told. */
function commandIdOf(kind: string, id: string, revision: string): string {
  return uuidOfDigest(createHash('sha256').update(`${kind}\u0000${id}\u0000${revision}`).digest());
}
