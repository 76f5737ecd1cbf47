import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import type { RecordedEvent } from '@rung/event-store';
import type { Feed, Projection } from '@rung/messaging';
import type { Competency, MatrixFrame } from '@rung/matrix-model';
import type { PoolClient } from 'pg';

/** A row of `matrix_versions`, under the names of its columns. */
export interface GridRow {
  matrix_id: string;
  version: number;
  status: 'draft' | 'published';
  hash: string | null;
  frame: MatrixFrame;
  competencies: Competency[];
  stream_version: number;
}

/** What a row becomes by an event of its version. Pure; an event that the row has seen changes nothing. */
export function project(row: GridRow | undefined, event: MatrixEvent, streamVersion: number): GridRow | undefined {
  if (row !== undefined && streamVersion <= row.stream_version) return row;
  switch (event.type) {
    case 'VersionDrafted':
      return {
        matrix_id: event.data.matrixId,
        version: event.data.version,
        status: 'draft',
        hash: null,
        frame: event.data.frame,
        competencies: [],
        stream_version: streamVersion,
      };
    case 'CompetencyDrafted':
      return row && { ...row, competencies: [...row.competencies, event.data.competency], stream_version: streamVersion };
    case 'CompetencyPublished':
      return row && { ...row, stream_version: streamVersion };
    case 'VersionPublished':
      return row && { ...row, status: 'published', hash: event.data.hash, stream_version: streamVersion };
  }
}

/** Keeps `matrix_versions` from the service's own log. */
export function gridProjection(feed: Feed): Projection {
  return {
    name: 'grid',
    feed,
    async project(recorded, tx) {
      const rows = await load(recorded, tx);
      const touched = new Map<string, GridRow>();
      for (const stored of recorded) {
        const event = matrixEvents.read(stored);
        const key = `${event.data.matrixId} ${event.data.version}`;
        const next = project(touched.get(key) ?? rows.get(key), event, stored.streamVersion);
        if (next !== undefined) touched.set(key, next);
      }
      await save([...touched.values()], tx);
    },
  };
}

async function load(recorded: readonly RecordedEvent[], tx: PoolClient): Promise<Map<string, GridRow>> {
  const ids = [...new Set(recorded.map((event) => matrixEvents.read(event).data.matrixId))];
  const { rows } = await tx.query<GridRow>('select * from matrix_versions where matrix_id = any($1)', [ids]);
  return new Map(rows.map((row) => [`${row.matrix_id} ${row.version}`, row]));
}

async function save(rows: readonly GridRow[], tx: PoolClient): Promise<void> {
  await tx.query(
    `insert into matrix_versions
     select * from jsonb_to_recordset($1::jsonb) as row
       (matrix_id text, version integer, status text, hash text, frame jsonb, competencies jsonb, stream_version integer)
     on conflict (matrix_id, version) do update set
       status = excluded.status, hash = excluded.hash, frame = excluded.frame,
       competencies = excluded.competencies, stream_version = excluded.stream_version
     where matrix_versions.stream_version < excluded.stream_version`,
    [JSON.stringify(rows)],
  );
}
