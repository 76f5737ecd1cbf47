import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import { applyParts, type Competency, type MatrixFrame } from '@rung/matrix-model';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

import type { VersionStatus } from '../../domain/versions/version.js';

/** A row of `matrix_versions`, under the names of its columns. */
export interface GridRow {
  matrix_id: string;
  version: number;
  status: VersionStatus;
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
    case 'DraftChanged': {
      if (row === undefined) return undefined;
      const { competencies, ...frame } = applyParts({ ...row.frame, competencies: row.competencies }, event.data.parts);
      return { ...row, frame, competencies, stream_version: streamVersion };
    }
    case 'DraftDiscarded':
      return row && { ...row, status: 'discarded', stream_version: streamVersion };
    case 'ApprovalPolicySet':
    case 'MigrationMapped':
      return row;
    case 'DraftApproved':
    case 'CompetencyPublished':
      return row && { ...row, stream_version: streamVersion };
    case 'VersionPublished':
      return row && { ...row, status: 'published', hash: event.data.hash, stream_version: streamVersion };
    case 'VersionRetired':
      return row && { ...row, status: 'retired', stream_version: streamVersion };
  }
}

const versions = foldedTable<MatrixEvent, GridRow>({
  name: 'matrix_versions',
  columns: {
    matrix_id: 'text', version: 'integer', status: 'text', hash: 'text', frame: 'jsonb', competencies: 'jsonb', stream_version: 'integer',
  },
  key: ['matrix_id', 'version'],
  version: 'stream_version',
  change: (event, { streamVersion }) => {
    if (event.type === 'ApprovalPolicySet' || event.type === 'MigrationMapped') return undefined; // no version says it of itself
    return { key: [event.data.matrixId, event.data.version], next: (row) => project(row, event, streamVersion) };
  },
});

/** Keeps `matrix_versions` from the service's own log. */
export function gridProjection(feed: Feed): Projection {
  return foldProjection<MatrixEvent>({ name: 'grid', feed, catalogue: matrixEvents, tables: [versions] });
}
