import type { Readable } from 'node:stream';

import { Inject, Injectable } from '@nestjs/common';
import { PERSON_ID_SECRET, personIdOf } from '@rung/service-kit';
import type { Pool, PoolClient } from 'pg';

import { advisoryLocks } from '../../advisory-locks.js';
import { AssessmentMetrics } from '../../metrics.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { POOL } from '../../tokens.js';
import { inTransaction } from '@rung/messaging';
import { csvRows, type Header } from './csv-rows.js';
import type { DirectoryFile, SetFault } from './directory-file.js';
import { DirectoryUpload } from './directory-upload.js';
import { entryGradesFile } from './entry-grades-file.js';
import { Faults } from './faults.js';
import { peopleFile } from './people-file.js';
import { positionsFile } from './positions-file.js';
import { unitsFile } from './units-file.js';

export type DirectoryFileName = 'units' | 'positions' | 'people' | 'entry-grades';

export interface Imported {
  /** Rows of the file. */
  readonly taken: number;
  /** Of these, those that were new or differed. */
  readonly changed: number;
}

/** Takes a whole file or nothing of it: once all rows have come they are looked at together, and applied in one transaction. */
@Injectable()
export class DirectoryImport {
  readonly #files: Readonly<Record<DirectoryFileName, DirectoryFile>>;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(PERSON_ID_SECRET) private readonly personIdSecret: string,
    private readonly metrics: AssessmentMetrics,
    matrices: Matrices,
  ) {
    this.#files = { units: unitsFile, positions: positionsFile, people: peopleFile, 'entry-grades': entryGradesFile(matrices) };
  }

  /** @throws DomainError csv-invalid with every bad row; what the stream throws. */
  async take(name: DirectoryFileName, source: Readable): Promise<Imported> {
    const file = this.#files[name];
    const faults = new Faults();
    const upload = new DirectoryUpload(this.pool);
    try {
      const { taken, header } = await this.receive(upload, file, source, faults);
      const changed = await inTransaction(this.pool, async (client) => {
        await upload.stage(client, file.stagedColumns);
        return apply(client, file, header, faults);
      });
      this.metrics.directoryRowsTaken(name, taken);
      return { taken, changed };
    } finally {
      await upload.forget();
    }
  }

  private async receive(upload: DirectoryUpload, file: DirectoryFile, source: Readable, faults: Faults): Promise<{ taken: number; header: Header }> {
    const idOf = (key: string): string => personIdOf(this.personIdSecret, key);
    let header: Header = new Map();
    let taken = 0;
    await upload.begin();
    for await (const { line, values } of csvRows(source, file.columns, faults, (found) => (header = found))) {
      await upload.add({ line, ...file.stage(values, idOf) });
      taken += 1;
    }
    await upload.flush();
    return { taken, header };
  }
}

/** @returns how many rows changed. */
async function apply(client: PoolClient, file: DirectoryFile, header: Header, faults: Faults): Promise<number> {
  // from here on no other import may change what the rows are held against
  await client.query('select pg_advisory_xact_lock($1)', [advisoryLocks.directoryImport]);
  for (const { line, column, detail } of await setFaults(client, file)) faults.add({ line, column: header.get(column), detail: `${column}: ${detail}` });
  faults.refuseIfAny();
  const { rowCount } = await client.query(file.apply);
  return rowCount ?? 0;
}

async function setFaults(client: PoolClient, file: DirectoryFile): Promise<SetFault[]> {
  const found: SetFault[] = [];
  for (const check of file.checks) found.push(...(await client.query<SetFault>(`${check} order by line`)).rows);
  return [...found, ...((await file.check?.(client)) ?? [])];
}
