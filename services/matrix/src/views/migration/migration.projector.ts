import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import type { MigrationEntry } from '@rung/matrix-model';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

interface MapRow {
  readonly matrix_id: string;
  readonly from: number;
  readonly to: number;
  readonly entries: readonly MigrationEntry[];
  readonly by: string;
  readonly at: string;
  readonly stream_version: number;
}

const maps = foldedTable<MatrixEvent, MapRow>({
  name: 'matrix_migrations',
  columns: { matrix_id: 'text', from: 'integer', to: 'integer', entries: 'jsonb', by: 'uuid', at: 'text', stream_version: 'integer' },
  key: ['matrix_id', 'from', 'to'],
  version: 'stream_version',
  change: (event, { streamVersion: stream_version }) => {
    if (event.type !== 'MigrationMapped') return undefined;
    const { matrixId: matrix_id, from, version: to, ...told } = event.data;
    const row = { matrix_id, from, to, ...told, stream_version };
    return { key: [matrix_id, from, to], next: (known) => (known !== undefined && known.stream_version >= stream_version ? known : row) };
  },
});

/** Keeps `matrix_migrations` from the service's own log. */
export function migrationProjection(feed: Feed): Projection {
  return foldProjection<MatrixEvent>({ name: 'migrations', feed, catalogue: matrixEvents, tables: [maps] });
}
