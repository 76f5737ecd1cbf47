import type { Readable } from 'node:stream';

import { Inject, Injectable } from '@nestjs/common';
import { PERSON_ID_SECRET, personIdOf } from '@rung/service-kit';
import type { Pool, PoolClient } from 'pg';

import { AssessmentMetrics } from '../../metrics.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { POOL } from '../../tokens.js';
import { inTransaction } from '@rung/messaging';
import { csvRows, type Header } from './csv-rows.js';
import type { DirectoryFile, SetFault } from './directory-file.js';
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

const batchRows = 1_000;
/** Imports are applied one after the other; the number is arbitrary. */
const importLock = 7_064_000_002;

/** Takes a whole file or nothing of it: rows are staged, looked at together, and applied in one transaction. */
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
    const imported = await inTransaction(this.pool, (client) => this.takeIn(client, this.#files[name], source));
    this.metrics.directoryRowsTaken(name, imported.taken);
    return imported;
  }

  private async takeIn(client: PoolClient, file: DirectoryFile, source: Readable): Promise<Imported> {
    const faults = new Faults();
    const { taken, header } = await this.stage(client, file, source, faults);
    // from here on no other import may change what the rows are held against
    await client.query('select pg_advisory_xact_lock($1)', [importLock]);
    for (const { line, column, detail } of await setFaults(client, file)) faults.add({ line, column: header.get(column), detail: `${column}: ${detail}` });
    faults.refuseIfAny();
    const { rowCount } = await client.query(file.apply);
    return { taken, changed: rowCount ?? 0 };
  }

  private async stage(client: PoolClient, file: DirectoryFile, source: Readable, faults: Faults): Promise<{ taken: number; header: Header }> {
    await client.query(`create temp table staged (line integer not null, ${file.stagedColumns}) on commit drop`);
    const insert = `insert into staged select * from jsonb_to_recordset($1::jsonb) as row (line integer, ${file.stagedColumns})`;
    const idOf = (key: string): string => personIdOf(this.personIdSecret, key);
    let header: Header = new Map();
    let taken = 0;
    let batch: object[] = [];
    for await (const { line, values } of csvRows(source, file.columns, faults, (found) => (header = found))) {
      batch.push({ line, ...file.stage(values, idOf) });
      taken += 1;
      if (batch.length < batchRows) continue;
      await client.query(insert, [JSON.stringify(batch)]);
      batch = [];
    }
    await client.query(insert, [JSON.stringify(batch)]);
    await client.query('analyze staged');
    return { taken, header };
  }
}

async function setFaults(client: PoolClient, file: DirectoryFile): Promise<SetFault[]> {
  const found: SetFault[] = [];
  for (const check of file.checks) found.push(...(await client.query<SetFault>(`${check} order by line`)).rows);
  return [...found, ...((await file.check?.(client)) ?? [])];
}
