import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import type { LocalizedText, MatrixFrame } from '@rung/matrix-model';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

interface CompetencyRow {
  readonly matrix_id: string;
  readonly version: number;
  readonly competency: string;
  readonly group: string;
  readonly title: LocalizedText;
}

interface ManifestRow {
  readonly matrix_id: string;
  readonly version: number;
  readonly hash: string;
  readonly frame: MatrixFrame;
  readonly competency_ids: readonly string[];
}

// A published version never changes: whichever comes first stays.

const competencies = foldedTable<MatrixEvent, CompetencyRow>({
  name: 'published_competencies',
  columns: { matrix_id: 'text', version: 'integer', competency: 'text', group: 'text', title: 'jsonb' },
  key: ['matrix_id', 'version', 'competency'],
  change: (event) => {
    if (event.type !== 'CompetencyPublished') return undefined;
    const { matrixId: matrix_id, version, competency } = event.data;
    const { id, group, title } = competency;
    return { key: [matrix_id, version, id], next: (row) => row ?? { matrix_id, version, competency: id, group, title } };
  },
});

const manifests = foldedTable<MatrixEvent, ManifestRow>({
  name: 'published_matrices',
  columns: { matrix_id: 'text', version: 'integer', hash: 'text', frame: 'jsonb', competency_ids: 'text[]' },
  key: ['matrix_id', 'version'],
  change: (event) => {
    if (event.type !== 'VersionPublished') return undefined;
    const { matrixId: matrix_id, version, hash, frame, competencyIds: competency_ids } = event.data;
    return { key: [matrix_id, version], next: (row) => row ?? { matrix_id, version, hash, frame, competency_ids } };
  },
});

/** Keeps the levels and the competencies of published versions; drafts are the matrix service's own affair. */
export function matricesProjection(feed: Feed): Projection {
  return foldProjection<MatrixEvent>({
    name: 'reporting-matrices',
    feed,
    catalogue: matrixEvents,
    tables: [competencies, manifests],
  });
}
