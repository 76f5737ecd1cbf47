import { VersionConflict, type EventLog } from '@rung/event-store';

import { inParallel } from '../in-parallel.js';

const width = 16;

/** A row that is to be told, by what it says now. */
export interface Telling<Row> {
  readonly streamOf: (row: Row) => string;
  /** The rows as they are now, of those that were seen. */
  readonly read: (seen: readonly Row[]) => Promise<readonly Row[]>;
  /** @returns false where it must wait. @throws VersionConflict when the row's stream is no longer at that version. */
  readonly tell: (row: Row, expectedVersion: number) => Promise<boolean>;
}

/**
 * Tells rows so that no stream ends with an older row than it had, whoever tells at the same time: a row is read after the
 * version of its stream, and told at that version alone. Told by another in between, it is left for the next round.
 * @returns the rows told, as they were read.
 */
export async function tellInOrder<Row>(log: EventLog, seen: readonly Row[], { streamOf, read, tell }: Telling<Row>): Promise<readonly Row[]> {
  if (seen.length === 0) return [];
  const versions = new Map<string, number>();
  await inParallel(seen, width, async (row) => {
    const stream = streamOf(row);
    versions.set(stream, (await log.readStream(stream)).at(-1)?.streamVersion ?? 0);
  });
  const told: Row[] = [];
  await inParallel(await read(seen), width, async (row) => {
    try {
      if (await tell(row, versions.get(streamOf(row)) ?? 0)) told.push(row);
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  });
  return told;
}
